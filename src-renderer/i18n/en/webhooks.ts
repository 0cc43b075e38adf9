/** Words of the webhooks screen. */
export const webhooksEn = {
  title: 'Webhooks',
  listener: { label: 'Listener', address: 'Address', last: 'last {{ago}}', off: 'The listener is off', offText: 'Results are pulled instead of called back.' },
  newRows_one: '{{number}} new', newRows_other: '{{number}} new',
  column: { receivedAt: 'Received', kind: 'Kind', verdict: 'Signature', task: 'userTaskID', order: 'orderID', bytes: 'Size', request: 'requestID' },
  kind: { task: 'task', order: 'order', call: 'call', nxlink: 'NXLink record', unknown: 'unknown' },
  verdictText: {
    verified: 'The signature matches the bytes received.',
    wrong: 'The signature does not match the bytes received: the secret differs, or the body was changed on the way.',
    unsigned: 'The delivery carries no signature. It is kept and not trusted.',
    unchecked: 'It was not checked, because the secret of its account could not be read or no account fits.',
  },
  empty: { title: 'Nothing received yet', text: 'One row for each request of the platform, kept as its bytes came. The first call of a task with callback addresses will show here.' },
  panel: { label: 'Delivery', proof: 'Proof', body: 'Body', bytes: '{{bytes}} as received', account: 'Account', noAccount: 'no account fits', openOrder: 'Open the order' },
  footer: { shown_one: '{{number}} delivery', shown_other: '{{number}} deliveries', stored: 'stored before it is answered' },
  hint: { move: 'move', open: 'open' },
  address: 'The platform has to reach this address. On this computer alone only the simulator can.',
} as const
