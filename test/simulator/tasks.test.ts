import { expect, test } from 'vitest'
import type { Simulator } from '../../src-simulator/simulator.ts'
import { until } from '../core/open-test-core.ts'
import type { Json } from './platform-client.ts'
import { callbot, callInfoList, rows, taskBody } from './platform-client.ts'
import { receive, simulate } from './with-simulator.ts'

const inTask = (more: Json, userTaskID = 't'): Json => ({ productID: 'callbot', userTaskID, ...more })
const pause = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds))
const code = async (simulator: Simulator, endpoint: string, body: Json): Promise<unknown> =>
  (await callbot(simulator, endpoint, body)).json.retCode
const manual = { setting: { startupType: 1 } }
/** So slow that no call ends while a test looks, however long the machine stands still. */
const still = { speed: 0.01 }

test('a manual task waits, starts, pauses, goes on and is completed by hand', async () => {
  const [simulator, receiver] = [await simulate({ speed: 300, maxArray: 5_000 }), await receive()]
  await callbot(
    simulator,
    'createAndCall',
    // More than five lines can dial while the machine stands still.
    taskBody('t', rows('o', 5_000), { setting: { startupType: 1, maxCall: 5 }, receiver: receiver.url }),
  )
  await pause(50)
  expect(simulator.records.tasks()).toMatchObject([{ taskStatus: 1, activeCalls: 0 }])
  const operate = async (taskOperate: number, more: Json = {}): Promise<Json> =>
    (await callbot(simulator, 'mgrTaskStatus', inTask({ taskOperate, ...more }))).json
  expect(await operate(1)).toMatchObject({ retCode: 0, taskStatus: 2, taskID: expect.any(String) })
  expect(simulator.records.tasks()).toMatchObject([{ activeCalls: 5 }])
  expect(await operate(2)).toMatchObject({ taskStatus: 5 })
  await until(() => (simulator.records.tasks()[0]?.activeCalls === 0 ? true : null))
  expect(simulator.records.tasks()).toMatchObject([{ taskStatus: 5, activeCalls: 0 }])
  expect(await operate(1)).toMatchObject({ taskStatus: 2 })
  expect(await operate(3, { delCall: 1 })).toMatchObject({ taskStatus: 3 })
  expect(simulator.records.orders().length).toBeLessThan(2_500)
  expect(await operate(1)).toMatchObject({ retCode: 4 })
  await simulator.settled()
  expect(receiver.of('/task').map(each => each.json.taskStatus)).toEqual([2, 5, 2, 3])
})

test('a scheduled task starts at its time, also when an order is stopped before', async () => {
  const simulator = await simulate({ speed: 10 })
  const statusOf = (task: string) => simulator.records.tasks().find(each => each.userTaskID === task)?.taskStatus
  const schedule = async (task: string): Promise<number> => {
    const startupAt = Math.floor(Date.now() / 1000) + 2
    const setting = { startupType: 2, startupAt, strategyName: 'Once Only' }
    await callbot(simulator, 'createAndCall', taskBody(task, rows(task, 3), { setting, flags: { taskKeep: true } }))
    await callbot(simulator, 'stopOrder', inTask({ orderIDs: [`${task}-0`] }, task))
    return startupAt * 1000
  }
  let [task, startupAt, attempt] = ['', 0, 0]
  // Where the machine stood still over its time, another is scheduled.
  do {
    attempt += 1
    task = `t${attempt}`
    startupAt = await schedule(task)
  } while (Date.now() >= startupAt && attempt < 20)
  expect(statusOf(task)).toBe(1)
  await until(() => (statusOf(task) === 1 ? null : true))
  // A timer and the wall clock may differ by a few milliseconds.
  expect(Date.now()).toBeGreaterThanOrEqual(startupAt - 10)
  expect(statusOf(task)).toBe(2)
  expect(simulator.records.order(`${task}-1`)?.callCount).toBe(1)
  expect(simulator.records.order(`${task}-0`)).toMatchObject({ callStatus: 18, finish: true, callCount: 0 })
})

