/** Words of the Orders screen. */
export const ordersEn = {
  title: 'Orders',
  search: 'Phone, id, name, text',
  columns: 'Columns', columnsTitle: 'Columns shown', resetColumns: 'Show the usual ones',
  export: 'Export {{count, number}}', exporting: 'Exporting', exportChosen: 'Export {{count, number}} selected',
  pull: 'Pull orders',
  column: {
    phone: 'Phone', callStatus: 'Status', intent: 'Intent', turns: 'Turns', durationSeconds: 'Time', calls: 'Calls', lastCallAt: 'Last call', sms: 'SMS', name: 'Name', orderID: 'Order', taskName: 'Task', finish: 'Finished',
    callingNumber: 'Caller number', hangupCause: 'Hang-up cause', agent: 'Agent', other: 'other', updatedAt: 'Updated',
  },
  facet: { status: 'Status', intent: 'Intent', finish: 'Finished', task: 'Task', noIntent: 'no intent', finished: 'Finished', unfinished: 'Not finished', ms: '{{count}} ms', more: '{{count, number}} more', statusText: 'Only words known', include: 'Click to include, Alt and click to exclude' },
  filter: {
    add: 'Filter', title: 'Add a filter', apply: 'Apply filter', remove: 'Remove filter {{name}}', clear: 'Remove all',
    task: 'Task: {{value}}', status: 'Status: {{value}}', notStatus: 'Not: {{value}}', intent: 'Intent: {{value}}', intentID: 'Intent id: {{value}}', intentTag: 'Intent tag: {{value}}', finish: 'Finished', notFinish: 'Not finished', turns: 'Turns: {{value}}', duration: 'Time: {{value}}', phone: 'Phone: {{value}}', name: 'Name: {{value}}', orderIDs_one: '{{count}} order id', orderIDs_other: '{{count, number}} order ids', time: 'Last call: {{value}}',
    field: { phone: 'Phone contains', name: 'Name contains', orderIDs: 'Order ids, one a line', intentIDs: 'Intent ids, comma between', intentNames: 'Intent names, comma between', intentTags: 'Intent tags, comma between', callStatus: 'Status codes, comma between', turns: 'Dialogue turns', durationSeconds: 'Call time in seconds', from: 'Last call from', to: 'Last call before', finish: 'Finished' },
    above: 'more than', below: 'less than', any: 'any', yes: 'finished', no: 'not finished', over: 'over {{value}}', under: 'under {{value}}', fromTo: '{{from}} to {{to}}', from: 'from {{from}}', before: 'before {{to}}',
  },
  count_one: '{{count, number}} order', count_other: '{{count, number}} orders', counting: 'counting', selected_one: '{{count, number}} selected', selected_other: '{{count, number}} selected', took: '{{count}} ms',
  zone: 'Times in {{zone}}',
  refreshList: 'Show the newest',
  empty: { title: 'No orders in this account yet', body: 'One row for each phone number you send, from the moment the platform accepts it. Calls, intents and recordings are added as they come back.', load: 'Load contacts', pull: 'Pull orders of older tasks' },
  emptyFilter: { title_one: 'No order matches this filter', title_other: 'No order matches these {{count}} filters', body: 'Remove one, or all of them.', clear: 'Remove all filters' },
  stop_one: 'Stop {{count, number}} order', stop_other: 'Stop {{count, number}} orders', stopTitle_one: 'Stop {{count, number}} order for good?', stopTitle_other: 'Stop {{count, number}} orders for good?', stopBody: 'The platform cannot start a stopped order again; you would send it as a new task. Only calls not yet dialled are stopped, calls in progress are finished.', keep: 'Keep them', stopButton: 'Stop {{count, number}}', stopOneTask: 'Select orders of one task only to stop them.', stopResult: '{{done, number}} of {{total, number}} orders stopped', stopErrors: 'Not stopped: {{reason}}',
  panel: {
    story: 'Story', raw: 'Raw JSON', pullCalls: 'Pull every call', calls: 'Calls', known: '{{known}} known', knownOf: '{{known}} known, pulled {{time}}', intentAndSms: 'Intent and SMS', intent: 'Intent', tag: 'tag {{tag}}', level: 'level {{level}}', sms: 'SMS', variables: 'Variables', agent: 'Agent', agentNone: 'none', details: 'Details', noCall: 'Not dialled yet.',
    code: 'code {{code}}', sip: 'SIP {{code}}', hangup: 'Hung up: {{cause}}', hangupCause: 'Hang-up cause', answerAt: 'answered {{time}}', recording: 'Recording', openRecording: 'Recording address', caller: 'Caller', line: 'Line', pass: 'other', order: 'Order id', task: 'Task', updated: 'Known since', smsStatus: { s0: 'not sent', s1: 'sent', s2: 'delivered', s3: 'failed', s4: 'link opened' }, smsSent: 'sent {{time}}', noIntent: 'none',
    agentStatus: { a1: 'dialling', a2: 'ringing', a3: 'connected', a4: 'completed', a10: 'agent busy', a12: 'rejected' }, source: { pulled: 'pulled', webhook: 'webhook', submission: 'sent', record: 'record' },
  },
  exported: { title_one: '{{count, number}} order written', title_other: '{{count, number}} orders written', body: 'UTF-8 with BOM, phones as text.', show: 'Show file', download: 'Download', cancel: 'Cancel', failed: 'The export stopped: {{problem}}', cancelled: 'The export was cancelled. No file is left.' },
  key: { move: 'move', open: 'open', select: 'select', search: 'search' },
  yes: 'yes', no: 'no',
} as const
