import { expect, test } from 'vitest'
import type { CallbotForm } from '../../src-contract/model/task.ts'
import { proposeVariables } from '../../src-core/submissions/add-proposal.ts'
import { newDraftForm } from '../../src-core/tasks/new-draft.ts'
import { platformTruth, withSending } from './with-sending.ts'

const isOver = (submission: { state: string }) => submission.state === 'done' || submission.state === 'stuck'
const codes = (lines: readonly { code: string }[]) => lines.map(line => line.code)
const endpointsOf = (sim: { records: { requests(): { path: string }[] } }) =>
  sim.records.requests().map(request => request.path.split('/').at(-1))

test('a launch is planned from the preflight: how many orders in how many requests, when they ring, and the exact first request', async () => {
  const { sim, rig } = await withSending({ rows: 1_200, rules: { startSize: 400 } })
  const draftId = rig.draft({ startupType: 3 })
  const plan = await rig.planners.launch({ do: 'launch', draftId, mode: 'createAndCall' })
  expect(plan).toMatchObject({
    accountId: 'cb',
    subject: 'Wave 1',
    count: 1_200,
    irreversible: false,
    destroys: false,
    request: { endpoint: 'createAndCall', requests: 3 },
    blockers: [],
  })
  expect(codes(plan.facts)).toEqual(['orders', 'requests', 'first_call'])
  expect(plan.facts[1]?.params).toEqual({ count: 3, size: 400 })
  expect(JSON.parse(plan.request?.json ?? '').callInfoList.callList).toHaveLength(2)
  expect(sim.records.requests()).toEqual([])

  const told: unknown[] = []
  const { submissionId = '' } = await plan.commit(result => void told.push(result))
  expect(told).toEqual([
    { submissionId, after: expect.objectContaining({ mode: 'createAndCall', orders: 1_200, submission: submissionId }) },
  ])
  expect(await rig.until(submissionId, isOver)).toMatchObject({
    state: 'done',
    mode: 'createAndCall',
    launchedBy: 'Noor',
    trialOf: null,
    skipped: 0,
  })
  expect(platformTruth(sim)).toEqual({ orders: 1_200, doubled: 0 })
})

test('a launch that would do something else by now has another digest, and a draft that was launched is not launched again', async () => {
  const { rig } = await withSending({ rows: 10 }, { latencyMs: { min: 30, max: 30 } })
  const draftId = rig.draft()
  const plan = () => rig.planners.launch({ do: 'launch', draftId, mode: 'createAndCall' })
  const shown = await plan()
  expect((await plan()).digest).toBe(shown.digest)
  rig.contacts.shrinkTo(9)
  const fewer = await plan()
  expect(fewer.digest).not.toBe(shown.digest)
  await fewer.commit()
  expect(codes((await plan()).blockers)).toEqual(['already_launched'])
})

test('createTask first: the task is made without orders, then every order is added', async () => {
  const { sim, rig } = await withSending({ rows: 1_100 })
  const draftId = rig.draft()
  const plan = await rig.planners.launch({ do: 'launch', draftId, mode: 'createTask' })
  expect(codes(plan.facts)).toEqual(['orders', 'task_first', 'requests', 'starts_by_hand'])
  expect(plan.request).toMatchObject({ endpoint: 'createTask', requests: 4 })
  expect(JSON.parse(plan.request?.json ?? '')).not.toHaveProperty('callInfoList')
  const { submissionId = '' } = await plan.commit()
  expect(await rig.until(submissionId, isOver)).toMatchObject({
    state: 'done',
    mode: 'createTask',
    totals: { total: 1_100, accepted: 1_100 },
  })
  expect(endpointsOf(sim)).toEqual(['createTask', 'addBatchCall', 'addBatchCall', 'addBatchCall'])
  expect(rig.batches(submissionId)[0]).toMatchObject({ endpoint: 'createTask', orders: 0, state: 'accepted' })
  expect(sim.records.tasks()).toMatchObject([{ taskName: 'Wave 1', orders: 1_100 }])
})

