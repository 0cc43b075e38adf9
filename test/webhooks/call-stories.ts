/** One webhook as the platform sends it: signed at its time, in seconds. */
export interface Told {
  readonly kind: 'task' | 'order' | 'call'
  readonly signedAt: number
  readonly requestID: string
  readonly body: string
}

/** mulberry32: the same seed tells the same stories. */
export function repeatable(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const START = 1_790_000_000
const intent = (intentTag: string, intentName: string) => ({ intentID: 'i', intentTag, intentName, intentLevel: 1 })
/** The page prints the five states of a message under the name of its time (callbot-v3.md 5.4). */
const message = (smsSendTs: number) => ({ smsSendTs, sysMessageID: 'm', smsContent: 'x' })
const ENDS = [6, 6, 6, 9, 10, 12, 16, 22, 23, 24, 25, 14]

/**
 * A few tasks with a few orders each, dialled one to three times: a word when a call is under way, one when it ended, one when its order is
 * done, which may tell another intent and how its message came out, and the task's counts with all of them; paused and resumed in between.
 * In the order in which the platform says them.
 */
export function stories(random: () => number): { told: Told[]; orderIDs: string[]; userTaskIDs: string[] } {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  const told: Told[] = []
  const orderIDs: string[] = []
  const userTaskIDs: string[] = []
  let count = 0
  const tell = (kind: Told['kind'], signedAt: number, body: object) => {
    count += 1
    told.push({ kind, signedAt, requestID: `r${count}`, body: JSON.stringify(body) })
  }
  for (let number = 1; number <= (random() < 0.3 ? 2 : 1); number += 1) {
    const userTaskID = `task-${number}`
    userTaskIDs.push(userTaskID)
    const totalOrderCount = 1 + Math.floor(random() * 3)
    const stat = { answerOrderCount: 0, finishOrderCount: 0, totalOrderCount, totalAnswerCall: 0, totalCall: 0 }
    let now = START + Math.floor(random() * 60)
    const tellTask = (taskStatus: number) => {
      const rates = {
        finishRate: stat.finishOrderCount / totalOrderCount,
        answerRate: stat.totalCall === 0 ? 0 : stat.totalAnswerCall / stat.totalCall,
      }
      tell('task', now, {
        callbackType: 1,
        userTaskID,
        taskID: `t${number}`,
        sceneID: 's',
        taskStatus,
        createTs: START,
        taskStat: { ...stat, ...rates },
      })
      now += 1 + Math.floor(random() * 20)
    }
    tellTask(1)
    tellTask(2)
    for (let place = 1; place <= totalOrderCount; place += 1) {
      const orderID = `${userTaskID}-o${place}`
      orderIDs.push(orderID)
      const rounds = 1 + Math.floor(random() * 3)
      for (let round = 1; round <= rounds; round += 1) {
        const last = round === rounds
        const callStatus = last ? pick(ENDS) : pick([9, 10, 22, 24])
        const callStartTs = now
        const word = (status: number, more: object, finish: boolean, withLine: boolean) => ({
          callbackType: 3,
          orderID,
          userPhone: `5691234${place}`,
          userName: 'Ana',
          sceneID: 's',
          userTaskID,
          taskID: `t${number}`,
          finish,
          other: '',
          callInfoDetail: {
            callID: `c-${orderID}-${round}`,
            ...(withLine ? { callingNumber: '5622', lineAddress: '10.0.0.1' } : {}),
            callStatus: status,
            callStartTs,
            ...more,
          },
        })
        if (random() < 0.4) {
          tell('call', now, word(pick([3, 4, 5]), {}, false, true))
          now += 1
        }
        now += 1 + Math.floor(random() * 40)
        const answered = callStatus === 6
        const end = {
          callAnswerTs: answered ? callStartTs + 1 : 0,
          callEndTs: now,
          callDuration: answered ? now - callStartTs : 0,
          hangupCause: answered ? 'user' : '',
          intents: answered ? [intent('A', 'Promise')] : [],
          sms: answered ? [message(1)] : [],
        }
        stat.totalCall += 1
        if (answered) stat.totalAnswerCall += 1
        tell('call', now, word(callStatus, end, last, true))
        if (last) {
          stat.finishOrderCount += 1
          if (answered) stat.answerOrderCount += 1
          // Often signed in the second of the call's own word, sometimes later; it leaves out what has not changed, or tells how it came out.
          if (random() < 0.4) now += Math.floor(random() * 90)
          const outcome =
            answered && random() < 0.7 ? { intents: [intent('B', 'Refusal')], sms: [message(pick([2, 4]))] } : { intents: [], sms: [] }
          tell('order', now, word(callStatus, { ...end, ...outcome }, true, false))
        }
        now += 1 + Math.floor(random() * 600)
        if (random() < 0.2) tellTask(5)
        if (random() < 0.3) tellTask(2)
      }
    }
    tellTask(pick([3, 3, 3, 4]))
  }
  return { told, orderIDs, userTaskIDs }
}
