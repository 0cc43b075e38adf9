import type { Answer, CallOptions } from '../../src-core/api/answer.ts'
import type { AddBatchCallBody, CreateAndCallBody, CreateTaskBody, ListPageBody, ListTaskBody } from '../../src-core/api/callbot-bodies.ts'
import type { CallbotApi, CountsAnswer } from '../../src-core/api/callbot-types.ts'
import { AppError } from '../../src-core/app-error.ts'
import type { FakeTime } from './fake-time.ts'
import { hear, type Outcome, refusal, undone } from './scripted-outcomes.ts'

export interface Behaviour {
  readonly outcome: Outcome
  /** From the call to the work, and from there to the answer. */
  readonly arriveMs: number
  readonly answerMs: number
}

export interface PlatformLimits {
  /** Longest list taken; above it 4001. */
  maxList: number
  /** Phones that are refused alone, with these words. */
  readonly bad: ReadonlyMap<string, string>
  /** Phones that have their whole request refused, with this code. */
  readonly poison: ReadonlyMap<string, 2 | 3 | 4>
  /** How long an accepted order is not listed yet. */
  readonly listLagMs: number
  readonly knownTask: 'refuse' | 'merge'
}

export interface PlatformOrder {
  readonly userTaskID: string
  readonly phone: string
  readonly acceptedAt: number
  times: number
}

export const NORMAL: Behaviour = { outcome: 'answered', arriveMs: 5, answerMs: 5 }
export const POISON_WORDS = 'Invalid parameter value'
/** A cut request is done at most this much later. */
export const LATE_MS = 3_000

export interface ScriptedPlatform {
  readonly orders: ReadonlyMap<string, PlatformOrder>
  readonly limits: PlatformLimits
  /** What the next submitting requests meet, in turn; afterwards everything is normal. */
  script(behaviours: readonly Behaviour[]): void
  /** The next questions that find no answer. */
  failReads(times: number): void
  faultsOff(): void
  /** The client of one life: after `kill` no answer of it ever arrives, and what was sent still does; `end` clears up. */
  life(begin: (request: BegunRequest) => void): { readonly api: CallbotApi; kill(): void; end(): void }
  /** Requests under way of the present life, and requests so far. */
  underWay(): number
  count(): number
}

/** A submitting request at the moment it leaves. */
export interface BegunRequest {
  readonly endpoint: string
  readonly userTaskID: string
  readonly requestId: string
  readonly orders: readonly { readonly orderID: string; readonly userPhone: string }[]
}

type ListBody = Pick<AddBatchCallBody, 'userTaskID' | 'callInfoList'>

