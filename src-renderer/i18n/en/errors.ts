import type { ErrorCode } from '../../../src-contract/result.ts'
import { dataErrorsEn } from './data-errors.ts'
import type { Sentences } from './error-sentences.ts'
import { tunnelErrorsEn } from './tunnel-errors.ts'

/** Every failure in words: what happened, what it means for the calls, the next step. A code without words is a type error. */
export const errorsEn: Record<ErrorCode, Sentences> = {
  invalid_input: {
    title: 'A value cannot be used',
    what: 'The console did not take the value of {{field}}. {{detail}}',
    calls: 'Nothing was sent and nothing was stored.',
    next: 'Correct the value and try again.',
  },
  not_found: {
    title: 'It is no longer there',
    what: 'What you asked for is not in the data of this computer any more.',
    calls: 'No call is touched.',
    next: 'Go back to the list; it shows what is there now.',
  },
  conflict: {
    title: 'It was changed meanwhile',
    what: 'This cannot be done in the present state, or it exists already.',
    calls: 'No call is touched.',
    next: 'Look at the present state, then try again.',
  },
  internal: {
    title: 'Something went wrong in Callboard',
    what: 'The console hit a fault of its own. The details are in the log.',
    calls: 'Calls at the platform go on. What was journalled is kept.',
    next: 'Try again. If it stays, restart Callboard and send the log to support.',
  },
  cancelled: {
    title: 'Cancelled',
    what: 'You stopped this before it was done.',
    calls: 'What was done until then is kept.',
    next: 'Start it again when you need the rest.',
  },
  confirm_mismatch: {
    title: 'What you confirmed has changed',
    what: 'You confirmed {{confirmed}}; now it is {{actual}}.',
    calls: 'Nothing was sent or removed.',
    next: 'Check what is there now and confirm that.',
  },
  not_supported: {
    title: 'The platform has no such function',
    what: 'This account kind cannot do this through its API.',
    calls: 'No call is touched.',
    next: 'Do it in the console of NXCLOUD.',
  },

  account_sending: {
    title: 'Something of this account is not finished',
    what: 'A submission or a withdrawal of this account is not finished, and its orders belong to the identity and the address that are saved.',
    calls:
      'Without the account, or under another identity, nobody could ask the platform about them, and some could ring twice. Nothing was changed or removed.',
    next: 'Let it finish, or stop it and settle what is unknown; then try again. For another identity right now, add another account.',
  },
  account_read_only: {
    title: 'This account is read only',
    what: 'Its rules refuse everything that changes something at the platform.',
    calls: 'This request was not sent. What the platform has already goes on and rings as before.',
    next: 'Change the protection of the account under Accounts, if that is meant.',
  },
  preview_expired: {
    title: 'What was shown is not true any more',
    what: 'Since the preview was made, something changed or too much time went by.',
    calls: 'Nothing was sent.',
    next: 'Read the new preview and agree to that.',
  },
  task_ended: {
    title: 'The task has ended',
    what: 'The platform takes no more orders for this task.',
    calls: 'Orders it accepted before stay as they are. What is left was not sent.',
    next: 'Launch what is left as a new task.',
  },
  rows_refused_singly: {
    title: 'The platform refuses these orders one by one',
    what: 'A refused request was halved until single orders were left, and {{count}} of them were refused alone.',
    calls: 'None of these orders was created. Accepted orders keep dialling.',
    next: 'Read what the platform says about them, correct the rows or the ids, and go on.',
  },
  secret_missing: {
    title: 'The secret of this account is missing',
    what: 'The system keychain holds no secret for this account.',
    calls: 'Nothing can be launched or pulled. Running tasks go on at the platform.',
    next: 'Enter the secret under Accounts.',
  },
  keychain_locked: {
    title: 'The system keychain is locked',
    what: 'The secret cannot be read while the keychain is locked.',
    calls:
      'Nothing can be launched or pulled, and webhook signatures are not checked. Deliveries are kept and will be checked once it is open.',
    next: 'Unlock the keychain, or enter the secret for this run.',
  },
  keychain_none: {
    title: 'This system has no keychain',
    what: 'No keychain service answers on this computer.',
    calls: 'A secret stays in memory for this run and is gone when Callboard quits. It is never written to a file.',
    next: 'Enter the secret for this run, or start a keychain service.',
  },

  auth_signature: {
    title: 'The platform refused the signature',
    what: 'The platform answered that the signature is wrong, so the secret is not the one it knows.',
    calls: 'Nothing of this request was created. Accepted orders keep dialling.',
    next: 'Enter the new secret.',
  },
  auth_signature_missing: {
    title: 'The signature did not arrive',
    what: 'The platform says that the request had no signature.',
    calls: 'Nothing of this request was created.',
    next: 'A proxy on the way may remove headers. Connect without it.',
  },
  auth_unknown_account: {
    title: 'The platform does not know this account',
    what: 'The platform answered that this account does not exist.',
    calls: 'Nothing was created.',
    next: 'Copy the uuid or accessKey again from the console, and check the base URL or region.',
  },
  auth_clock: {
    title: 'The clock of this computer is off',
    what: 'It differs from the platform by {{seconds}} s, so the platform does not take the signature.',
    calls: 'Nothing of this request was created.',
    next: 'Set the clock by the network, then try again.',
  },
  auth_permission: {
    title: 'The account may not do this',
    what: 'The platform answered that the account has no permission.',
    calls: 'Nothing of this request was created.',
    next: 'Ask NXCLOUD to open the API for this account.',
  },

  base_url_refused: {
    title: 'This base URL cannot be used',
    what: 'An https address is needed; plain http is taken for this computer only. It reads: {{url}}',
    calls: 'Nothing was sent.',
    next: 'Enter an address that starts with https://.',
  },
  unreachable: {
    title: 'The address does not answer',
    what: 'No connection to {{host}}. {{detail}}',
    calls: 'Nothing of this request was created. Running tasks go on at the platform.',
    next: 'Check the network and the base URL, then try again.',
  },
  tls: {
    title: 'The connection is not safe',
    what: 'The certificate of {{host}} was not accepted. {{detail}}',
    calls: 'Nothing was sent.',
    next: 'Check the base URL. A proxy of your company may replace certificates; ask the network team.',
  },
  redirect: {
    title: 'The address sends us elsewhere',
    what: '{{host}} answered with a redirect to {{location}}. Signed requests are not sent on.',
    calls: 'Nothing of this request was created.',
    next: 'Enter the final address as base URL.',
  },
  http_status: {
    title: 'The address answered with an HTTP error',
    what: "{{host}} answered with HTTP {{status}} instead of the API's answer.",
    calls: 'The platform may or may not have done it; nothing is repeated that could dial twice.',
    next: 'Check the base URL. If it is right, give support the ids below.',
  },
  too_many_requests: {
    title: 'The platform asks for fewer requests',
    what: '{{host}} answered with HTTP 429: too many requests.',
    calls: 'Nothing of this request was done. Accepted orders keep dialling.',
    next: "Wait; the console tries again by itself. If it comes often, lower the requests a second in the account's rules.",
  },
  not_json: {
    title: 'The answer is not from the API',
    what: '{{host}} answered with something that is no JSON, such as a login page.',
    calls: 'The platform may or may not have done it; nothing is repeated that could dial twice.',
    next: 'Check the base URL and whether a proxy answers in between.',
  },
  answer_too_large: {
    title: 'The answer is too large',
    what: 'The answer was larger than {{limitMB}} MB and was not read to its end.',
    calls: 'Nothing is repeated that could dial twice.',
    next: 'Check the base URL, and give support the ids below.',
  },
  answer_truncated: {
    title: 'The connection broke',
    what: 'The connection ended before the whole answer was there.',
    calls: 'The platform may have done it. Its orders are not sent again until the platform says which it has.',
    next: 'Orders: wait for the check. Anything else: try again.',
  },
  timeout: {
    title: 'No answer in time',
    what: 'No answer after {{seconds}} s.',
    calls: 'If orders were in this request, they may be ringing and are not sent again until the platform says which it has.',
    next: 'Wait for the check; it runs by itself.',
  },
  response_signature: {
    title: 'The signature of the answer is wrong',
    what: 'The answer does not carry the signature this account makes, so it was not applied.',
    calls: 'Numbers on screen stay as they were. Nothing is repeated that could dial twice.',
    next: 'Check the base URL and whether a proxy rewrites answers. Give support the ids below.',
  },

  platform_busy: {
    title: 'The platform is busy',
    what: 'The platform answered that it is busy.',
    calls: 'Nothing of this request was created. Sending goes on after a pause.',
    next: 'Wait; the console tries again by itself.',
  },
  platform_maintenance: {
    title: 'The platform is under maintenance',
    what: 'The platform answered with code {{retCode}}.',
    calls: 'Nothing of this request was created. Sending goes on after a pause.',
    next: 'Wait; the console tries again by itself.',
  },
  platform_internal: {
    title: 'The platform had an internal error',
    what: 'The platform answered with code {{retCode}}.',
    calls: 'It may or may not have created the orders; the console asks before it sends again.',
    next: 'Wait for the check. If it stays, give support the ids below.',
  },
  platform_unlisted: {
    title: 'The platform answered with a code nobody documents',
    what: 'The platform answered with code {{retCode}}, which is in no list of its documents.',
    calls: 'It may or may not have done what was asked; nothing is repeated that could dial twice.',
    next: 'Wait while the console asks what the platform has, and give support the ids below.',
  },
  platform_refused: {
    title: 'The platform refused the request',
    what: 'The platform answered with code {{retCode}}.',
    calls: 'Nothing of this request was created. Accepted orders keep dialling.',
    next: 'Read what the platform says below; give support the ids if it is not clear.',
  },
  platform_parameters: {
    title: 'The platform did not accept the request',
    what: 'The platform answered with code {{retCode}}.',
    calls: 'Nothing of this request was created.',
    next: 'Compare scene, route, strategy and the other ids with the console of NXCLOUD.',
  },
  too_many_elements: {
    title: 'Too many orders in one request',
    what: 'The platform found the list of orders too long for one request.',
    calls: 'Nothing of this request was created. Accepted orders keep dialling.',
    next: 'Nothing, while the console goes on with half the size. Where it stopped all the same, give support the ids below.',
  },
  import_running: {
    title: 'An import is running at the platform',
    what: 'The platform refuses import and export while a batch import is running.',
    calls: 'Nothing of this request was created.',
    next: 'Wait until the import has ended.',
  },
  counts_do_not_add_up: {
    title: "The platform's counts do not add up",
    what: 'Of {{total}} orders sent it counts {{received}}, takes {{accepted}} and names {{refused}} as refused.',
    calls: 'The orders in question are not sent again until the platform says which it has.',
    next: 'Wait for the check, and give support the ids below.',
  },

  list_cut_short: {
    title: 'The list ended too early',
    what: 'The platform listed {{received}} orders and counts {{total}}.',
    calls: 'What it does not list may be there and ring, so nothing is concluded from it and nothing is sent again.',
    next: 'Wait for the next question. If it stays, give support the ids below.',
  },
  deleted_from_here: {
    title: 'Orders were deleted from here meanwhile',
    what: 'No clear answer came. {{count}} of its orders are not listed, and orders of the task were deleted from this console after they were sent.',
    calls: 'The platform does not have them, so they do not ring. They are not sent again by themselves.',
    next: 'Open the batch: where it does not tell which of them had arrived, say whether they stay deleted or are sent again.',
  },

  task_not_ready: {
    title: 'The task is not ready',
    what: 'What the form still needs: {{count}}.',
    calls: 'Nothing was sent.',
    next: 'Settle what the preflight lists.',
  },
  simulator_failed: {
    title: 'The simulator did not start',
    what: 'The simulator could not be started on this computer. {{detail}}',
    calls: 'No real call is involved.',
    next: 'Try again; if it stays, restart Callboard.',
  },
  listener_off: {
    title: 'No webhook reaches this computer now',
    what: 'The orders are to call back to this computer, and the address for that is not known: the tunnel or the listener is not up.',
    calls: 'Nothing is sent without the address, because those orders would never report back. What was accepted before rings as planned.',
    next: 'Bring the tunnel up under Webhooks.',
  },
  listener_failed: {
    title: 'The webhook listener is not running',
    what: 'No webhook can be received at the moment. {{detail}}',
    calls: 'Calls go on. Results are pulled instead of called back.',
    next: 'One that ended is started again by itself. If this stays, close the program that holds the port, then restart Callboard.',
  },
  ...tunnelErrorsEn,
  ...dataErrorsEn,
}
