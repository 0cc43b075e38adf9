import { agents, intents, outcomes, pickByShare } from './catalogue.ts'
import type { AgentLeg, Call, Order } from './model.ts'
import { hexId, stream, uuidLike } from './seeded.ts'

const SECOND = 1000

/** Decides a whole call at its start: how it ends, how long it rings and lasts, what was said. */
export type Fate = (order: Order, startAt: number) => Call

/**
 * The seeded telephone network. A call depends on the seed, on the phone and how often that phone was seen
 * before, and on the attempt; not on time, on order ids or on other calls.
 */
export function createFate(seed: string): Fate {
  return (order, startAt) => {
    const key = `${seed}|call|${order.fateKey}|${order.calls.length}`
    const draw = stream(key)
    const outcome = pickByShare(outcomes, draw()) ?? outcomes[0]
    if (outcome === undefined) throw new Error('The network has no outcomes.')
    const setting = order.task.setting
    const between = (low: number, high: number): number => low + draw() * (high - low)
    const dialAt = startAt + between(0.2, 2) * SECOND
    const ringAt = outcome.rings ? dialAt + between(1, 3) * SECOND : 0
    const patience = setting.maxRingTime > 0 ? setting.maxRingTime : 30
    const ringSeconds = outcome.status === 25 ? patience : Math.min(patience, outcome.status === 22 ? between(15, 25) : between(5, 20))
    const ringEndAt = outcome.rings ? ringAt + ringSeconds * SECOND : dialAt + between(1, 4) * SECOND
    const call: Call = {
      order,
      callID: uuidLike(key),
      callingNumber: `8523${String(Math.floor(between(1_000_000, 9_999_999)))}`,
      lineAddress: `203.0.113.${1 + Math.floor(between(0, 250))}`,
      startAt,
      dialAt,
      ringAt,
      answerAt: 0,
      endAt: ringEndAt,
      ended: false,
      finalStatus: outcome.status,
      talkSeconds: 0,
      turns: 0,
      intent: -1,
      agent: null,
      sms: [],
    }
    if (outcome.status === 6) talk(call, ringEndAt, draw)
    // Voice mail picks up too: a value in callAnswerTs does not prove an answer (callbot-v3.md 3.9).
    if (outcome.status === 24) {
      call.answerAt = ringEndAt
      call.endAt = ringEndAt + Math.round(between(2, 8)) * SECOND
    }
    return call
  }
}

function talk(call: Call, answerAt: number, draw: () => number): void {
  const intent = pickByShare(intents, draw())
  const early = intent === undefined || intent.intentTag === 'F'
  const bot = Math.round(early ? 10 + draw() * 8 : 15 + draw() * 75)
  call.answerAt = answerAt
  call.intent = intent === undefined ? -1 : intents.indexOf(intent)
  call.turns = early ? Math.floor(draw() * 2) : 1 + Math.floor(bot / 9)
  call.talkSeconds = bot
  const manual = call.order.task.setting.manual
  if (manual !== null && manual.dispatchType !== 0 && intent !== undefined && intent.intentLevel <= 2) {
    call.agent = agentLeg(manual.agentGroup, answerAt + bot * SECOND, draw)
    call.talkSeconds += Math.round((call.agent.endAt - (answerAt + bot * SECOND)) / SECOND)
  }
  call.endAt = answerAt + call.talkSeconds * SECOND
}

/** The leg to a person; statuses of callbot-v3.md 5.4: 4 talked, 10 agent busy, 12 user rejected. */
function agentLeg(group: string, startAt: number, draw: () => number): AgentLeg {
  const luck = draw()
  const status = luck < 0.82 ? 4 : luck < 0.93 ? 10 : 12
  const waits = Math.round(2 + draw() * 6)
  const talks = status === 4 ? Math.round(20 + draw() * 100) : 0
  return {
    agentName: agents[Math.floor(draw() * agents.length)] ?? 'agent',
    agentGroup: group,
    agentLabel: status === 4 && draw() < 0.5 ? 'follow-up' : '',
    status,
    startAt,
    answerAt: status === 4 ? startAt + waits * SECOND : 0,
    endAt: startAt + (waits + talks) * SECOND,
    hangupBy: status === 4 ? 1 + Math.floor(draw() * 2) : status === 12 ? 2 : 0,
  }
}

/** Sends the SMS of a finished order where a rule names its intent; a later rule overrides (callbot-v3.md 3.4). */
export function sendSms(call: Call, at: number): void {
  const { flags } = call.order.task
  const intent = intents[call.intent]
  if (!flags.smsEnable || intent === undefined) return
  const rule = flags.smsRules.findLast(each => each.intentID.includes(intent.intentID) || each.intentName.includes(intent.intentName))
  if (rule === undefined) return
  call.sms.push({
    at,
    sysMessageID: hexId(`sms|${call.callID}`).slice(0, 20),
    smsContent: `[${rule.smsID}] Thank you for your time. Reply STOP to opt out.`,
  })
}
