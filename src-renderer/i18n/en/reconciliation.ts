/** Words of the comparison of a submission with the platform. */
export const reconciliationEn = {
  start: 'Compare now',
  again: 'Compare again',
  cancel: 'Cancel',
  settle: 'Settle',
  empty: {
    title: 'Not compared yet',
    text: 'Every order of this submission is looked up at the platform by its orderID. This only reads: nothing is sent, stopped or changed.',
  },
  running: 'Comparing.',
  askedOf: '{{asked}} of {{total}} orders asked about',
  cancelled: 'The comparison was cancelled. What it had found is not shown; nothing was changed.',
  failedTitle: 'The comparison did not end',
  agree_one: 'Both sides agree on {{count, number}} order.',
  agree_other: 'Both sides agree on {{count, number}} orders.',
  agreeAll: 'Nothing differs, so nothing has to be settled.',
  comparedAt: 'Compared {{time}}.',
  differ_one: '{{count, number}} difference.',
  differ_other: '{{count, number}} differences.',
  settleBoth:
    'Settling takes {{accept, number}} over as accepted and sends {{send, number}} again. You see what it does before it is done.',
  settleAccept: 'Settling takes {{accept, number}} over as accepted and sends nothing. You see what it does before it is done.',
  settleSend: 'Settling sends {{send, number}} again. You see what it does before it is done.',
  nothingToSettle: 'None of the differences can be settled from here; each says why.',
  settled: 'Settled {{time}}. Compare again to see that both sides agree.',
  kinds: 'Differences',
  kind: { missing: 'Missing', found: 'Found', twice: 'Twice', stranger: 'Stranger', tooNew: 'Too new to say', noRecord: 'No record yet' },
  sentence: {
    missing: 'We have them as accepted, the platform does not list them: they will not ring. Settling sends them again.',
    missingStays:
      'We have them as accepted, the platform does not list them: they will not ring. Settling leaves them: after a stop, an import or a deletion they may be meant to be gone.',
    found: 'We do not have them as accepted, the platform does: they ring. Settling takes them over and never sends them again.',
    twice:
      'The platform has the order, or its phone, more than once in this task: it may ring more than once. Withdraw one of them under Orders.',
    stranger: 'In the task, but not from this console: they ring, and settling leaves them alone.',
    tooNew: 'Accepted moments ago, so not being listed says nothing yet. Compare again in a few minutes.',
    noRecord: 'NXLink lists an order only after a call, so this proves nothing: they may still ring. Settling leaves them alone.',
  },
  column: { phone: 'Phone', order: 'orderID', row: 'Row', ours: 'Our journal', theirs: 'Platform', times: 'Times' },
  ours: { planned: 'not sent', sending: 'under way', accepted: 'accepted', refused: 'refused', unknown: 'unknown', stranger: 'not ours' },
  notListed: 'not listed',
  none: 'No order is in this group.',
} as const
