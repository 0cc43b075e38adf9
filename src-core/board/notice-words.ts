import type { Alert } from '../../src-contract/model/board.ts'

/** What the operating system is asked to show. */
export interface Notice {
  readonly title: string
  readonly body: string
  /** The alert a click opens; null when it is about several. */
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

/** One notification for many alerts of one moment. */
export function noticeOfMany(alerts: readonly Alert[]): Notice {
  const names = [...new Set(alerts.map(alert => alert.taskName).filter(Boolean))]
  const shown = names.slice(0, 3).join(', ')
  return {
    title: `${alerts.length} alerts`,
    body: names.length > 3 ? `${shown} and ${names.length - 3} more` : shown,
    target: { accountId: null, alertId: null },
  }
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
