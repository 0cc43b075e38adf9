import { expect, test } from 'vitest'
import type { WriteAction } from '../../src-contract/model/write.ts'
import type { Simulator } from '../../src-simulator/simulator.ts'
import { phoneOfRow, type SendingRig } from './sending-rig.ts'
import { platformTruth, withSending } from './with-sending.ts'

const isOver = (submission: { state: string }) => submission.state === 'done' || submission.state === 'stuck'
const codes = (lines: readonly { code: string }[]) => lines.map(line => line.code)
const factOf = (plan: { facts: readonly { code: string; params: object }[] }, code: string) =>
  plan.facts.find(each => each.code === code)?.params

/** A task with the orders of rows 1 to `rows`, launched and accepted; and a second list of rows 51 to 50 + `more`. */
async function withTask(rows: number, more: number, ...[options = {}, simulator = {}]: [object?, object?]) {
  const { sim, rig } = await withSending({ rows, ...options }, simulator)
  const { id } = rig.launch()
  const { userTaskID, totals } = await rig.until(id, isOver)
  // Accepted orders follow into the cache beside the sending.
  await rig.until(id, () => rig.orders.taskCounts('cb').get(userTaskID)?.total === totals.accepted)
  rig.contacts.add('more', more, row => phoneOfRow(50 + row), { name: 'More' })
  const plan = (change: Partial<Extract<WriteAction, { do: 'addOrders' }>> = {}) =>
    rig.planners.addOrders({
      do: 'addOrders',
      accountId: 'cb',
      userTaskID,
      listId: 'more',
      mode: 'addBatchCall',
      variables: [{ name: 'amount', column: 2 }],
      ...change,
    })
  return { sim, rig, id, userTaskID, plan }
}

const phonesAt = (sim: Simulator) => sim.records.orders().map(order => order.userPhone)
const importing = { mode: 'importBatchCall' } as const

test('orders are added to a task that is there, without the numbers it has: the preview counts them exactly', async () => {
  const { sim, rig, id, userTaskID, plan } = await withTask(100, 4_000)
  const shown = await plan()
  expect(shown).toMatchObject({
    subject: 'Wave 1',
    count: 3_950,
    irreversible: false,
    destroys: false,
    blockers: [],
    request: { endpoint: 'addBatchCall', requests: 8 },
  })
  expect([factOf(shown, 'fresh'), factOf(shown, 'already_there')]).toEqual([{ count: 3_950, list: 'More' }, { count: 50 }])
  expect(JSON.parse(shown.request?.json ?? '').callInfoList.callList[0]).toMatchObject({ userPhone: phoneOfRow(101) })
  const { submissionId = '' } = await shown.commit()
  expect(await rig.until(submissionId, isOver)).toMatchObject({
    state: 'done',
    mode: 'addBatchCall',
    userTaskID,
    skipped: 50,
    totals: { total: 3_950, accepted: 3_950 },
  })
  expect(platformTruth(sim)).toEqual({ orders: 4_050, doubled: 0 })
  expect(new Set(phonesAt(sim)).size).toBe(4_050)
  expect(sim.records.tasks()).toMatchObject([{ userTaskID, orders: 4_050 }])
  // What the task was launched with stays what it was launched with.
  expect(rig.launchedWith('cb', userTaskID)).toMatchObject({ id: submissionId, launch: { at: rig.service.get(id).createdAt } })
  const again = await plan()
  expect([again.count, codes(again.blockers)]).toEqual([0, ['nothing_fresh']])
})

