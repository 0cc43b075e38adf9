import { expect, test } from 'vitest'
import { platformTruth } from '../submissions/with-sending.ts'
import { found, withComparing } from './with-comparing.ts'

test('what was planted is found, settling makes both sides equal, and nothing is sent twice', async () => {
  const { sim, rig, service, compare, plan, sent, orderIDs } = await withComparing(
    { rows: 450, rules: { startSize: 100, inFlight: 2 } },
    { rejectEvery: 50 },
  )
  const id = await sent()
  const before = rig.view(id)
  const { userTaskID, totals } = before
  expect(totals.refused).toBeGreaterThan(0)
  const refused = new Set(rig.service.refused(id, 0, 500).rows.map(order => order.orderID))
  const accepted = orderIDs(id).filter(orderID => !refused.has(orderID))
  const lost = accepted.slice(90, 130)
  const [doubled = '', once = ''] = accepted
  const [takenAfterAll = ''] = refused
  const phoneOf = (orderID: string) => sim.records.order(orderID)?.userPhone ?? ''
  const doubledPhone = phoneOf(once)
  sim.forgetOrders(lost)
  sim.addOrders(userTaskID, [
    { orderID: doubled, userPhone: phoneOf(doubled) },
    { orderID: 'stranger-1', userPhone: '8613911111111' },
    { orderID: 'stranger-2', userPhone: doubledPhone },
    { orderID: takenAfterAll, userPhone: '8613922222222' },
  ])

  const compared = await compare(id)
  expect(compared).toMatchObject({
    state: 'done',
    total: 450,
    asked: 450,
    same: 450 - lost.length - 2,
    toSend: lost.length,
    toAccept: 1,
    settledAt: null,
    problem: null,
  })
  expect(found(compared)).toEqual({ missing: lost.length, found: 1, twice: 2, stranger: 2 })
  expect(service.rows(id, 'twice', 0, 10).rows).toMatchObject([
    { orderID: expect.any(String), times: 2 },
    { orderID: expect.any(String), times: 2 },
  ])
  expect(service.rows(id, 'found', 0, 10).rows).toMatchObject([{ orderID: takenAfterAll, ours: 'refused', callStatus: 1, times: 1 }])
  expect(service.rows(id, 'missing', 39, 10)).toMatchObject({ total: 40, rows: [{ ours: 'accepted', callStatus: null, times: 0 }] })
  expect(service.rows(id, 'stranger', 0, 10).rows).toMatchObject([{ ours: null, rowNumber: null }, { orderID: 'stranger-2' }])

  const planned = await plan(id)
  expect(planned).toMatchObject({ count: lost.length, subject: 'Wave 1', blockers: [], irreversible: false, destroys: false })
  expect(planned.facts.map(({ code, params }) => [code, params.count])).toEqual([
    ['settle_accepts', 1],
    ['settle_sends', 40],
    ['settle_leaves_strangers', 2],
    ['settle_leaves_twice', 2],
  ])
  expect(await planned.commit()).toEqual({ submissionId: id, after: { accepted: 1, sentAgain: 40 } })
  const released = rig.view(id)
  expect(released.totals.total).toBe(450)
  const settled = await rig.until(id, submission => submission.state === 'done')
  expect(settled.totals).toEqual({ ...totals, accepted: totals.accepted + 1, refused: totals.refused - 1 })
  expect(lost.map(orderID => sim.records.order(orderID)?.timesCreated)).toEqual(lost.map(() => 1))
  expect(rig.service.journal(id, null).map(entry => entry.event)).toContain('reconciled')

  const again = await compare(id)
  expect(found(again)).toEqual({ twice: 2, stranger: 2 })
  // The order that is there twice agrees with nobody; everything else does.
  expect(again).toMatchObject({ same: 449, toSend: 0, toAccept: 0 })
  expect(await plan(id)).toMatchObject({ blockers: [{ code: 'nothing_to_settle' }] })
  expect(platformTruth(sim).doubled).toBe(1)
})