test.each([
  ['was done', { dropAnswerAfterWork: 1 }, ['createTask', 'listTask', 'addBatchCall'], ['accepted', 'accepted']],
  ['was not done', { resetBeforeWork: 1 }, null, ['withdrawn', 'accepted', 'accepted']],
])('a createTask whose answer is lost is asked about with listTask: it %s', async (_name, fault, endpoints, states) => {
  const { sim, rig } = await withSending({ rows: 50 })
  sim.setFaults({ paths: ['createTask'], ...fault })
  const plan = await rig.planners.launch({ do: 'launch', draftId: rig.draft(), mode: 'createTask' })
  const { submissionId = '' } = await plan.commit()
  await rig.until(submissionId, () => rig.batches(submissionId).some(batch => batch.state === 'unknown'))
  sim.setFaults({ paths: [], dropAnswerAfterWork: 0, resetBeforeWork: 0 })
  expect(await rig.until(submissionId, isOver)).toMatchObject({ state: 'done', totals: { accepted: 50, unknown: 0 } })
  if (endpoints) expect(endpointsOf(sim)).toEqual(endpoints)
  expect(rig.batches(submissionId).map(batch => batch.state)).toEqual(states)
  expect(sim.records.tasks()).toHaveLength(1)
  expect(platformTruth(sim)).toEqual({ orders: 50, doubled: 0 })
})

test('one row is tried with the own phone in a task of its own; the draft stays and is launched afterwards', async () => {
  const { sim, rig } = await withSending({ rows: 20 })
  const draftId = rig.draft({ weekdays: [1], halfHours: [18] })
  const plan = await rig.planners.tryOne({ do: 'tryOne', draftId, rowNumber: 7, phone: '139 1234 5678' })
  expect(plan).toMatchObject({ subject: 'Wave 1 (try one)', count: 1, blockers: [], warnings: [], request: { requests: 1 } })
  expect(codes(plan.facts)).toEqual(['trial_row', 'trial_phone', 'trial_now', 'trial_task', 'draft_stays'])
  const body = JSON.parse(plan.request?.json ?? '')
  expect(body.taskCreateSetting).toMatchObject({ startupType: 3, maxCall: 1, dialAtWeekDay: '1,2,3,4,5,6,7', taskName: 'Wave 1 (try one)' })
  expect(body.callInfoList.callList).toMatchObject([
    { userPhone: '8613912345678', userName: 'Name 7', params: [{ name: 'amount', value: '7' }] },
  ])

  const { submissionId = '' } = await plan.commit()
  expect(await rig.until(submissionId, isOver)).toMatchObject({
    state: 'done',
    mode: 'tryOne',
    trialOf: draftId,
    taskName: 'Wave 1 (try one)',
    totals: { total: 1, accepted: 1 },
  })
  expect(sim.records.orders().map(order => order.userPhone)).toEqual(['8613912345678'])
  expect(rig.draftHandlers['drafts.list']({ accountId: 'cb' })).toHaveLength(1)
  const launch = await rig.planners.launch({ do: 'launch', draftId, mode: 'createAndCall' })
  expect(launch.blockers).toEqual([])
  const launched = await launch.commit()
  expect(await rig.until(launched.submissionId ?? '', isOver)).toMatchObject({ state: 'done', totals: { accepted: 20 } })
})

test('a phone that is none, or a row that is not ready, keeps a trial from being sent', async () => {
  const { sim, rig } = await withSending({ rows: 20 })
  const draftId = rig.draft()
  const plan = await rig.planners.tryOne({ do: 'tryOne', draftId, rowNumber: 21, phone: '12' })
  expect(plan.blockers.map(each => [each.field, each.code])).toEqual([
    ['rowNumber', 'row_not_ready'],
    ['phone', 'phone_too_short'],
  ])
  expect(() => plan.commit()).toThrow(expect.objectContaining({ code: 'task_not_ready' }))
  expect(sim.records.requests()).toEqual([])
})

test('NXLink: one row is tried with ai/createandcall, started at once', async () => {
  const { sim, rig } = await withSending({ rows: 20 })
  const plan = await rig.planners.tryOne({ do: 'tryOne', draftId: rig.draft({}, 'nx'), rowNumber: 1, phone: '+86 139 1234 5678' })
  expect(plan).toMatchObject({ blockers: [], request: { endpoint: 'ai/createandcall' } })
  const { submissionId = '' } = await plan.commit()
  expect(await rig.until(submissionId, isOver)).toMatchObject({ state: 'done', kind: 'nxlink', mode: 'tryOne', totals: { accepted: 1 } })
  expect(sim.records.orders().map(order => order.userPhone)).toEqual(['8613912345678'])
})

