import type { ListenerStatus } from '../../src-contract/model/webhook.ts'

/** The status while no listener runs: failed with its problem, off without one. */
export const noListener = (
  problem: ListenerStatus['problem'],
  inboxReplacedAt: ListenerStatus['inboxReplacedAt'] = null,
): ListenerStatus => ({
  state: problem ? 'failed' : 'off',
  url: null,
  port: null,
  received: 0,
  waiting: 0,
  lastAt: null,
  answerMs: null,
  connections: 0,
  turnedAway: [],
  notKept: 0,
  inboxReplacedAt,
  problem,
})
