import { expect, onTestFinished, test } from 'vitest'
import type { WriteAction } from '../../src-contract/model/write.ts'
import { createOperatePlanner } from '../../src-core/tasks/operate-plan.ts'
import { startSimulator } from '../../src-simulator/simulator.ts'
import { clientOf, refusalOf } from '../api/callbot-rig.ts'
import { openSyncRig } from '../sync/sync-rig.ts'

type Operate = Extract<WriteAction, { do: 'operate' }>

/** A task of 40 orders at the simulator, pulled into the cache, and the planner over both. */
async function withTask(kind: 'callbot' | 'nxlink' = 'callbot') {
  // The platform's time all but stands, so that the calls under way at first are under way throughout.
  const sim = await startSimulator({ webhooks: false, speed: 0.01 })
  onTestFinished(() => sim.close())
  const callbot = clientOf(sim.url, sim.credentials.callbot)
  const rig = openSyncRig({ callbot })
  sim.loadTask({ taskName: 'Wave 1', orders: 40, userTaskID: 'u1', maxCall: 5 })
  const pull = async () => {
    for (const what of ['tasks', 'orders'] as const) {
      const { id } = rig.sync.start('cb', what, what === 'orders' ? 'u1' : null)
      await rig.sync.finished(id)
    }
  }
  await pull()
  const asked: string[] = []
  const planner = createOperatePlanner({
    tasks: rig.tasks,
    orders: rig.orders,
    deletions: rig.deletions,
    bus: rig.bus,
    api: { callbot: () => callbot },
    account: () => ({ kind }),
    now: () => Date.now(),
    pollSoon: (_accountId, userTaskID) => void asked.push(userTaskID),
  })
  const plan = async (change: Partial<Operate>) =>
    planner({ do: 'operate', accountId: 'cb', userTaskID: 'u1', taskOperate: 1, delCall: 0, ...change })
  return { sim, rig, plan, pull, asked }
}
const codes = (lines: readonly { code: string }[]) => lines.map(line => line.code)

test('starting a task says how many telephones it lets ring, does it, and answers with the ids of the request', async () => {
  const { sim, rig, plan, asked } = await withTask()
  const start = await plan({})
  expect(start).toMatchObject({
    subject: 'Wave 1',
    count: 40,
    irreversible: false,
    destroys: false,
    request: { endpoint: 'mgrTaskStatus', requests: 1 },
    blockers: [],
    warnings: [],
    before: { taskStatus: 1, notDialled: 40, inProgress: 0, total: 40 },
    after: { taskStatus: 2 },
  })
  expect(start.facts).toContainEqual({ field: '', code: 'start_dials', params: { count: 40 } })
  expect(sim.records.tasks()[0]?.taskStatus).toBe(1)
  expect(await start.commit()).toMatchObject({
    requestId: expect.any(String),
    responseId: expect.any(String),
    after: { taskOperate: 1, delCall: 0, taskStatus: 2 },
  })
  expect(sim.records.tasks()[0]?.taskStatus).toBe(2)
  expect(rig.tasks.get('cb', 'u1')?.taskStatus).toBe(2)
  expect(asked).toEqual(['u1'])
  expect(codes((await plan({})).warnings)).toEqual(['already_so'])
})

test('completing with deletion destroys what was not dialled and says that the number moves on; a running task does not expire it', async () => {
  const { sim, rig, plan, pull } = await withTask()
  await (await plan({})).commit()
  await pull()
  const shown = await plan({ taskOperate: 3, delCall: 1 })
  expect(shown).toMatchObject({ irreversible: true, destroys: true, after: { taskStatus: 3 } })
  expect(codes(shown.facts)).toEqual(['running_finish', 'deletes_undialled', 'count_moves', 'complete_final', 'as_of'])
  expect(shown.count).toBe(35)
  const first = sim.records.orders().at(-1)
  if (first) await rig.sync.pullOrdersById('cb', 'u1', [first.orderID])
  const again = await plan({ taskOperate: 3, delCall: 1 })
  expect(again.digest).toBe(shown.digest)
  expect((await plan({ taskOperate: 3, delCall: 0 })).digest).not.toBe(shown.digest)
  await again.commit()
  expect(sim.records.tasks()[0]?.taskStatus).toBe(3)
  expect(sim.records.orders().length).toBeLessThan(40)
  expect(codes((await plan({ taskOperate: 1 })).blockers)).toEqual(['task_ended'])
})

test('pausing leaves what is not dialled waiting; a lost answer is told as such and the platform is asked', async () => {
  const { sim, plan, asked } = await withTask()
  await (await plan({})).commit()
  const pause = await plan({ taskOperate: 2 })
  expect(codes(pause.facts)).toContain('pause_waits')
  sim.setFaults({ paths: ['mgrTaskStatus'], dropAnswerAfterWork: 1 })
  expect((await refusalOf(Promise.resolve(pause.commit()))).code).not.toBe('internal')
  expect(sim.records.tasks()[0]?.taskStatus).toBe(5)
  expect(asked).toEqual(['u1', 'u1'])
})

test('NXLink has no such operation, and a task nobody knows is not found', async () => {
  const { plan } = await withTask('nxlink')
  expect((await plan({})).blockers).toEqual([{ field: 'accountId', code: 'not_supported', params: { what: 'mgrTaskStatus' } }])
  await expect(plan({ userTaskID: 'stranger' })).rejects.toMatchObject({ code: 'not_found' })
})