/** A Callbot platform that does what a test wrote down for it, in fake time, and remembers what it really did. */
export function createScriptedPlatform(time: FakeTime, limits: PlatformLimits): ScriptedPlatform {
  const orders = new Map<string, PlatformOrder>()
  const tasks = new Set<string>()
  let script: Behaviour[] = []
  let failing = 0
  let underWay = 0
  let count = 0

  const work = (endpoint: string, body: ListBody, requestId: string): CountsAnswer | AppError => {
    const { userTaskID } = body
    const list = endpoint === 'createTask' ? [] : body.callInfoList.callList
    if (list.length > limits.maxList) return refusal(4001, 'Too many', requestId)
    for (const { userPhone } of list) {
      const code = limits.poison.get(userPhone)
      if (code !== undefined) return refusal(code, POISON_WORDS, requestId)
    }
    if (endpoint === 'addBatchCall' && !tasks.has(userTaskID)) return refusal(4, 'task does not exist', requestId)
    if (endpoint !== 'addBatchCall' && tasks.has(userTaskID) && limits.knownTask === 'refuse')
      return refusal(4, 'userTaskID already exists', requestId)
    tasks.add(userTaskID)
    const errList = []
    for (const { orderID, userPhone } of list) {
      const words = limits.bad.get(userPhone)
      const known = orders.get(orderID)
      if (words !== undefined) errList.push({ phone: userPhone, orderID: '', errMsg: words })
      else if (known) known.times += 1
      else orders.set(orderID, { userTaskID, phone: userPhone, acceptedAt: time.now(), times: 1 })
    }
    const taskID = endpoint === 'addBatchCall' ? null : `task-${userTaskID}`
    return { taskID, totalCount: list.length, successCount: list.length - errList.length, errList, raw: {} }
  }

  const say = <T>(value: T, requestId: string): Answer<T> => ({
    value,
    rawText: '',
    requestId,
    responseId: 'r',
    retCode: 0,
    retMsg: 'success',
    roundTripMs: 1,
    clockDifferenceSeconds: 0,
    bytesSent: 1,
    responseSignature: 'verified',
  })

  return {
    orders,
    limits,
    script: behaviours => void script.push(...behaviours),
    failReads: times => {
      failing = times
    },
    faultsOff: () => {
      script = []
      failing = 0
    },
    underWay: () => underWay,
    count: () => count,
    life: begin => {
      let dead = false
      let over = false
      const open = new Set<(error: AppError) => void>()
      underWay = 0
      const submit =
        (endpoint: string) =>
        <B extends ListBody | CreateTaskBody>(body: B, options: CallOptions = {}): Promise<Answer<CountsAnswer>> => {
          if (over) return Promise.reject(new AppError('cancelled'))
          count += 1
          underWay += 1
          const requestId = options.requestId ?? ''
          const list = 'callInfoList' in body ? body.callInfoList.callList : []
          begin({ endpoint, userTaskID: body.userTaskID, requestId, orders: list })
          const { outcome, arriveMs, answerMs } = script.shift() ?? NORMAL
          return new Promise((resolve, reject) => {
            open.add(reject)
            const finish = (heard: CountsAnswer | AppError) => {
              if (dead) return
              open.delete(reject)
              underWay -= 1
              count += 1
              if (heard instanceof AppError) reject(heard)
              else resolve(say(heard, requestId))
            }
            time.after(arriveMs, () => {
              const done = undone.has(outcome) ? null : work(endpoint, body as ListBody, requestId)
              if (outcome === 'cutThenDone') time.after(answerMs, () => void work(endpoint, body as ListBody, requestId))
              time.after(outcome === 'cutThenDone' ? 0 : answerMs, () => finish(hear(outcome, done, requestId)))
            })
          })
        }
      const read = async <T>(make: (requestId: string) => T, options: CallOptions = {}): Promise<Answer<T>> => {
        const requestId = options.requestId ?? ''
        count += 1
        await new Promise<void>((resolve, reject) => {
          if (over) return reject(new AppError('cancelled'))
          open.add(reject)
          time.after(3, () => {
            if (dead) return
            open.delete(reject)
            resolve()
          })
        })
        count += 1
        if (failing > 0) {
          failing -= 1
          throw new AppError('unreachable', { host: 'h', reason: 'ECONNREFUSED' }, { requestId })
        }
        return say(make(requestId), requestId)
      }
      const listOrder = ({ userTaskID, options: wanted, page, size }: ListPageBody, options?: CallOptions) =>
        read(requestId => {
          if (!tasks.has(userTaskID)) throw refusal(4, 'task does not exist', requestId)
          const ids = (wanted as { orderID?: readonly string[] | null }).orderID ?? [...orders.keys()]
          const found = ids.flatMap(orderID => {
            const order = orders.get(orderID)
            if (!order || order.userTaskID !== userTaskID || order.acceptedAt + limits.listLagMs > time.now()) return []
            const listed = {
              orderID,
              userPhone: order.phone,
              userName: '',
              sceneID: 's',
              userTaskID,
              taskID: `task-${userTaskID}`,
              finish: false,
              other: '',
              raw: {},
              callInfoDetail: null,
            }
            return Array.from({ length: order.times }, () => listed)
          })
          return { totalCount: found.length, orders: found.slice((page - 1) * size, page * size) }
        }, options)
      const listTask = ({ queryConditions }: ListTaskBody, options?: CallOptions) =>
        read(() => {
          const ids = [...tasks].filter(id => queryConditions.userTaskID?.includes(id) ?? true)
          const task = (userTaskID: string) => ({
            userTaskID,
            taskID: `task-${userTaskID}`,
            sceneID: 's',
            taskName: '',
            taskStatus: 2,
            createTs: 0,
            taskStat: null,
            raw: {},
          })
          return { totalCount: ids.length, tasks: ids.map(task) }
        }, options)
      const createTask = async (body: CreateTaskBody, options?: CallOptions) => {
        const answer = await submit('createTask')(body, options)
        return { ...answer, value: { taskID: answer.value.taskID, raw: {} } }
      }
      const unscripted = () => Promise.reject(new Error('the scripted platform does not do that'))
      const api: CallbotApi = {
        ping: unscripted,
        createTask,
        createAndCall: submit('createAndCall') as (body: CreateAndCallBody, options?: CallOptions) => Promise<Answer<CountsAnswer>>,
        addBatchCall: submit('addBatchCall') as (body: AddBatchCallBody, options?: CallOptions) => Promise<Answer<CountsAnswer>>,
        mgrTaskStatus: unscripted,
        updateTask: unscripted,
        listTask,
        listCall: unscripted,
        listOrder,
        listOrderDetail: unscripted,
        stopOrder: unscripted,
        importBatchCall: unscripted,
        exportBatchCall: unscripted,
        routeList: unscripted,
        intentList: unscripted,
        strategyList: unscripted,
      }
      return {
        api,
        kill: () => {
          dead = true
        },
        end: () => {
          over = true
          for (const reject of open) reject(new AppError('cancelled'))
        },
      }
    },
  }
}
