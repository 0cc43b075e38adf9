import { expect, onTestFinished, test } from 'vitest'
import type { CallbotApi } from '../../src-core/api/callbot-types.ts'
import { AppError } from '../../src-core/app-error.ts'
import { platformTruth, withSending } from './with-sending.ts'

const isOver = (submission: { state: string }) => submission.state === 'done' || submission.state === 'stuck'

/** Writes down every call in order; `ask` stands in front of listTask. */
function watched(ask: () => Promise<void> | void = () => undefined) {
  const calls: string[] = []
  const bend = (api: CallbotApi): CallbotApi => ({
    ...api,
    createAndCall: (body, options) => {
      calls.push('createAndCall')
      return api.createAndCall(body, options)
    },
    addBatchCall: (body, options) => {
      calls.push('addBatchCall')
      return api.addBatchCall(body, options)
    },
    createTask: (body, options) => {
      calls.push('createTask')
      return api.createTask(body, options)
    },
    listTask: async (body, options) => {
      calls.push('listTask')
      await ask()
      return api.listTask(body, options)
    },
  })
  return { calls, bend }
}

test('before a second createAndCall the platform must have said that the task is not there: a failed question is asked again, and nothing leaves', async () => {
  let failing = true
  const { calls, bend } = watched(() => {
    if (failing) throw new AppError('http_status', { status: 500 })
  })
  const { sim, rig } = await withSending({ rows: 100, bend, timings: { backoffBaseMs: 600_000, backoffMaxMs: 600_000 } })
  sim.answerNext({ code: 4001, paths: ['createAndCall'] })
  const { id } = rig.launch()
  const waiting = await rig.until(id, submission => submission.state === 'waiting')
  expect(waiting).toMatchObject({ totals: { notSent: 100 }, nextAt: expect.any(Number) })
  expect(calls).toEqual(['createAndCall', 'listTask'])
  expect(rig.service.journal(id, null).at(-1)).toMatchObject({ event: 'ask_failed', params: { code: 'http_status' } })
  rig.service.tryNow(id)
  await rig.until(id, () => calls.length === 3)
  await rig.until(id, submission => submission.nextAt !== null)
  failing = false
  rig.service.tryNow(id)
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'done', totals: { accepted: 100 } })
  expect(calls).toEqual(['createAndCall', 'listTask', 'listTask', 'listTask', 'createAndCall', 'addBatchCall'])
  expect(sim.records.tasks()).toHaveLength(1)
  expect(platformTruth(sim)).toEqual({ orders: 100, doubled: 0 })
})

test('a question that waiting does not turn around stops the submission with its reason', async () => {
  const { calls, bend } = watched(() => {
    throw new AppError('auth_signature', {}, { retCode: 6 })
  })
  const { sim, rig } = await withSending({ rows: 100, bend })
  sim.answerNext({ code: 4001, paths: ['createAndCall'] })
  const { id } = rig.launch()
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'stuck', problem: { code: 'auth_signature' }, totals: { notSent: 100 } })
  expect(calls).toEqual(['createAndCall', 'listTask'])
})

test('a createTask that was said not to be done is not sent again when its task is there by then', async () => {
  const { calls, bend } = watched()
  const bent = (api: CallbotApi): CallbotApi => {
    const noted = bend(api)
    return {
      ...noted,
      createTask: async (body, options) => {
        await noted.createTask(body, options)
        throw new AppError('platform_busy', {}, { retCode: 7 })
      },
    }
  }
  const { sim, rig } = await withSending({ rows: 50, bend: bent })
  const plan = await rig.planners.launch({ do: 'launch', draftId: rig.draft(), mode: 'createTask' })
  const { submissionId = '' } = await plan.commit()
  expect(await rig.until(submissionId, isOver)).toMatchObject({ state: 'done', totals: { accepted: 50 } })
  expect(calls).toEqual(['createTask', 'listTask', 'addBatchCall'])
  expect(rig.batches(submissionId).map(batch => [batch.endpoint, batch.state])).toEqual([
    ['createTask', 'withdrawn'],
    ['addBatchCall', 'accepted'],
  ])
  expect(sim.records.tasks()).toHaveLength(1)
})

test('a second opening that cannot be written down is stuck with its problem, and those who wait for its place go on', async () => {
  let letGo = () => {}
  const seen = new Promise<void>(resolve => {
    letGo = resolve
  })
  const { calls, bend } = watched(() => seen)
  const { sim, rig } = await withSending({ rows: 100, bend, rules: { startSize: 100, inFlight: 1 } })
  const stray: unknown[] = []
  const note = (reason: unknown) => void stray.push(reason)
  process.on('unhandledRejection', note)
  onTestFinished(() => void process.off('unhandledRejection', note))
  sim.answerNext({ code: 4001, paths: ['createAndCall'] })
  const first = rig.launch()
  rig.withLedger(ledger =>
    ledger.exec(`CREATE TEMP TRIGGER full BEFORE INSERT ON main.batch WHEN new.submission_id = '${first.id}' AND new.number > 1
      BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`),
  )
  await rig.until(first.id, () => calls.includes('listTask'))
  const second = rig.launch()
  await rig.until(second.id, submission => submission.state === 'sending')
  letGo()
  expect(await rig.until(second.id, isOver)).toMatchObject({ state: 'done', totals: { accepted: 100 } })
  expect(await rig.until(first.id, isOver)).toMatchObject({ state: 'stuck', problem: { code: 'internal' }, totals: { notSent: 100 } })
  expect(stray).toEqual([])

  rig.withLedger(ledger => ledger.exec('DROP TRIGGER temp.full'))
  rig.service.resume(first.id)
  expect(await rig.until(first.id, isOver)).toMatchObject({ state: 'done', totals: { accepted: 100 } })
})

test('a problem that itself could not be written down is written as soon as there is room, and nothing leaves before that', async () => {
  const { calls, bend } = watched()
  const { sim, rig } = await withSending({ rows: 100, bend, rules: { startSize: 100, inFlight: 1 } })
  let refused = 0
  rig.withLedger(ledger => {
    ledger.function('noted', () => {
      refused += 1
      return 1
    })
    ledger.exec(`CREATE TEMP TRIGGER full BEFORE INSERT ON main.batch WHEN (SELECT count(*) FROM main.batch) >= 1
        BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END;
      CREATE TEMP TRIGGER fuller BEFORE UPDATE OF state ON main.submission WHEN new.state = 'stuck' AND noted() = 1
        BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END;`)
  })
  sim.answerNext({ code: 4001, paths: ['createAndCall'] })
  const { id } = rig.launch()
  await rig.until(id, () => refused > 0)
  expect(rig.view(id)).toMatchObject({ state: 'sending', problem: null })
  rig.withLedger(ledger => ledger.exec('DROP TRIGGER temp.full; DROP TRIGGER temp.fuller'))
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'stuck', problem: { code: 'internal' } })
  expect(calls).toEqual(['createAndCall', 'listTask'])
})
