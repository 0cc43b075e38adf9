import type { IncomingHttpHeaders } from 'node:http'
import { refusePoison } from './call-list.ts'
import { findStrategy } from './catalogue.ts'
import type { Clock } from './clock.ts'
import type { FaultDice } from './faults.ts'
import type { Fields } from './fields.ts'
import { fieldsOf, parseBody } from './fields.ts'
import type { Call, Task } from './model.ts'
import { CallStatus } from './model.ts'
import type { Network } from './network.ts'
import { cdrOf } from './nxlink-records.ts'
import type { SimulatorOptions } from './options.ts'
import { Refusal } from './refusal.ts'
import { sameSign, signNxlink } from './sign.ts'
import type { Store } from './store.ts'
import type { Json } from './wire.ts'

export const NXLINK_PREFIX = '/saas/cc/openapi/'

const PARAMETER_ERROR = 41_000
const WINDOW_MS = 60_000

function refuse(message: string): never {
  throw new Refusal(PARAMETER_ERROR, message)
}

/** Header checks of NXCC endpoints, nxlink-cc.md 3.1 to 3.4: codes 1001 to 1005. */
export function checkNxlinkCaller(headers: IncomingHttpHeaders, body: Buffer, options: SimulatorOptions, clock: Clock): void {
  const header = (name: string): string => String(headers[name.toLowerCase()] ?? '')
  const [accessKey, ts, bizType, action, sign] = ['accessKey', 'ts', 'bizType', 'action', 'sign'].map(header)
  if (!accessKey || !ts || !bizType || !action || !sign) throw new Refusal(1001, 'Missing common parameters')
  if (bizType !== '8' || action !== 'cc') throw new Refusal(1002, 'Parameter error: bizType must be 8 and action cc')
  if (accessKey !== options.accessKey) throw new Refusal(1005, 'Insufficient permissions')
  if (!/^\d{13}$/.test(ts) || Math.abs(clock.wallMs() - Number(ts)) > WINDOW_MS)
    throw new Refusal(1004, 'Timestamp has expired: ts must be milliseconds, within 60000 ms of the server time')
  if (!header('content-type').toLowerCase().startsWith('application/json'))
    throw new Refusal(1003, 'Invalid signature: Content-Type must be application/json')
  const algorithm = header('algorithm').toLowerCase() === 'sha256' ? 'SHA256' : 'MD5'
  const expected = signNxlink(algorithm, { accessKey, accessSecret: options.accessSecret, ts, bizType, action, body })
  if (!sameSign(expected, sign)) throw new Refusal(1003, 'Invalid signature')
}

/** The NXLink call-center endpoints this simulator speaks (nxlink-cc.md section 5). */
export interface NxlinkApi {
  answer(endpoint: string, text: string): unknown
  knows(endpoint: string): boolean
}