test('sums hold whatever a settlement takes out of a batch and puts into it', async () => {
  const { sim, rig, compare, plan, sent, orderIDs, bendLedger } = await withComparing({ rows: 60, rules: { startSize: 20, inFlight: 1 } })
  const id = await sent()
  const ids = orderIDs(id)
  const inBatch = (number: number) => rig.stores.batches.orders(id, number).map(order => order.orderID)
  // The first batch vanished as a whole, of the second one order; one of the third was never written down as sent.
  const [lost, single, unsent] = [inBatch(1), inBatch(2).slice(0, 1), inBatch(3).slice(0, 1)]
  sim.forgetOrders([...lost, ...single])
  bendLedger(`UPDATE submission_order SET state = 'planned', batch_number = NULL WHERE order_id = ?`, unsent[0] ?? '')
  bendLedger('UPDATE batch SET accepted = accepted - 1 WHERE submission_id = ? AND number = 3', id)

  expect(found(await compare(id))).toEqual({ missing: 21, found: 1 })
  await (await plan(id)).commit()
  const done = await rig.until(id, submission => submission.state === 'done')
  expect(done.totals).toMatchObject({ total: 60, accepted: 60, refused: 0, unknown: 0, backoff: 0, notSent: 0 })
  const batches = rig.batches(id)
  expect(batches.slice(0, 3)).toMatchObject([
    { state: 'withdrawn', accepted: 0 },
    { state: 'accepted', accepted: 19 },
    { state: 'accepted', accepted: 19 },
  ])
  expect(batches.find(batch => batch.endpoint === 'listOrder')).toMatchObject({ state: 'accepted', orders: 1, accepted: 1 })
  expect(batches.reduce((sum, batch) => sum + batch.accepted, 0)).toBe(60)
  expect(rig.orderStates(id)).toEqual({ accepted: 60 })
  expect(platformTruth(sim)).toEqual({ orders: 60, doubled: 0 })
  expect(ids.every(orderID => sim.records.order(orderID)?.timesCreated === 1)).toBe(true)
})

test('orders accepted moments ago, and those that come up between the comparison and the click, are not sent again', async () => {
  const { sim, rig, time, compare, plan, sent, orderIDs } = await withComparing({ rows: 30 })
  const id = await sent()
  const [late = '', gone = ''] = orderIDs(id)
  const phone = sim.records.order(late)?.userPhone ?? ''
  sim.forgetOrders([late, gone])
  time.laterMs = 0
  expect(found(await compare(id))).toEqual({ tooNew: 2 })
  expect(await plan(id)).toMatchObject({ count: 0, blockers: [{ code: 'nothing_to_settle' }] })

  time.laterMs = 100_000
  expect(found(await compare(id))).toEqual({ missing: 2 })
  const planned = await plan(id)
  sim.addOrders(rig.view(id).userTaskID, [{ orderID: late, userPhone: phone }])
  expect(await planned.commit()).toMatchObject({ after: { sentAgain: 1 } })
  await rig.until(id, submission => submission.state === 'done')
  expect(platformTruth(sim)).toEqual({ orders: 30, doubled: 0 })
})

test('a settlement needs a fresh comparison of a submission that rests, and settles it once', async () => {
  const { sim, rig, time, compare, plan, sent, orderIDs } = await withComparing({ rows: 20 })
  const id = await sent()
  expect(await plan(id)).toMatchObject({ blockers: [{ code: 'not_compared' }] })
  sim.forgetOrders(orderIDs(id).slice(0, 1))
  await compare(id)
  const first = await plan(id)
  time.laterMs += 11 * 60_000
  expect(await plan(id)).toMatchObject({ blockers: [{ code: 'comparison_old' }] })
  time.laterMs -= 11 * 60_000
  await first.commit()
  await rig.until(id, submission => submission.state === 'done')
  expect(await plan(id)).toMatchObject({ blockers: [{ code: 'already_settled' }] })
  await expect(Promise.resolve(first.commit())).rejects.toMatchObject({ code: 'preview_expired' })
  expect(platformTruth(sim)).toEqual({ orders: 20, doubled: 0 })
})

