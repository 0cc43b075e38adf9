import type { Algorithm } from '../../src-contract/model/account.ts'
import type { BodyVariant, DeliveryProof } from '../../src-contract/model/webhook.ts'
import { sameSignature } from '../api/sign-callbot.ts'
import { bodyVariants, type Rewritten } from './body-variants.ts'
import { algorithmOf, missingHeaders, signatureOf, type WebhookSecret } from './check-delivery.ts'
import { textOf } from './decode-body.ts'
import type { StoredDelivery } from './delivery.ts'
import { hashedParts } from './hashed-parts.ts'

export interface ProofInputs {
  readonly delivery: StoredDelivery
  readonly accountKind: 'callbot' | 'nxlink'
  /** uuid or accessKey of the account whose address it came to. */
  readonly identity: string
  readonly secret: WebhookSecret | null
  /** The account here that has the identity the delivery names, when it is another one. */
  readonly other: { readonly label: string; readonly secret: WebhookSecret } | null
  readonly verifiedToday: number
  readonly toleranceSeconds: number
}

const algorithms: readonly Algorithm[] = ['MD5', 'SHA256']

/**
 * Works out why a delivery's signature holds or does not: tries both algorithms on the bytes as received, then what programs on the way
 * do to JSON, then the other inputs one at a time. The secret never leaves this function.
 */
export function proveDelivery(inputs: ProofInputs): DeliveryProof {
  const { delivery, accountKind, secret } = inputs
  const { headers, body } = delivery
  const given = headers.sign ?? ''
  const missing = missingHeaders(accountKind, headers)
  const tried: DeliveryProof['tried'] = []
  const matches = (algorithm: Algorithm, of: string | Uint8Array, by: WebhookSecret, changed: Record<string, string> = {}) =>
    sameSignature(signatureOf({ ...headers, ...changed }, of, by, algorithm), given)
  const tryBody = (variant: BodyVariant, of: string | Uint8Array, by: WebhookSecret): boolean => {
    let found = false
    for (const algorithm of algorithms) {
      const isMatch = matches(algorithm, of, by)
      tried.push({ algorithm, variant, matches: isMatch })
      found ||= isMatch
    }
    return found
  }

  let cause: DeliveryProof['cause'] = 'unexplained'
  let rewritten: Rewritten | null = null
  const text = textOf(delivery)
  const wrongAddress = (accountKind === 'nxlink') !== (delivery.kind === 'nxlink')
  const isIdentity = (headers[accountKind === 'callbot' ? 'uuid' : 'accesskey'] ?? '') === inputs.identity
  if (missing.length > 0) cause = 'unsigned'
  else if (!secret) cause = 'noSecret'
  else if (tryBody('received', body, secret) || (headers['content-encoding'] && tryBody('decoded', text, secret)))
    cause = wrongAddress ? 'wrongAddress' : !isIdentity ? 'identityChanged' : isNamed(headers, tried) ? 'matches' : 'algorithmNamed'
  else {
    rewritten = bodyVariants(text).find(({ variant, text: of }) => tryBody(variant, of, secret)) ?? null
    if (rewritten) cause = 'bodyRewritten'
    else if (byOtherInput(inputs, secret, matches, 'identity')) cause = 'identityChanged'
    else if (byOtherInput(inputs, secret, matches, 'time')) cause = 'timeUnit'
    else if (inputs.other && algorithms.some(algorithm => matches(algorithm, body, (inputs.other as { secret: WebhookSecret }).secret)))
      cause = 'otherAccount'
  }
  const hashed = hashedParts(accountKind, headers, text, rewritten?.places ?? [])
  return {
    cause,
    variant: rewritten?.variant ?? null,
    otherLabel: cause === 'otherAccount' ? (inputs.other?.label ?? null) : null,
    missing,
    ...hashed,
    places: rewritten?.places.length ?? 0,
    tried,
    got: given === '' ? null : shortened(given),
    expected: secret && missing.length === 0 ? shortened(signatureOf(headers, body, secret, algorithmOf(headers))) : null,
    inputs: inputRows(inputs, cause),
    verifiedToday: inputs.verifiedToday,
    toleranceSeconds: inputs.toleranceSeconds,
  }
}

/** Whether one that matches is of the algorithm that the delivery says, as the check at the door has it. */
const isNamed = (headers: StoredDelivery['headers'], tried: DeliveryProof['tried']): boolean =>
  tried.some(({ algorithm, matches }) => matches && algorithm === algorithmOf(headers))

/** Whether the signature fits when one input is what it might have been. */
function byOtherInput(
  { delivery: { headers, body }, accountKind, identity }: ProofInputs,
  secret: WebhookSecret,
  matches: (algorithm: Algorithm, of: Uint8Array, by: WebhookSecret, changed: Record<string, string>) => boolean,
  input: 'identity' | 'time',
): boolean {
  const time = accountKind === 'callbot' ? 'createts' : 'ts'
  const stamp = headers[time] ?? ''
  const changes: Record<string, string>[] =
    input === 'identity'
      ? [{ [accountKind === 'callbot' ? 'uuid' : 'accesskey']: identity }]
      : [{ [time]: stamp.slice(0, -3) }, { [time]: `${stamp}000` }]
  return changes.some(changed => algorithms.some(algorithm => matches(algorithm, body, secret, changed)))
}

/** A whole signature that fits would let whoever reads it send the delivery; its ends are enough to compare. */
const shortened = (sign: string) => (sign.length <= 16 ? sign : `${sign.slice(0, 8)}…${sign.slice(-8)}`)

function inputRows(
  { delivery: { headers }, accountKind, identity, secret }: ProofInputs,
  cause: DeliveryProof['cause'],
): DeliveryProof['inputs'] {
  const row = (name: string, header: string, state?: DeliveryProof['inputs'][number]['state'], ours: string | null = null) => {
    const value = headers[header] ?? null
    return { name, value, ours, state: value === null ? ('missing' as const) : (state ?? ('same' as const)) }
  }
  const holds = cause === 'matches' || cause === 'bodyRewritten' || cause === 'algorithmNamed'
  const secretRow = {
    name: accountKind === 'callbot' ? 'secretKey' : 'accessSecret',
    value: null,
    ours: null,
    state:
      secret === null
        ? ('missing' as const)
        : holds
          ? ('same' as const)
          : cause === 'otherAccount'
            ? ('off' as const)
            : ('unknown' as const),
  }
  const sameOrOff = (given: string | undefined, ours: string) => (given === ours ? 'same' : 'off')
  // No page has it on webhooks, so it is looked at only where one came.
  const algorithmRow = headers.algorithm
    ? [
        cause === 'algorithmNamed'
          ? row('algorithm', 'algorithm', 'off', algorithmOf(headers) === 'MD5' ? 'SHA256' : 'MD5')
          : row('algorithm', 'algorithm'),
      ]
    : []
  return accountKind === 'callbot'
    ? [
        row('uuid', 'uuid', sameOrOff(headers.uuid, identity), identity),
        row('createTs', 'createts', cause === 'timeUnit' ? 'off' : 'same'),
        row('requestID', 'requestid'),
        ...algorithmRow,
        secretRow,
      ]
    : [
        row('accessKey', 'accesskey', sameOrOff(headers.accesskey, identity), identity),
        row('ts', 'ts', cause === 'timeUnit' ? 'off' : 'same'),
        row('bizType', 'biztype'),
        row('action', 'action', sameOrOff(headers.action, 'callback'), 'callback'),
        ...algorithmRow,
        secretRow,
      ]
}
