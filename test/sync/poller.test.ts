import { expect, onTestFinished, test } from 'vitest'
import { type SimulatorOptions, startSimulator } from '../../src-simulator/simulator.ts'
import { clientOf } from '../api/callbot-rig.ts'
import { eventually, openSyncRig } from './sync-rig.ts'

async function running(options: Partial<SimulatorOptions> = {}, watchMs = 60_000) {
  const sim = await startSimulator({ webhooks: false, speed: 60, idleSeconds: 1, ...options })
  onTestFinished(() => sim.close())
  const callbot = clientOf(sim.url, sim.credentials.callbot)
  const rig = openSyncRig({ callbot })
  const setting = {
    strategyName: 'Once Only',
    startupType: 1,
    startupAt: 0,
    zoneSecond: 0,
    dialAtWeekDay: '1,2,3,4,5,6,7',
    dialAtUpHour: '',
    dialAtDownHour: '',
    maxCall: 50,
    taskName: 'Live',
    taskCallbackUrl: '',
    maxRingTime: 30,
    routeID: '',
  }
  const callList = Array.from({ length: 60 }, (_, index) => ({
    orderID: `o${index}`,
    userPhone: `8615${600_000_000 + index}`,
    other: '',
    userName: '',
    customerName: '',
    params: [],
  }))
  await callbot.createAndCall({
    productID: 'callbot',
    userTaskID: 'live',
    sceneID: 's',
    taskCreateSetting: setting,
    funcFlag: { taskKeep: false, roundRedial: false, wholeTTS: false, smsEnable: false, smsFuncFlag: [], phoneEncrypt: true },
    callInfoList: { orderCallbackUrl: '', callCallbackUrl: '', callList },
  })
  rig.tasks.launched({
    accountId: 'cb',
    userTaskID: 'live',
    taskID: null,
    taskName: 'Live',
    sceneID: 's',
    at: Date.now(),
    watchUntil: Date.now() + watchMs,
  })
  return { sim, rig }
}

const counts = (rig: ReturnType<typeof openSyncRig>) => rig.orders.taskCounts('cb').get('live') ?? { total: 0, finished: 0, inProgress: 0 }

/** Follows a task from before it is started until orders ring; on a machine that stood still over all its calls, another. */
async function untilItRings(): Promise<{ rig: ReturnType<typeof openSyncRig>; inProgress: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const { rig } = await running()
    rig.poller.start()
    await eventually(
      () => rig.tasks.get('cb', 'live')?.taskStatus,
      status => status === 1,
    )
    await rig.start('live')
    const { inProgress } = await eventually(
      () => counts(rig),
      now => now.inProgress > 0 || now.finished === 60,
    )
    if (inProgress > 0 || attempt === 20) return { rig, inProgress }
  }
}

test('a started task is followed without webhooks: orders ring on screen, and at the end every one is finished', async () => {
  const { rig, inProgress } = await untilItRings()
  expect(inProgress).toBeGreaterThan(0)
  await eventually(
    () => counts(rig),
    now => now.total === 60 && now.finished === 60,
  )
  await eventually(
    () => rig.tasks.get('cb', 'live')?.taskStatus,
    status => status === 3,
  )
  expect(rig.tasks.get('cb', 'live')).toMatchObject({ freshSource: 'pulled', stat: { totalOrderCount: 60, finishOrderCount: 60 } })
})

test('without the secret nothing is asked, and polling outlives a platform that does not answer', async () => {
  const { sim, rig } = await running()
  const asked = sim.records.requests().length
  rig.secret.there = false
  rig.poller.start()
  await new Promise(resolve => setTimeout(resolve, 150))
  expect(sim.records.requests()).toHaveLength(asked)
  sim.setFaults({ http500: 1 })
  rig.secret.there = true
  await eventually(
    () => sim.records.requests().length,
    seen => seen > asked,
  )
  sim.setFaults({ http500: 0 })
  await eventually(
    () => rig.tasks.get('cb', 'live')?.taskStatus,
    status => status === 1,
  )
})

test('names for ids come from the platform; what it refuses is named with its answer', async () => {
  const { sim, rig } = await running()
  expect(await rig.taskHandlers['tasks.options']({ accountId: 'cb', sceneID: 's' })).toMatchObject({
    missing: [],
    routes: [{ routeID: 'route-hk-1' }, {}, {}, {}],
    strategies: [{ strategyName: 'Default Strategy' }, {}, {}, {}],
  })
  sim.setFaults({ paths: ['routeList'], answerCode: { code: 1, probability: 1 } })
  const options = await rig.taskHandlers['tasks.options']({ accountId: 'cb', sceneID: '' })
  expect(options.routes).toEqual([])
  expect(options.missing.map(each => each.list).sort()).toEqual(['intents', 'routes', 'strategies'])
})

test('a waiting task that is started elsewhere is noticed', async () => {
  // So slow that it does not end between two looks.
  const { sim, rig } = await running({ speed: 0.01 }, 0)
  await rig.sync.finished(rig.sync.start('cb', 'tasks', null).id)
  expect(rig.tasks.get('cb', 'live')?.taskStatus).toBe(1)
  rig.poller.start()
  sim.startTask('live')
  await eventually(
    () => rig.tasks.get('cb', 'live')?.taskStatus,
    status => status === 2,
  )
})