test('whoever looks at the comparison hears that it was settled', async () => {
  const { sim, rig, compare, plan, sent, orderIDs } = await withComparing({ rows: 20 })
  const id = await sent()
  sim.forgetOrders(orderIDs(id).slice(0, 1))
  await compare(id)
  const planned = await plan(id)
  await new Promise(resolve => setTimeout(resolve, 300))
  const heard: unknown[] = []
  rig.bus.on(event => {
    if (event.name === 'reconciliations') heard.push(event.id)
  })
  await planned.commit()
  expect(heard).toEqual([id])
})

test('what this console withdrew with deletion, or deleted with the task, is never sent again', async () => {
  const { sim, rig, service, compare, plan, sent, orderIDs, bendLedger } = await withComparing({ rows: 20 })
  const id = await sent()
  const { userTaskID } = rig.view(id)
  const [withdrawn = '', deleted = ''] = orderIDs(id)
  sim.forgetOrders([withdrawn, deleted])
  bendLedger(`INSERT INTO withdrawal (id, account_id, state, del_call, total, by, created_at) VALUES ('w', 'cb', 'done', 1, 1, 'Ana', 1)`)
  bendLedger(
    `INSERT INTO withdrawal_order (withdrawal_id, seq, user_task_id, order_id, phone, state) VALUES ('w', 1, ?, ?, '', 'withdrawn')`,
    userTaskID,
    withdrawn,
  )
  expect(await compare(id)).toMatchObject({ same: 19, toSend: 1 })
  expect(service.rows(id, 'missing', 0, 10).rows).toMatchObject([{ orderID: deleted }])
  expect(await plan(id)).toMatchObject({ count: 1, warnings: [{ code: 'settle_deleted_elsewhere' }] })

  // A later import deletes what was not dialled, so what is missing may be what it deleted.
  bendLedger(
    `INSERT INTO submission (id, account_id, kind, user_task_id, task_name, list_id, list_name, form, state, total, batch_size, created_at, finished_at, mode)
     SELECT 'later', account_id, kind, user_task_id, task_name, list_id, list_name, form, 'done', 1, 1, created_at, created_at, 'importBatchCall'
     FROM submission WHERE id = ?`,
    id,
  )
  bendLedger(
    `INSERT INTO batch (submission_id, number, state, endpoint, orders, request_id, sent_at) VALUES ('later', 1, 'accepted', 'importBatchCall', 1, 'r', ?)`,
    Date.now() + 1_000,
  )
  expect(service.latest(id)).toMatchObject({ toSend: 0 })
  bendLedger(`UPDATE batch SET state = 'refused' WHERE submission_id = 'later'`)
  expect(service.latest(id)).toMatchObject({ toSend: 1 })
  bendLedger(
    `INSERT INTO audit_entry (at, by, account_id, account_label, action, subject, outcome, after, previous_hash, hash)
     VALUES (?, 'Ana', 'cb', '', 'write.committed', 'Wave 1', 'done', ?, '', '')`,
    Date.now() + 1_000,
    JSON.stringify({ do: 'operate', userTaskID, taskOperate: 3, delCall: 1 }),
  )
  expect(service.latest(id)).toMatchObject({ toSend: 0 })
  expect(await plan(id)).toMatchObject({
    count: 0,
    facts: [{ code: 'settle_leaves_missing', params: { count: 1 } }],
    blockers: [{ code: 'nothing_to_settle' }],
  })
})