test('NXLink: a lost answer is decided by the operator, as taken or as not taken, and the submission goes on', async () => {
  const { sim, rig } = await withSending({ rows: 20, timings: { unknownRoundsMs: [5, 10, 15] } })
  sim.setFaults({ paths: ['createandcall'], dropAnswerAfterWork: 1 })
  const first = await (await rig.planners.launch({ do: 'launch', draftId: rig.draft({}, 'nx'), mode: 'createAndCall' })).commit()
  const second = await (await rig.planners.launch({ do: 'launch', draftId: rig.draft({}, 'nx'), mode: 'createAndCall' })).commit()
  const decide = (submissionId: string, as: 'accepted' | 'notTaken') => rig.planners.decide({ do: 'decide', submissionId, batch: 1, as })
  const [taken = '', free = ''] = [first.submissionId, second.submissionId]
  await rig.until(taken, isOver)
  await rig.until(free, isOver)

  const accept = await decide(taken, 'accepted')
  expect(accept).toMatchObject({ count: 20, irreversible: false, request: null, blockers: [] })
  expect(codes(accept.facts)).toEqual(['decide_sent', 'decide_rounds', 'decide_accepted'])
  await accept.commit()
  expect(await rig.until(taken, isOver)).toMatchObject({ state: 'done', totals: { accepted: 20, unknown: 0 } })
  expect(rig.batches(taken)).toMatchObject([{ state: 'accepted', decidedBy: 'Noor' }])
  await rig.until(taken, ({ userTaskID }) => rig.orders.taskCounts('nx').get(userTaskID)?.total === 20)
  expect(rig.service.journal(taken, 1).map(entry => entry.event)).toContain('decided_accepted')

  sim.setFaults({ paths: [], dropAnswerAfterWork: 0 })
  const again = await decide(free, 'notTaken')
  expect(again).toMatchObject({ count: 20, irreversible: true })
  expect(codes(again.facts)).toContain('decide_not_taken')
  await again.commit()
  expect(await rig.until(free, isOver)).toMatchObject({ state: 'done', totals: { accepted: 20, unknown: 0 } })
  expect(rig.batches(free).map(batch => [batch.state, batch.decidedBy])).toEqual([
    ['withdrawn', 'Noor'],
    ['accepted', null],
  ])
  expect(codes((await decide(free, 'accepted')).blockers)).toEqual(['not_unknown'])
})

test('a batch that is still being asked about is not decided', async () => {
  const { sim, rig } = await withSending({ rows: 20, timings: { unknownRoundsMs: [60_000] } })
  sim.setFaults({ paths: ['createandcall'], dropAnswerAfterWork: 1 })
  const { id } = rig.launch({}, 'nx')
  await rig.until(id, submission => submission.totals.unknown === 20)
  const plan = await rig.planners.decide({ do: 'decide', submissionId: id, batch: 1, as: 'notTaken' })
  expect(codes(plan.blockers)).toEqual(['still_asking'])
  expect(() => plan.commit()).toThrow(expect.objectContaining({ code: 'conflict' }))
  expect(rig.view(id).totals.unknown).toBe(20)
})

test('refused orders are counted by the reason the platform gave, and pausing, resuming and stopping stand in the audit', async () => {
  const { rig } = await withSending({ rows: 1_200 }, { rejectEvery: 10, latencyMs: { min: 20, max: 20 } })
  const { id } = rig.launch()
  rig.service.pause(id)
  rig.service.resume(id)
  const { totals } = await rig.until(id, isOver)
  const reasons = await rig.submissionHandlers['submissions.refusedReasons']({ id })
  expect(reasons.reduce((sum, each) => sum + each.count, 0)).toBe(totals.refused)
  expect(reasons.every(each => each.reason !== '')).toBe(true)
  const other = rig.launch()
  rig.service.stop(other.id)
  expect(rig.audited.filter(fact => fact.action.startsWith('submission.'))).toMatchObject([
    { action: 'submission.paused', accountId: 'cb', subject: 'Wave 1', after: { submission: id, total: 1_200, notSent: 1_200 } },
    { action: 'submission.resumed', accountId: 'cb', subject: 'Wave 1', before: { state: 'paused' } },
    { action: 'submission.stopped', accountId: 'cb', subject: 'Wave 1', after: { submission: other.id } },
  ])
})

test('the same mapping with another list: by its own mapping, by its header, whatever the case, or not at all', () => {
  const list = {
    columns: ['phone', 'sum due', 'Due Date', 'city'],
    mapping: { phone: 0, name: null, customerName: null, other: null, variables: [{ name: 'amount', column: 1 }], defaultCountry: null },
  }
  const form = {
    ...(newDraftForm({ account: { kind: 'callbot', simulator: true }, list: null, timeZone: 'UTC' }) as CallbotForm),
    variables: ['amount', 'due date', 'city', 'agent'].map(name => ({ name, column: 9 })),
  }
  expect(proposeVariables(form, list).variables).toEqual([
    { name: 'amount', column: 1 },
    { name: 'due date', column: 2 },
    { name: 'city', column: 3 },
    { name: 'agent', column: null },
  ])
  expect(proposeVariables(null, list).variables).toEqual([{ name: 'amount', column: 1 }])
})