test('refused numbers are no orders of the task and may be added again; a submission under way is said', async () => {
  const { sim, rig, id, userTaskID, plan } = await withTask(100, 60, {}, { rejectEvery: 10 })
  const refused = rig.service.refused(id, 0, 500).rows.map(row => row.phone)
  const rows = Array.from({ length: 60 }, (_, row) => phoneOfRow(51 + row))
  const there = rows.filter(phone => phonesAt(sim).includes(phone)).length
  expect(refused.some(phone => rows.includes(phone))).toBe(true)
  const shown = await plan()
  expect([shown.count, factOf(shown, 'already_there')]).toEqual([60 - there, { count: there }])
  rig.contacts.add('third', 5, row => phoneOfRow(900 + row), { name: 'Third' })
  sim.setFaults({ paths: ['addBatchCall'], answerCode: { code: 7, probability: 1 } })
  const waiting = await (await plan({ listId: 'third' })).commit()
  await rig.until(waiting.submissionId ?? '', submission => submission.totals.backoff === 5)
  expect(codes((await plan()).warnings)).toEqual(['also_sending'])
  expect(codes((await plan(importing)).blockers)).toEqual(['submission_under_way'])
  expect(rig.submissionHandlers['submissions.addProposal']({ accountId: 'cb', userTaskID, listId: 'more' })).toEqual({
    variables: [{ name: 'amount', column: 2 }],
  })
})

test('paused while orders are written down, the rest is still compared with the task', async () => {
  const { rig, plan } = await withTask(100, 5_000)
  const { submissionId = '' } = await (await plan()).commit()
  rig.service.pause(submissionId)
  await new Promise(resolve => setTimeout(resolve, 60))
  expect(rig.service.get(submissionId).planDone).toBe(false)
  rig.service.resume(submissionId)
  expect(await rig.until(submissionId, isOver)).toMatchObject({ skipped: 50, totals: { total: 4_950, accepted: 4_950 } })
})

test('a task made elsewhere gets orders by the mapping of the list; what cannot be known is said', async () => {
  const { sim, rig } = await withSending({ rows: 30 })
  sim.loadTask({ taskName: 'Loaded', orders: 3, userTaskID: 'u1' })
  rig.tasks.upsert(
    [
      {
        accountId: 'cb',
        userTaskID: 'u1',
        taskID: 't1',
        taskName: 'Loaded',
        sceneID: 's',
        taskStatus: 1,
        createdAt: 1,
        stat: statOf(3),
        raw: '',
      },
    ],
    'pulled',
    Date.now(),
  )
  const shown = await rig.planners.addOrders({
    do: 'addOrders',
    accountId: 'cb',
    userTaskID: 'u1',
    listId: 'list',
    mode: 'addBatchCall',
    variables: [{ name: 'amount', column: 2 }],
  })
  expect(shown).toMatchObject({ count: 30, blockers: [], subject: 'Loaded' })
  expect(codes(shown.warnings)).toEqual(['variables_unknown', 'no_callbacks', 'cache_incomplete'])
  const { submissionId = '' } = await shown.commit()
  expect(await rig.until(submissionId, isOver)).toMatchObject({ state: 'done', totals: { accepted: 30 } })
  expect(rig.launchedWith('cb', 'u1')).toEqual({ id: submissionId, launch: null })
  expect(sim.records.tasks()).toMatchObject([{ userTaskID: 'u1', orders: 33 }])
})

