import type { CallbotEndpoint } from './callbot-tasks.ts'
import { batchID, knownTask, ordersOf, refuseWhileImporting } from './callbot-tasks.ts'
import { intents, routes, strategies } from './catalogue.ts'
import type { Clock } from './clock.ts'
import type { Fields } from './fields.ts'
import type { Call, Order } from './model.ts'
import type { SimulatorOptions } from './options.ts'
import { Refusal, RetCode } from './refusal.ts'
import type { Store } from './store.ts'
import type { Json, Wire } from './wire.ts'

const MOST_ORDERS_OF_A_DETAIL = 500

interface Page {
  from: number
  to: number
}

type CallTest = (call: Call | undefined, status: number) => boolean

/** {gt, lt, enable} of callbot-v3.md 3.9; undefined when it does not count. */
function rangeTest(options: Fields, name: string): ((value: number) => boolean) | undefined {
  const range = options.optionalObject(name)
  if (range === undefined || !range.flag('enable')) return undefined
  const above = range.integer('gt', Number.MIN_SAFE_INTEGER)
  const below = range.integer('lt', Number.MAX_SAFE_INTEGER)
  return value => value > above && value < below
}

/** The filters that listOrder and listCall share. An empty array is read as no filter, like null. */
function callTests(options: Fields): CallTest[] {
  const tests: CallTest[] = []
  const inIntents = (name: 'intentID' | 'intentName' | 'intentTag'): void => {
    const wanted = options.texts(name)
    if (wanted === undefined || wanted.length === 0) return
    tests.push(call => call?.ended === true && wanted.includes(intents[call.intent]?.[name] ?? ''))
  }
  inIntents('intentID')
  inIntents('intentName')
  inIntents('intentTag')
  const levels = options.integers('intentLevel') ?? []
  if (levels.length > 0) tests.push(call => call?.ended === true && levels.includes(intents[call.intent]?.intentLevel ?? 0))
  const turnTime = rangeTest(options, 'turnTime')
  if (turnTime !== undefined) tests.push(call => turnTime(call?.ended === true ? call.turns : 0))
  const callDuration = rangeTest(options, 'callDuration')
  if (callDuration !== undefined) tests.push(call => callDuration(call?.ended === true ? call.talkSeconds : 0))
  const statuses = options.integers('callStatus') ?? []
  if (statuses.length > 0) tests.push((_, status) => statuses.includes(status))
  return tests
}