test('a task that is kept does not end, takes more orders, and one that has ended does not', async () => {
  const simulator = await simulate()
  await callbot(simulator, 'createAndCall', taskBody('kept', rows('k', 2), { flags: { taskKeep: true } }))
  await callbot(simulator, 'createAndCall', taskBody('ends', rows('e', 2)))
  await simulator.settled()
  const more = (userTaskID: string): Json => inTask({ callInfoList: callInfoList(rows(`more-${userTaskID}`, 1)) }, userTaskID)
  expect(await code(simulator, 'addBatchCall', more('kept'))).toBe(0)
  expect(await code(simulator, 'addBatchCall', more('ends'))).toBe(4)
  await simulator.settled()
  expect(simulator.records.tasks()).toMatchObject([
    { taskStatus: 2, orders: 3 },
    { taskStatus: 3, orders: 2 },
  ])
  expect(simulator.records.order('more-kept-0')?.finish).toBe(true)

  const lenient = await simulate({ addToCompleted: 'restart' })
  await callbot(lenient, 'createAndCall', taskBody('ends', rows('e', 2)))
  await lenient.settled()
  expect(await code(lenient, 'addBatchCall', more('ends'))).toBe(0)
  await lenient.settled()
  expect(lenient.records.order('more-ends-0')?.finish).toBe(true)
})

test('an import deletes what the batch before has not dialled, and keeps what it has', async () => {
  const simulator = await simulate(still)
  await callbot(simulator, 'createAndCall', taskBody('t', rows('first', 10), { setting: { maxCall: 3 } }))
  const imported = await callbot(simulator, 'importBatchCall', inTask({ callInfoList: callInfoList(rows('second', 4)) }))
  expect(imported.json).toMatchObject({ retCode: 0, totalCount: 4, successCount: 4, errList: [] })
  expect(simulator.records.orders().map(order => order.orderID)).toEqual([
    'first-0',
    'first-1',
    'first-2',
    'second-0',
    'second-1',
    'second-2',
    'second-3',
  ])
  const exported = (await callbot(simulator, 'exportBatchCall', inTask({}))).json
  expect((exported.callList as Json[]).map(row => [row.orderID, row.callStatus, row.callID])).toEqual(
    [0, 1, 2, 3].map(n => [`second-${n}`, 1, '']),
  )
  await callbot(simulator, 'importBatchCall', inTask({ callInfoList: callInfoList(rows('third', 1)) }))
  expect(simulator.records.tasks()).toMatchObject([{ orders: 4, batch: 3 }])
})

test('while an import runs, neither import nor export is possible', async () => {
  const simulator = await simulate({ speed: 1, importSeconds: 60 })
  simulator.loadTask({ userTaskID: 't', taskName: 't', orders: 1 })
  expect(await code(simulator, 'importBatchCall', inTask({ callInfoList: callInfoList(rows('a', 1)) }))).toBe(0)
  expect(await code(simulator, 'importBatchCall', inTask({ callInfoList: callInfoList(rows('b', 1)) }))).toBe(1001)
  expect(await code(simulator, 'exportBatchCall', inTask({}))).toBe(1001)
})

test('the same orderID sent twice is dialled twice, refused or ignored, as set', async () => {
  const outcome = async (duplicateOrderID: 'accept-again' | 'refuse-row' | 'ignore'): Promise<unknown> => {
    const simulator = await simulate({ duplicateOrderID })
    await callbot(
      simulator,
      'createAndCall',
      taskBody('t', rows('o', 1), { setting: { strategyName: 'Once Only' }, flags: { taskKeep: true } }),
    )
    const { json } = await callbot(simulator, 'addBatchCall', inTask({ callInfoList: callInfoList(rows('o', 1)) }))
    await simulator.settled()
    const record = simulator.records.order('o-0')
    return [json.successCount, (json.errList as Json[]).length, record?.timesCreated, record?.callCount, simulator.records.orders().length]
  }
  expect(await outcome('accept-again')).toEqual([1, 0, 2, 2, 1])
  expect(await outcome('refuse-row')).toEqual([0, 1, 1, 1, 1])
  expect(await outcome('ignore')).toEqual([1, 0, 1, 1, 1])
})