test('an import leaves out only numbers that were dialled; masked numbers of a task are said, because they cannot be compared', async () => {
  const { rig } = await withSending({ rows: 4 })
  const order = (orderID: string, phone: string, finish: boolean) => ({
    ...{ orderID, userTaskID: 'u1', taskID: 't1', phone, name: '', sceneID: 's', finish, other: '', call: null, raw: '' },
  })
  const told = [order('o1', phoneOfRow(1), false), order('o2', phoneOfRow(2), true), order('o3', `+${phoneOfRow(3)}`, false)]
  rig.orders.upsertOrders('cb', told, 'pulled', Date.now())
  const task = { accountId: 'cb', userTaskID: 'u1', taskID: 't1', taskName: 'Loaded', sceneID: 's', taskStatus: 5, createdAt: 1 }
  rig.tasks.upsert([{ ...task, stat: null, raw: '' }], 'pulled', Date.now())
  const plan = (mode: 'addBatchCall' | 'importBatchCall') =>
    rig.planners.addOrders({ do: 'addOrders', accountId: 'cb', userTaskID: 'u1', listId: 'list', mode, variables: [] })
  const [added, imported] = [await plan('addBatchCall'), await plan('importBatchCall')]
  expect([added.count, factOf(added, 'already_there')]).toEqual([1, { count: 3 }])
  expect([imported.count, factOf(imported, 'import_replaces'), factOf(imported, 'already_there')]).toEqual([3, { count: 2 }, { count: 1 }])
  expect(codes(added.warnings)).not.toContain('phones_masked')
  rig.orders.upsertOrders('cb', [order('o4', '8615****0004', false)], 'pulled', Date.now())
  expect(codes((await plan('addBatchCall')).warnings)).toContain('phones_masked')
})

test('what keeps orders from being added is named: a task that has ended, a variable left out, a column that is not there, a list that is gone', async () => {
  const { rig, userTaskID, plan } = await withTask(10, 10)
  expect(codes((await plan({ variables: [] })).blockers)).toEqual(['variable_missing'])
  expect(codes((await plan({ variables: [{ name: 'amount', column: 9 }] })).blockers)).toEqual(['column_missing'])
  expect(codes((await plan({ listId: 'gone' })).blockers)).toEqual(['list_missing'])
  rig.tasks.setStatus('cb', userTaskID, 3, Date.now())
  expect(codes((await plan()).blockers)).toEqual(['task_ended'])
})

test('an import replaces what was not dialled, in one request whatever the size of a batch, and says so before', async () => {
  const { sim, rig, userTaskID, plan } = await withTask(100, 1_500, { rules: { largestSize: 2_000 } }, { maxArray: 2_000 })
  const shown = await plan(importing)
  // Rows 51 to 100 wait in the task: the import deletes them with the rest and brings them back.
  expect(shown).toMatchObject({ count: 1_500, irreversible: true, destroys: true, request: { endpoint: 'importBatchCall', requests: 1 } })
  expect([factOf(shown, 'import_deletes'), factOf(shown, 'import_replaces')]).toEqual([{ count: 100 }, { count: 50 }])
  const { submissionId = '' } = await shown.commit()
  expect(await rig.until(submissionId, isOver)).toMatchObject({ state: 'done', mode: 'importBatchCall', totals: { accepted: 1_500 } })
  expect(sim.records.requests().filter(request => request.path.endsWith('importBatchCall'))).toHaveLength(1)
  expect(sim.records.tasks()).toMatchObject([{ userTaskID, orders: 1_500, batch: 2 }])
  expect(codes((await plan()).warnings)).toEqual(['counts_behind'])
  expect(platformTruth(sim).doubled).toBe(0)
})

test('an import longer than one request may be is not begun; one the platform finds too long is not halved', async () => {
  const long = await withTask(10, 2_500, { rules: { largestSize: 2_000 } })
  const shown = await long.plan(importing)
  expect(shown.blockers).toEqual([{ field: 'listId', code: 'import_too_long', params: { count: 2_500, most: 2_000 } }])

  const { sim, rig, plan } = await withTask(10, 600, {}, { maxArray: 500 })
  const { submissionId = '' } = await (await plan(importing)).commit()
  expect(await rig.until(submissionId, isOver)).toMatchObject({
    state: 'stuck',
    problem: { code: 'too_many_elements', retCode: 4001 },
    totals: { total: 600, notSent: 600 },
    pace: { tooMany: 600 },
  })
  expect(sim.records.requests().filter(request => request.path.endsWith('importBatchCall'))).toHaveLength(1)
  rig.service.stop(submissionId)
  await rig.until(submissionId, submission => submission.finishedAt !== null)
  expect(codes((await plan(importing)).blockers)).toEqual(['import_too_long'])
  expect(sim.records.tasks()).toMatchObject([{ orders: 10, batch: 1 }])
})