test('a paused submission goes on with what it had not sent, and says so; a stopped one sends nothing any more', async () => {
  const { sim, rig, compare, plan, orderIDs } = await withComparing(
    { rows: 300, rules: { startSize: 5, largestSize: 5, inFlight: 1 } },
    { latencyMs: { min: 20, max: 20 } },
  )
  const { id } = rig.launch()
  await rig.until(id, submission => submission.totals.accepted > 40)
  await compare(id)
  expect((await plan(id)).blockers).toContainEqual({ field: '', code: 'settle_under_way', params: {} })
  rig.service.pause(id)
  await rig.until(id, submission => submission.state === 'paused' && rig.stores.batches.figures(id).sending === 0)
  const [lost = ''] = orderIDs(id)
  sim.forgetOrders([lost])
  await compare(id)
  const { notSent } = rig.view(id).totals
  expect(await plan(id)).toMatchObject({
    count: 1 + notSent,
    facts: [
      { code: 'settle_sends', params: { count: 1 } },
      { code: 'settle_sends_rest', params: { count: notSent } },
    ],
  })
  rig.service.stop(id)
  await rig.until(id, submission => submission.finishedAt !== null)
  expect(await plan(id)).toMatchObject({ count: 0, facts: [{ code: 'settle_leaves_missing' }], blockers: [{ code: 'nothing_to_settle' }] })
})

test('NXLink: a record takes an order over, silence proves nothing and sends nothing', async () => {
  const { sim, rig, service, compare, plan, sent, bendLedger } = await withComparing({ rows: 10 }, { speed: 500 })
  const id = await sent('nx')
  const untouched = await compare(id)
  expect(untouched.counts.missing).toBe(0)
  expect(untouched.same + untouched.counts.noRecord).toBe(10)
  for (const task of sim.records.tasks()) sim.startTask(task.taskID)
  expect(await sim.settled()).toBe(true)
  expect(await compare(id)).toMatchObject({ state: 'done', same: 10, toSend: 0 })

  // The answer was lost and the platform told no more: only the operator could decide, until the calls speak.
  bendLedger(`UPDATE submission_order SET state = 'unknown' WHERE submission_id = ?`, id)
  bendLedger(`UPDATE batch SET state = 'unknown', accepted = 0, unknown_since = 1, next_at = NULL WHERE submission_id = ?`, id)
  bendLedger(`UPDATE submission SET state = 'stuck', finished_at = NULL WHERE id = ?`, id)
  expect(found(await compare(id))).toEqual({ found: 10 })
  const planned = await plan(id)
  expect(planned).toMatchObject({ count: 0, facts: [{ code: 'settle_accepts', params: { count: 10 } }], blockers: [] })
  await planned.commit()
  expect(await rig.until(id, submission => submission.state === 'done')).toMatchObject({ totals: { accepted: 10, unknown: 0 } })
  expect(service.latest(id)).toMatchObject({ toAccept: 0, settledAt: expect.any(Number) })
})

test('a comparison is cancelled by the operator and by a restart, gives up after trouble that stays, and outlives trouble that passes', async () => {
  const { sim, service, compare, sent, bendLedger } = await withComparing({ rows: 400 }, { latencyMs: { min: 5, max: 5 } })
  const id = await sent()
  service.start(id)
  service.start(id)
  service.cancel(id)
  await service.finished(id)
  expect(service.latest(id)).toMatchObject({ state: 'cancelled', total: 400 })

  sim.setFaults({ paths: ['listOrder'], answerCode: { code: 7, probability: 0.3 }, dropAnswerAfterWork: 0.1 })

  expect(await compare(id)).toMatchObject({ state: 'done', asked: 400, same: 400 })
  sim.setFaults({ answerCode: { code: 6003, probability: 1 } })
  expect(await compare(id)).toMatchObject({ state: 'failed', problem: { code: 'auth_permission', retCode: 6003 } })

  bendLedger(`UPDATE reconciliation SET state = 'running', finished_at = NULL`)
  service.recover()
  expect(service.latest(id)).toMatchObject({ state: 'cancelled', finishedAt: expect.any(Number) })
})
