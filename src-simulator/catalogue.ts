/** What an account of the simulator has in its "console": the same for every scene. */

export interface Strategy {
  strategyName: string
  aliases: string[]
  rounds: number
  intervalSeconds: number
}

export interface Intent {
  intentID: string
  intentTag: string
  intentName: string
  intentLevel: number
  /** Share of answered calls. */
  share: number
}

export interface Route {
  routeID: string
  routeName: string
  routeDesc: string
}

/** Names from callbot-v3.md 3.4 and nxlink-cc.md 5.1; how many rounds each has is the simulator's choice. */
export const strategies: readonly Strategy[] = [
  { strategyName: 'Default Strategy', aliases: ['', 'default', '默认策略'], rounds: 3, intervalSeconds: 180 },
  { strategyName: 'One Round', aliases: ['one ring one'], rounds: 2, intervalSeconds: 60 },
  { strategyName: 'Once Only', aliases: [], rounds: 1, intervalSeconds: 0 },
  { strategyName: 'Patient', aliases: [], rounds: 5, intervalSeconds: 1800 },
]

export const intents: readonly Intent[] = [
  { intentID: '70001', intentTag: 'A', intentName: 'Interested', intentLevel: 1, share: 0.18 },
  { intentID: '70002', intentTag: 'B', intentName: 'Considering', intentLevel: 2, share: 0.2 },
  { intentID: '70003', intentTag: 'C', intentName: 'Call back later', intentLevel: 3, share: 0.16 },
  { intentID: '70004', intentTag: 'D', intentName: 'Not interested', intentLevel: 4, share: 0.26 },
  { intentID: '70005', intentTag: 'E', intentName: 'Wrong person', intentLevel: 5, share: 0.08 },
  { intentID: '70006', intentTag: 'F', intentName: 'Hung up early', intentLevel: 6, share: 0.07 },
]

/** A task on this route fails as soon as it starts, so that taskStatus 4 can be seen. */
export const brokenRouteID = 'route-down'

export const routes: readonly Route[] = [
  { routeID: 'route-hk-1', routeName: 'Hong Kong 1', routeDesc: 'Simulated line, Hong Kong' },
  { routeID: 'route-sg-1', routeName: 'Singapore 1', routeDesc: 'Simulated line, Singapore' },
  { routeID: 'route-id-1', routeName: 'Jakarta 1', routeDesc: 'Simulated line, Indonesia' },
  { routeID: brokenRouteID, routeName: 'Out of order', routeDesc: 'Simulated line that always fails: its tasks end with status 4' },
]

export const agents: readonly string[] = ['mei.lam', 'arif.santoso', 'grace.tan', 'diego.ruiz']

/** The strategy of this name, by name or alias, whatever the case. */
export function findStrategy(name: string): Strategy | undefined {
  const wanted = name.trim().toLowerCase()
  return strategies.find(strategy => strategy.strategyName.toLowerCase() === wanted || strategy.aliases.includes(wanted))
}

/** How a call can end: callStatus (callbot-v3.md 5.3), its share of all attempts, and what the line says. */
export interface Outcome {
  status: number
  share: number
  redial: boolean
  rings: boolean
  hangupCause: string
  sipCode: string
  text: string
}

const outcome = (
  status: number,
  share: number,
  redial: boolean,
  rings: boolean,
  hangupCause: string,
  sipCode: string,
  text: string,
): Outcome => ({ status, share, redial, rings, hangupCause, sipCode, text })

/** 14 is not documented: a console must survive a number it has never heard of (callbot-v3.md 5.3). */
export const outcomes: readonly Outcome[] = [
  outcome(6, 0.42, false, true, 'NORMAL_CLEARING', '200', 'Normal termination'),
  outcome(22, 0.215, true, true, 'NO_ANSWER', '480', 'Rang, not answered'),
  outcome(24, 0.07, true, true, 'NORMAL_CLEARING', '183', 'Voice mail'),
  outcome(10, 0.065, true, false, 'USER_BUSY', '486', 'Line busy'),
  outcome(12, 0.05, false, true, 'CALL_REJECTED', '603', 'User rejected'),
  outcome(23, 0.045, true, false, 'NO_USER_RESPONSE', '408', 'No response'),
  outcome(9, 0.04, true, false, 'SUBSCRIBER_ABSENT', '480', 'Temporarily unreachable'),
  outcome(8, 0.025, false, false, 'UNALLOCATED_NUMBER', '404', 'Invalid number'),
  outcome(25, 0.03, true, true, 'PROGRESS_TIMEOUT', '487', 'Rang too long'),
  outcome(11, 0.015, true, false, 'USER_BUSY', '486', 'Line busy and rejected'),
  outcome(13, 0.008, false, true, 'CALL_REJECTED', '603', 'User rejected'),
  outcome(17, 0.005, false, false, 'OUTGOING_CALL_BARRED', '403', 'Blacklisted number'),
  outcome(21, 0.005, false, false, 'INVALID_NUMBER_FORMAT', '484', 'Invalid number'),
  outcome(16, 0.004, true, false, 'UNSPECIFIED', '500', 'Unknown reason'),
  outcome(15, 0.002, false, false, 'DESTINATION_OUT_OF_ORDER', '500', 'Speech synthesis failed'),
  outcome(14, 0.001, true, false, 'UNSPECIFIED', '500', 'Unknown reason'),
]

const outcomeByStatus = new Map(outcomes.map(each => [each.status, each]))

/** The outcome of a final callStatus. */
export function outcomeOf(status: number): Outcome | undefined {
  return outcomeByStatus.get(status)
}

/** Picks by share; whatever is left of 1 gives undefined. */
export function pickByShare<T extends { share: number }>(items: readonly T[], draw: number): T | undefined {
  let sum = 0
  for (const item of items) {
    sum += item.share
    if (draw < sum) return item
  }
  return undefined
}