export function createNxlinkApi(
  options: SimulatorOptions,
  clock: Clock,
  store: Store,
  network: Network,
  dice: Pick<FaultDice, 'poisonCode'>,
): NxlinkApi {
  /** 5.1: no task id is returned, and no result per number. */
  const createAndCall = (body: Fields): null => {
    const rows = body.objects('callList')
    if (rows.length === 0) refuse('Parameter error or empty')
    if (rows.length > options.maxArray) refuse(`Parameter error: callList has more than ${options.maxArray} elements`)
    const drafts = rows.map(row => ({
      orderID: row.text('orderID'),
      userPhone: row.text('userPhone'),
      other: row.text('other'),
      userName: '',
      customerName: '',
      params: [],
    }))
    refusePoison(drafts, dice, PARAMETER_ERROR)
    const dispatchType = body.integer('dispatchType')
    if (![0, 1, 2].includes(dispatchType)) refuse('Parameter error: dispatchType must be 0, 1 or 2')
    if (findStrategy(body.text('strategyName')) === undefined) refuse('Parameter error: strategyName is not configured')
    if (!/^[A-Z]{2}$/.test(body.text('country'))) refuse('Parameter error: country must be two letters')
    body.number('predictCallRate')
    body.number('ratioCallRate')
    body.integer('startCount')
    // What 0, and leaving it out, mean is not documented: both start at once here. 1 and 2 wait for someone
    // to press start in the platform's own console, because the API has no way to do it.
    const startupType = body.integer('startupType', 3)
    const task = store.addTask(
      {
        kind: 'nxlink',
        userTaskID: `nxlink-${[...store.tasks()].length + 1}`,
        sceneID: '',
        setting: {
          taskName: body.text('taskName'),
          strategyName: body.text('strategyName'),
          startupType: startupType === 0 || startupType === 3 ? 3 : 1,
          startupAt: 0,
          zoneSecond: 0,
          dialAtWeekDay: '',
          dialAtUpHour: '',
          dialAtDownHour: '',
          maxCall: 20,
          maxRingTime: 0,
          routeID: '',
          manual: { agentGroup: body.text('agentGroupNo'), dispatchType },
        },
        flags: { taskKeep: false, roundRedial: false, smsEnable: false, smsRules: [] },
        taskCallbackUrl: '',
        orderCallbackUrl: '',
      },
      clock.simMs(),
    )
    addOrders(task, drafts)
    network.taskCreated(task)
    return null
  }

  const addOrders = (task: Task, drafts: Parameters<Store['addOrder']>[1][]): void => {
    for (const draft of drafts) {
      const known = store.order(draft.orderID)
      if (known !== undefined && options.duplicateOrderID === 'refuse-row')
        refuse(`Parameter error: orderID ${draft.orderID} already exists`)
    }
    for (const draft of drafts) {
      if (options.duplicateOrderID === 'ignore' && store.order(draft.orderID) !== undefined) continue
      store.addOrder(task, draft, { order: '', call: '' })
    }
  }

  /** 5.2: no total; a page shorter than size is the last one. */
  const cdrPage = (body: Fields): Json[] => {
    if (!body.has('startTime')) refuse('Start date cannot be empty')
    if (!body.has('endTime')) refuse('End date cannot be empty')
    const [from, to] = [body.integer('startTime') * 1000, (body.integer('endTime') + 1) * 1000]
    const [page, size] = [body.integer('page'), body.integer('size')]
    if (page < 1 || size < 1 || size > 100) refuse('Parameter error: page starts at 1 and size is at most 100')
    const answered = body.integer('answered', 0)
    const direction = body.integer('direction', 0)
    const wanted = new Map(['name', 'caller', 'callee', 'callId', 'orderId'].map(name => [name, body.text(name, '')]))
    if (direction !== 0 && direction !== 3) return []
    const found = store.callRecords
      .filter(call => {
        const startMs = clock.stampMs(call.startAt)
        return startMs >= from && startMs < to && (answered === 0 || (call.finalStatus === CallStatus.answered) === (answered === 2))
      })
      .map(call => cdrOf(call, clock))
      .filter(cdr => [...wanted].every(([name, value]) => value === '' || cdr[name === 'name' ? 'agentName' : name] === value))
    return found.slice((page - 1) * size, page * size)
  }

  /** 5.3: the page does not say whether data is one record or an array; an array here. */
  const byOrder = (body: Fields): Json[] => {
    if (!body.has('tenantId')) refuse('Parameter error or empty')
    body.integer('tenantId')
    const orderId = body.text('orderId', '')
    const calls: Call[] = []
    for (let order = store.order(orderId); order !== undefined && order !== null; order = order.again ?? undefined) {
      if (order.task.kind === 'nxlink') calls.push(...order.calls.filter(call => call.ended))
    }
    return calls.map(call => cdrOf(call, clock))
  }

  const endpoints = new Map<string, (body: Fields) => unknown>([
    ['ai/createandcall', createAndCall],
    ['cdr/page', cdrPage],
    ['cdr/queryByOrderId', byOrder],
  ])

  return {
    knows: endpoint => endpoints.has(endpoint),
    answer: (endpoint, text) => {
      try {
        return endpoints.get(endpoint)?.(fieldsOf(parseBody(text)))
      } catch (error) {
        if (error instanceof Refusal && error.code !== PARAMETER_ERROR)
          throw new Refusal(PARAMETER_ERROR, error.message.replace(/^Missing parameter/, 'Parameter error or empty'))
        throw error
      }
    },
  }
}
