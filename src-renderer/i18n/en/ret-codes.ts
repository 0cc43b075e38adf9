/** The platform's own codes in plain words, each with a next step. */
export const retCodesEn = {
  /** callbot-v3.md 5.1 */
  callbot: {
    c0: { what: 'The platform did it.', next: 'Nothing to do.' },
    c1: { what: 'The platform names a general error and no cause.', next: 'Try once more; if it stays, give support the ids below.' },
    c2: {
      what: 'A field the platform needs was not in the request.',
      next: 'Give support the ids below; the console should have sent it.',
    },
    c3: {
      what: 'A field had a form the platform does not read.',
      next: 'Check the values of the task form; give support the ids below if they are right.',
    },
    c4: {
      what: 'A field had a value the platform does not take, such as an unknown scene, route or strategy.',
      next: 'Compare the ids in the task form with the NXCLOUD console.',
    },
    c4001: {
      what: 'There were too many elements in one request.',
      next: 'Send fewer orders in one request; the console halves the batch by itself.',
    },
    c5: { what: 'The platform is under maintenance.', next: 'Wait; the console tries again by itself.' },
    c5001: {
      what: 'The platform had an internal error; it may have done it all the same.',
      next: 'Wait; the console asks what the platform has before it sends again. If it stays, give support the ids below.',
    },
    c6: { what: 'The signature is wrong.', next: 'Enter the secretKey again, as the NXCLOUD console shows it.' },
    c6001: { what: 'The signature is missing.', next: 'A proxy on the way may remove headers. Connect without it.' },
    c6002: { what: 'No account has this uuid.', next: 'Copy the uuid from the NXCLOUD console, page Developer.' },
    c6003: { what: 'The account may not do this.', next: 'Ask NXCLOUD to open the API for this account.' },
    c7: { what: 'The platform is busy.', next: 'Wait; the console tries again by itself.' },
    c1001: { what: 'A batch import is running, so import and export are refused.', next: 'Wait until the import has ended.' },
  },
  /** nxlink-cc.md 3.4 and 4.1 */
  nxlink: {
    c0: { what: 'The platform did it.', next: 'Nothing to do.' },
    c88: { what: 'The platform could not do it and names no cause.', next: 'Give support the ids below.' },
    c99: {
      what: 'The platform had a system error; it may have done it all the same.',
      next: 'Wait; the console asks what the platform has before it sends again. If it stays, give support the ids below.',
    },
    c1001: {
      what: 'A common header is missing, or the authorization failed.',
      next: 'Check accessKey and accessSecret. A proxy on the way may remove headers.',
    },
    c1002: { what: 'A parameter is wrong.', next: 'Check the values of the task form and the region of the account.' },
    c1003: { what: 'The signature is wrong.', next: 'Enter the accessSecret again, as the NXLink console shows it.' },
    c1004: {
      what: 'The time in the request is more than 60 s off.',
      next: 'Set the clock of this computer by the network, then test the connection.',
    },
    c1005: {
      what: 'The accessKey is wrong, or the account lacks this business.',
      next: 'Check the accessKey and the region; ask NXCLOUD to open the call center API.',
    },
    c41000: { what: 'A parameter is wrong or empty.', next: 'Check the values of the task form.' },
  },
} as const
