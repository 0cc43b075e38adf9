import type { Alert } from '../../src-contract/model/board.ts'

/** What the operating system is asked to show. */
export interface Notice {
  readonly title: string
  readonly body: string
  /** The alert a click opens; null when it is about several: then it opens the list. */
  readonly target: { readonly accountId: string | null; readonly alertId: number | null }
}

/**
 * The words of OS notifications. The one place outside the renderer's catalogue with words for the operator: a notification has to come
 * when no window is open, so the core writes it.
 */
export function noticeOf({ kind, params, taskName, accountId, id }: Alert): Notice {
  const [title, body] = words[kind](params, taskName)
  return { title, body, target: { accountId, alertId: id } }
}

/** One notification for several alerts of one kind that came soon after each other. */
export function noticeOfKind(alerts: readonly Alert[]): Notice {
  const kind = alerts[0]?.kind
  return { title: kind === undefined ? '' : titles[kind](alerts), body: namesOf(alerts), target: severalAlerts }
}

/** One notification for alerts of many kinds of one moment. */
export function noticeOfMany(alerts: readonly Alert[]): Notice {
  return { title: `${alerts.length} alerts`, body: namesOf(alerts), target: severalAlerts }
}

const severalAlerts: Notice['target'] = { accountId: null, alertId: null }

/** The tasks of the alerts, the first three by name. */
function namesOf(alerts: readonly Alert[]): string {
  const names = [...new Set(alerts.map(alert => alert.taskName).filter(Boolean))]
  const shown = names.slice(0, 3).join(', ')
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown
}

const titles: Readonly<Record<Alert['kind'], (alerts: readonly Alert[]) => string>> = {
  answerRateFalls: ({ length }) => `${length} tasks: the answer rate falls`,
  statusSpike: ({ length }) => `${length} tasks: calls fail alike`,
  silence: ({ length }) => `${length} tasks: no callback`,
  taskEnded: alerts => {
    const failed = alerts.filter(({ params }) => params['status'] === 4).length
    return failed === 0 ? `${alerts.length} tasks are completed` : `${alerts.length} tasks ended, ${failed} of them failed`
  },
  tunnelDown: () => 'The tunnel is down',
  submissionStuck: ({ length }) => `${length} submissions are stuck`,
}

type Words = (params: Alert['params'], task: string) => readonly [title: string, body: string]

const words: Readonly<Record<Alert['kind'], Words>> = {
  answerRateFalls: (p, task) => [`${task}: answer rate down to ${p.now} %`, `It was ${p.before} % before the last ${p.minutes} minutes.`],
  statusSpike: (p, task) => [
    `${task}: ${p.percent} % of the last calls failed alike`,
    `${p.count} of ${p.calls} ended with status ${p.statuses}.`,
  ],
  silence: (p, task) => [`${task}: no callback for ${p.minutes} minutes`, 'The task is running and its hours are open.'],
  taskEnded: (p, task) =>
    p.status === 4
      ? [`${task} failed`, 'The platform ended it.']
      : [`${task} is completed`, `${p.finished} of ${p.total} orders finished.`],
  tunnelDown: () => ['The tunnel is down', 'Webhooks do not arrive until it is back.'],
  submissionStuck: (_p, task) => [`${task}: the submission is stuck`, 'It does not go on by itself.'],
}