/** The endpoints that only read (callbot-v3.md 3.7 to 3.9, 3.11, 3.13, 3.14). */
export function callbotListEndpoints(limits: SimulatorOptions, clock: Clock, store: Store, wire: Wire): Map<string, CallbotEndpoint> {
  const pageOf = (body: Fields): Page => {
    const page = body.integer('page')
    const size = body.integer('size')
    if (page < 1) throw new Refusal(RetCode.value, 'Invalid parameter value: page starts at 1')
    if (size < 1 || size > limits.maxPageSize)
      throw new Refusal(RetCode.value, `Invalid parameter value: size must be 1 to ${limits.maxPageSize}`)
    return { from: (page - 1) * size, to: page * size }
  }

  const listTask: CallbotEndpoint = body => {
    const { from, to } = pageOf(body)
    const wanted = body.object('queryConditions')
    const statuses = wanted.integers('taskStatus') ?? []
    const names = wanted.texts('taskName') ?? []
    const ids = wanted.texts('userTaskID') ?? []
    const sceneID = wanted.text('sceneID', '')
    const startTs = wanted.integer('startTs', 0)
    const endTs = wanted.integer('endTs', 0)
    const found = [...store.tasks()].filter(task => {
      if (task.kind !== 'callbot') return false
      const createTs = wire.seconds(task.createdAt)
      return (
        (statuses.length === 0 || statuses.includes(task.status)) &&
        (names.length === 0 || names.some(name => task.setting.taskName.toLowerCase().includes(name.toLowerCase()))) &&
        (ids.length === 0 || ids.includes(task.userTaskID)) &&
        (sceneID === '' || sceneID === task.sceneID) &&
        (startTs === 0 || createTs >= startTs) &&
        (endTs === 0 || createTs <= endTs)
      )
    })
    return { totalCount: found.length, taskData: found.slice(from, to).map(task => wire.task(task)) }
  }

  const listOrder: CallbotEndpoint = body => {
    const task = knownTask(body, store)
    const { from, to } = pageOf(body)
    const options = body.object('options')
    const ids = options.texts('orderID') ?? []
    const tests = callTests(options)
    const finish = options.integer('finish', 0)
    if (![0, 1, 2].includes(finish)) throw new Refusal(RetCode.value, 'Invalid parameter value: finish must be 1 or 2')
    let orders = ids.length === 0 ? task.orders : [...new Set(ids)].flatMap(orderID => ordersOf(store, task, orderID))
    if (limits.listLagMs > 0) orders = orders.filter(order => order.acceptedAt + limits.listLagMs <= clock.wallMs())
    if (finish !== 0 || tests.length > 0) {
      orders = orders.filter(order => {
        if (finish !== 0 && order.finish !== (finish === 2)) return false
        const last = order.calls.at(-1)
        const status = wire.orderStatus(order)
        return tests.every(test => test(last, status))
      })
    }
    return { totalCount: orders.length, orderList: orders.slice(from, to).map(order => wire.order(order, order.calls.at(-1))) }
  }

  /** The response of listCall is not documented; one flat element per call (3.8). */
  const listCall: CallbotEndpoint = body => {
    const task = knownTask(body, store)
    const { from, to } = pageOf(body)
    const options = body.object('options')
    const ids = new Set(options.texts('callID') ?? [])
    const tests = callTests(options)
    const startTs = options.integer('startTs', 0)
    const endTs = options.integer('endTs', 0)
    let calls = task.calls
    if (ids.size > 0 || tests.length > 0 || startTs > 0 || endTs > 0) {
      calls = calls.filter(call => {
        if (ids.size > 0 && !ids.has(call.callID)) return false
        const startedTs = wire.seconds(call.startAt)
        if ((startTs > 0 && startedTs < startTs) || (endTs > 0 && startedTs > endTs)) return false
        const status = wire.callStatus(call)
        return tests.every(test => test(call, status))
      })
    }
    return { totalCount: calls.length, callList: calls.slice(from, to).map(call => wire.flatCall(call)) }
  }

  const listOrderDetail: CallbotEndpoint = body => {
    const task = knownTask(body, store)
    const ids = body.texts('orderList')
    if (ids === undefined) throw new Refusal(RetCode.missing, 'Missing parameter: orderList')
    if (ids.length > MOST_ORDERS_OF_A_DETAIL)
      throw new Refusal(
        RetCode.tooLarge,
        `Parameter content capacity error: orderList has ${ids.length} elements, at most ${MOST_ORDERS_OF_A_DETAIL} are allowed`,
      )
    const orders: Order[] = [...new Set(ids)].flatMap(orderID => ordersOf(store, task, orderID))
    return { orderDetailList: orders.map(order => wire.orderDetail(order)) }
  }

  /** Every call of the newest batch; an order that was never dialled is one row without a call (3.13). */
  const exportBatchCall: CallbotEndpoint = body => {
    const task = knownTask(body, store)
    refuseWhileImporting(task, clock)
    const rows: Json[] = []
    for (const order of task.orders) {
      if (order.batch !== task.batch) continue
      if (order.calls.length === 0) rows.push(wire.exportRow(order, undefined))
      for (const call of order.calls) rows.push(wire.exportRow(order, call))
    }
    return { totalCount: rows.length, batchID: batchID(task), callList: rows }
  }

  const needScene = (body: Fields): void => {
    if (body.text('sceneID') === '') throw new Refusal(RetCode.value, 'Invalid parameter value: sceneID is empty')
  }

  const intentList: CallbotEndpoint = body => {
    needScene(body)
    return {
      intentData: intents.map(({ intentID, intentTag, intentName, intentLevel }) => ({ intentID, intentTag, intentName, intentLevel })),
    }
  }

  const strategyList: CallbotEndpoint = body => {
    needScene(body)
    return {
      strategyData: strategies.map(({ strategyName, rounds, intervalSeconds }) => ({
        strategyName,
        strategyDesc: `Up to ${rounds} calls, ${intervalSeconds} s apart`,
      })),
    }
  }

  return new Map<string, CallbotEndpoint>([
    ['listTask', listTask],
    ['listOrder', listOrder],
    ['listCall', listCall],
    ['listOrderDetail', listOrderDetail],
    ['exportBatchCall', exportBatchCall],
    ['routeList', () => ({ routeData: routes.map(route => ({ ...route })) })],
    ['intentList', intentList],
    ['strategyList', strategyList],
  ])
}
