/** Causes of a task that does not dial, as sentences. */
export const whyNotDiallingEn = {
  waiting: 'The task waits to be started. Start it and the platform begins to dial.',
  paused: 'The task is paused. Its orders wait until it is started again.',
  ended: 'The task is completed. Nothing more will be dialled.',
  failed: 'The platform ended the task as failed. Nothing more will be dialled.',
  closed: 'This half-hour is not in the dial hours. Dialling resumes at {{time}}, in {{span}}.',
  closedDay: 'Today is not one of its weekdays. Dialling resumes at {{time}}, in {{span}}.',
  noHours: 'No half-hour is chosen, so nothing will ever be dialled.',
  noOrders: 'The task has no orders yet. Send some, or pull them if they were sent elsewhere.',
  allDone: 'All orders are finished.',
  scheduled: 'The start is set for {{time}}, in {{span}}.',
  startAhead: 'The platform says running, but the start is set for {{time}}, in {{span}}.',
  allDispatched_one: 'The last {{orders}} order is with the lines already; its result is awaited.',
  allDispatched_other: 'The last {{orders}} orders are with the lines already; their results are awaited.',
  silent: 'Nothing was heard of it for {{span}}, since {{time}}. It may be dialling without our hearing of it. Pull its orders to know.',
  unknownStatus: 'The platform gives a status that the reference does not name.',
  unexplained:
    'Nothing we know explains it: running, in its hours, with orders left. All lines of the account may be taken by other tasks.',
  left_one: '{{orders}} order is waiting.',
  left_other: '{{orders}} orders are waiting.',
}

/** What is looked at to find such a cause. */
export const dialChecksEn = {
  status: 'Task status',
  start: 'Start',
  weekday: 'Weekday',
  halfHour: 'Half-hour',
  orders: 'Orders left',
  news: 'Last heard of',
  state: { ok: 'fits', blocks: 'stands in the way', unknown: 'not known' },
  notTold: 'not known here',
  statusCode: '{{words}} ({{code}})',
  dayOn: '{{day}} is on',
  dayOff: '{{day}} is off',
  hourOn: '{{window}} is on',
  hourOff: '{{window}} is off',
  noOrders: 'no order known',
  left: '{{left}} left, {{inProgress}} on the line',
  noNews: 'nothing yet',
  newsAt: '{{time}}',
  newsPolled: '{{time}}, polled',
}