test('the same userTaskID sent twice is refused or merged, as set', async () => {
  const strict = await simulate()
  const first = await callbot(strict, 'createAndCall', taskBody('t', rows('a', 1), manual))
  expect(await code(strict, 'createAndCall', taskBody('t', rows('b', 1), manual))).toBe(4)
  expect(first.json.retCode).toBe(0)
  const merging = await simulate({ duplicateTask: 'merge' })
  const one = await callbot(merging, 'createAndCall', taskBody('t', rows('a', 1), manual))
  const two = await callbot(merging, 'createAndCall', taskBody('t', rows('b', 1), manual))
  expect(two.json.taskID).toBe(one.json.taskID)
  expect(merging.records.tasks()).toMatchObject([{ orders: 2 }])
})

test('createTask is accepted as its only sample spells it', async () => {
  const simulator = await simulate()
  const body = {
    productID: 'callbot',
    userTaskID: 't',
    sceneID: 's',
    account: '',
    taskCreateSetting: {
      strategyName: '默认策略',
      startupType: 0,
      startupAt: 0,
      zoneSecond: 28800,
      dialAtWeekDay: '1',
      'dialAtUpHour ': '9',
      dialAtDownHour: '9',
      maxRingTime: 30,
      routeID: '',
    },
    funcFlag: {
      taskKeep: false,
      roundRedial: false,
      wholeTTS: false,
      smsEnable: true,
      smsFuncFlag: [{ smsId: 'x', intentId: ['70001'], intentName: [] }],
    },
    other: '',
    taskCallbackUrl: '',
    orderCallbackUrl: '',
  }
  expect((await callbot(simulator, 'createTask', body)).json).toMatchObject({ retCode: 0, taskID: expect.any(String) })
  expect(simulator.records.tasks()).toMatchObject([{ taskStatus: 1, orders: 0 }])
})

test('only a task that is paused or not started can be changed', async () => {
  const simulator = await simulate(still)
  const { callInfoList: list, ...task } = taskBody('t', rows('o', 9), { setting: { startupType: 1, maxCall: 2 } })
  await callbot(simulator, 'createAndCall', { ...task, callInfoList: list })
  const wider = { ...task, taskCreateSetting: { ...(task.taskCreateSetting as Json), maxCall: 4 } }
  expect(await code(simulator, 'updateTask', wider)).toBe(0)
  await callbot(simulator, 'mgrTaskStatus', inTask({ taskOperate: 1 }))
  expect(simulator.records.tasks()).toMatchObject([{ activeCalls: 4 }])
  expect(await code(simulator, 'updateTask', wider)).toBe(4)
})

test('orders are stopped before they are dialled, with an answer for each that cannot be', async () => {
  const [simulator, receiver] = [await simulate(still), await receive()]
  await callbot(simulator, 'createAndCall', taskBody('t', rows('o', 5), { setting: { maxCall: 1 }, receiver: receiver.url }))
  const stopped = (await callbot(simulator, 'stopOrder', inTask({ orderIDs: ['o-1', 'none', 'o-2'] }))).json
  expect(stopped).toMatchObject({ retCode: 0, totalCount: 3, successCount: 2, errList: [{ orderID: 'none', errMsg: expect.any(String) }] })
  expect((await callbot(simulator, 'stopOrder', inTask({ orderIDs: ['o-1', 'o-3'], delCall: 1 }))).json).toMatchObject({
    successCount: 1,
    errList: [{ orderID: 'o-1' }],
  })
  expect(simulator.records.orders().map(order => [order.orderID, order.callStatus])).toEqual([
    ['o-0', 2],
    ['o-1', 18],
    ['o-2', 18],
    ['o-4', 1],
  ])
  await until(() => (receiver.of('/order').length >= 2 ? true : null))
  await pause(100)
  expect(receiver.of('/order').map(each => [each.json.orderID, (each.json.callInfoDetail as Json).callStatus])).toEqual([
    ['o-1', 18],
    ['o-2', 18],
  ])
})