test('while another import runs at the platform, this one waits and is tried again', async () => {
  const { sim, rig, plan } = await withTask(10, 20)
  sim.setFaults({ paths: ['importBatchCall'], answerCode: { code: 1001, probability: 1 } })
  const { submissionId = '' } = await (await plan(importing)).commit()
  expect(await rig.until(submissionId, submission => submission.state === 'waiting')).toMatchObject({
    totals: { backoff: 20 },
    problem: { code: 'import_running', retCode: 1001 },
  })
  sim.setFaults({ paths: [], answerCode: { code: 0, probability: 0 } })
  expect(await rig.until(submissionId, isOver)).toMatchObject({ state: 'done', totals: { accepted: 20 } })
})

test('an import whose answer is lost is asked about; nothing of it there leaves it to the operator, who sends it again', async () => {
  const { sim, rig, plan } = await withTask(10, 20)
  sim.setFaults({ paths: ['importBatchCall'], resetBeforeWork: 1 })
  const { submissionId = '' } = await (await plan(importing)).commit()
  expect(await rig.until(submissionId, isOver)).toMatchObject({
    state: 'stuck',
    totals: { notSent: 20, unknown: 0 },
    problem: { retCode: null },
  })
  expect(rig.batches(submissionId)).toMatchObject([{ state: 'withdrawn', rounds: 0 }])
  expect(sim.records.tasks()).toMatchObject([{ orders: 10, batch: 1 }])
  sim.setFaults({ paths: [], resetBeforeWork: 0 })
  rig.service.resume(submissionId)
  expect(await rig.until(submissionId, isOver)).toMatchObject({ state: 'done', totals: { accepted: 20 } })
  expect(platformTruth(sim).doubled).toBe(0)
})

test('of an import that came in part, the rest is refused and never imported after it', async () => {
  const { sim, rig, plan } = await withTask(10, 20, {
    bend: (api: import('../../src-core/api/callbot-types.ts').CallbotApi) => ({
      ...api,
      // The platform took half of the list, and its answer got lost.
      importBatchCall: async (body: Parameters<typeof api.importBatchCall>[0]) => {
        const { callInfoList } = body
        await api.importBatchCall({ ...body, callInfoList: { ...callInfoList, callList: callInfoList.callList.slice(0, 10) } })
        throw new (await import('../../src-core/app-error.ts')).AppError('timeout', {})
      },
    }),
  })
  const { submissionId = '' } = await (await plan(importing)).commit()
  expect(await rig.until(submissionId, isOver)).toMatchObject({
    state: 'done',
    totals: { total: 20, accepted: 10, refused: 10, notSent: 0 },
  })
  expect(sim.records.requests().filter(request => request.path.endsWith('importBatchCall'))).toHaveLength(1)
  expect(await reasonsOf(rig, submissionId)).toEqual([{ reason: 'counts_do_not_add_up', count: 10 }])
})

const reasonsOf = (rig: SendingRig, id: string) => rig.submissionHandlers['submissions.refusedReasons']({ id })
const statOf = (totalOrderCount: number) => ({
  answerOrderCount: 0,
  finishOrderCount: 0,
  totalOrderCount,
  totalAnswerCall: 0,
  totalCall: 0,
  finishRate: null,
  answerRate: null,
})

test('NXLink has no way to add to a task', async () => {
  const { rig } = await withSending({ rows: 5 })
  const { id } = rig.launch({}, 'nx')
  const { userTaskID } = await rig.until(id, isOver)
  const plan = await rig.planners.addOrders({
    do: 'addOrders',
    accountId: 'nx',
    userTaskID,
    listId: 'list',
    mode: 'addBatchCall',
    variables: [],
  })
  expect(codes(plan.blockers)).toEqual(['not_supported'])
})
