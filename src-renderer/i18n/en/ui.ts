/** Words of the small pieces that every screen uses. */
export const uiEn = {
  close: 'Close',
  copy: 'Copy {{what}}',
  copied: 'Copied',
  revealPhone: 'Show the full number',
  hidePhone: 'Hide the number',
  resizePanel: 'Width of the panel',
  selectRow: 'Select row {{row}}',
  typeToConfirm: 'Type <1>{{number}}</1> to confirm',
  typeLabelToConfirm: 'Type <1>{{label}}</1> to confirm',
  age: { now: 'now', seconds: '{{count}} s', minutes: '{{count}} min', hours: '{{count}} h', days: '{{count}} d' },
  ago: '{{age}} ago',
  justNow: 'just now',
  timesHere: 'Times in {{zone}} (this computer)',
  error: {
    what: 'What happened', calls: 'For the calls', next: 'Next step', support: 'For support',
    requestId: 'requestID', responseId: 'responseID', code: 'Code', retCode: 'retCode', platformSays: 'The platform says',
    copyAll: 'Copy all for support',
  },
  tag: { live: 'LIVE', simulator: 'SIMULATOR' },
  kind: { callbot: 'Callbot', nxlink: 'NXLink' },
} as const