test('a task on a broken route fails, and catalogues can be read', async () => {
  const simulator = await simulate()
  const routes = (await callbot(simulator, 'routeList', {})).json.routeData as Json[]
  expect(routes.map(route => route.routeID)).toContain('route-down')
  await callbot(simulator, 'createAndCall', taskBody('t', rows('o', 1), { setting: { routeID: 'route-down' } }))
  expect(simulator.records.tasks()).toMatchObject([{ taskStatus: 4 }])
  expect((await callbot(simulator, 'intentList', { productID: 'callbot', sceneID: 's' })).json.intentData).toHaveLength(6)
  expect((await callbot(simulator, 'strategyList', { productID: 'callbot', sceneID: 's' })).json.strategyData).toHaveLength(4)
})

test('tasks are listed by status, name, id, scene and time', async () => {
  const simulator = await simulate()
  for (const name of ['Alpha', 'Beta', 'Alphabet'])
    simulator.loadTask({ userTaskID: name, taskName: name, orders: 2, called: name === 'Beta', sceneID: `scene-${name}` })
  const list = async (queryConditions: Json, page = 1, size = 10): Promise<unknown[]> => {
    const { json } = await callbot(simulator, 'listTask', { productID: 'callbot', page, size, queryConditions })
    return (json.taskData as Json[]).map(task => task.userTaskID)
  }
  const now = Math.floor(Date.now() / 1000)
  expect(await list({})).toEqual(['Alpha', 'Beta', 'Alphabet'])
  expect(await list({}, 2, 2)).toEqual(['Alphabet'])
  expect(await list({ taskStatus: [3] })).toEqual(['Beta'])
  expect(await list({ taskName: ['alpha'] })).toEqual(['Alpha', 'Alphabet'])
  expect(await list({ userTaskID: ['Beta', 'none'] })).toEqual(['Beta'])
  expect(await list({ sceneID: 'scene-Alphabet' })).toEqual(['Alphabet'])
  expect(await list({ startTs: now - 60, endTs: now + 60 })).toHaveLength(3)
  expect(await list({ startTs: now + 60 })).toEqual([])
})

test('tasks share the concurrency of the account, and none is forgotten', async () => {
  const share = async (speed: number) => {
    const simulator = await simulate({ maxConcurrency: 3, speed })
    for (const name of ['a', 'b', 'c'])
      await callbot(simulator, 'createAndCall', taskBody(name, rows(name, 10), { setting: { strategyName: 'Once Only' } }))
    const { json } = await callbot(simulator, 'mgrTaskStatus', inTask({ taskOperate: 2 }, 'b'))
    return { simulator, isPaused: json.taskStatus === 5 }
  }
  const calling = (simulator: Simulator) => simulator.records.tasks().reduce((sum, task) => sum + task.activeCalls, 0)
  expect(calling((await share(still.speed)).simulator)).toBe(3)

  let { simulator, isPaused } = await share(500)
  // On a machine that stood still meanwhile every order of b may have been dialled before it could be paused.
  for (let again = 0; again < 20 && !isPaused; again += 1) ({ simulator, isPaused } = await share(500))
  while (simulator.records.tasks().some(task => task.userTaskID !== 'b' && task.taskStatus === 2)) {
    expect(calling(simulator)).toBeLessThanOrEqual(3)
    await pause(2)
  }
  expect(simulator.records.tasks().map(task => task.taskStatus)).toEqual([3, 5, 3])
})

test('a task ends when the last orders it had left were deleted', async () => {
  const simulator = await simulate()
  await callbot(simulator, 'createAndCall', taskBody('t', rows('o', 3), { setting: { startupType: 1 } }))
  await callbot(simulator, 'stopOrder', inTask({ orderIDs: ['o-0'] }))
  await callbot(simulator, 'stopOrder', inTask({ orderIDs: ['o-1', 'o-2'], delCall: 1 }))
  await callbot(simulator, 'mgrTaskStatus', inTask({ taskOperate: 1 }))
  await simulator.settled()
  expect(simulator.records.tasks()).toMatchObject([{ taskStatus: 3, orders: 1 }])
})
