import fc from 'fast-check'
import { expect } from 'vitest'
import { defaultRules } from '../../src-contract/model/account.ts'
import type { Submission } from '../../src-contract/model/submission.ts'
import type { ModelRig, ModelSetup } from './model-rig.ts'
import { outcomes } from './scripted-outcomes.ts'
import { type Behaviour, LATE_MS } from './scripted-platform.ts'

/** What the operator did to each submission, by id; all that the simple model needs to know. */
export interface Model {
  readonly said: Map<string, 'go' | 'paused' | 'stopped'>
}
export type Command = fc.AsyncCommand<Model, ModelRig>

const LAUNCHES = 2

const phonesOf = (count: number) => Array.from({ length: count }, (_, index) => `8613800${String(100_000 + index)}`)

/** A list with a few repeated, refused and poisonous phones, careful rules, and what the platform keeps to itself. */
export const setups: fc.Arbitrary<ModelSetup> = fc
  .record({
    rows: fc.integer({ min: 1, max: 30 }),
    repeats: fc.array(fc.nat(29), { maxLength: 3 }),
    bad: fc.array(fc.nat(29), { maxLength: 3 }),
    poison: fc.array(fc.record({ row: fc.nat(29), code: fc.constantFrom(2 as const, 3 as const, 4 as const) }), { maxLength: 2 }),
    startSize: fc.integer({ min: 1, max: 12 }),
    largestSize: fc.integer({ min: 1, max: 30 }),
    inFlight: fc.integer({ min: 1, max: 5 }),
    requestsPerSecond: fc.option(fc.constantFrom(0.5, 2, 20)),
    maxList: fc.constantFrom(1, 3, 7, 1_000),
    listLagMs: fc.constantFrom(0, 0, 1_000),
    knownTask: fc.constantFrom('refuse' as const, 'merge' as const),
    secretMs: fc.constantFrom(0, 0, 15),
  })
  .map(({ rows, repeats, bad, poison, startSize, largestSize, inFlight, requestsPerSecond, maxList, listLagMs, knownTask, secretMs }) => {
    const own = phonesOf(rows)
    const at = (index: number) => own[index % rows] ?? ''
    return {
      phones: [...own, ...repeats.map(at)],
      rules: { ...defaultRules, startSize, largestSize: Math.max(startSize, largestSize), inFlight, requestsPerSecond },
      limits: {
        maxList,
        bad: new Map(bad.map(index => [at(index), 'blacklisted'] as const)),
        poison: new Map(poison.map(({ row, code }) => [at(row), code] as const)),
        listLagMs,
        knownTask,
      },
      secretMs,
    }
  })

const behaviours: fc.Arbitrary<Behaviour> = fc.record({
  outcome: fc.oneof({ weight: 2, arbitrary: fc.constant('answered' as const) }, { weight: 5, arbitrary: fc.constantFrom(...outcomes) }),
  arriveMs: fc.constantFrom(1, 20, 700),
  answerMs: fc.constantFrom(1, 20, 700, LATE_MS),
})

const open = (rig: ModelRig): Submission[] => rig.submissions().filter(each => each.finishedAt === null && each.state !== 'stopped')

/** A command on one of the open submissions; it does not apply while there is none that fits. */
const onOne = (
  name: string,
  which: number,
  fits: (each: Submission) => boolean,
  act: (model: Model, rig: ModelRig, id: string) => void,
): Command => {
  return {
    check: () => true,
    run: async (model, rig) => {
      const candidates = open(rig).filter(fits)
      const chosen = candidates[which % Math.max(1, candidates.length)]
      if (chosen) act(model, rig, chosen.id)
      await rig.settle()
      checkNow(model, rig)
    },
    toString: () => `${name}(${which})`,
  }
}

const simple = (name: string, act: (model: Model, rig: ModelRig) => void | Promise<void>): Command => ({
  check: () => true,
  run: async (model, rig) => {
    await act(model, rig)
    await rig.settle()
    checkNow(model, rig)
  },
  toString: () => name,
})

const which = fc.nat(1)
const isStopped = (each: Submission) => each.state === 'paused' || each.state === 'stuck'

export const commands: fc.Arbitrary<Command>[] = [
  fc.constantFrom('createAndCall' as const, 'createTask' as const).map(mode => ({
    check: model => model.said.size < LAUNCHES,
    run: async (model, rig) => {
      model.said.set(rig.launch(mode), 'go')
      await rig.settle()
      checkNow(model, rig)
    },
    toString: () => `launch(${mode})`,
  })),
  ...Array.from({ length: 3 }, () =>
    fc.array(behaviours, { minLength: 1, maxLength: 6 }).map(list =>
      simple(`answers(${list.map(each => `${each.outcome} ${each.arriveMs}+${each.answerMs}`).join(', ')})`, (_, rig) => {
        rig.platform.script(list)
      }),
    ),
  ),
  ...Array.from({ length: 4 }, () =>
    fc.constantFrom(1, 10, 50, 300, 1_000, 5_000, 20_000).map(ms => simple(`advance(${ms})`, (_, rig) => rig.advance(ms))),
  ),
  fc.constant(simple('crash()', (_, rig) => rig.crash())),
  which.map(n =>
    onOne(
      'pause',
      n,
      each => each.state !== 'paused',
      (model, rig, id) => {
        rig.service().pause(id)
        model.said.set(id, 'paused')
      },
    ),
  ),
  which.map(n =>
    onOne('resume', n, isStopped, (model, rig, id) => {
      rig.service().resume(id)
      model.said.set(id, 'go')
    }),
  ),
  fc.integer({ min: 1, max: 4 }).map(times =>
    simple(`tryNow x ${times}`, async (_, rig) => {
      for (let click = 0; click < times; click += 1) {
        for (const { id } of open(rig)) rig.service().tryNow(id)
        await rig.advance(10)
      }
    }),
  ),
  which.map(n =>
    onOne(
      'stop',
      n,
      () => true,
      (model, rig, id) => {
        rig.service().stop(id)
        model.said.set(id, 'stopped')
      },
    ),
  ),
  fc.integer({ min: 1, max: 5 }).map(inFlight =>
    simple(`inFlight(${inFlight})`, (_, rig) => {
      rig.rules = { ...rig.rules, inFlight }
    }),
  ),
  fc.boolean().map(on =>
    simple(`readOnly(${on})`, (_, rig) => {
      rig.rules = { ...rig.rules, protection: on ? 'readOnly' : 'normal' }
    }),
  ),
  fc.integer({ min: 1, max: 8 }).map(maxList =>
    simple(`maxList(${maxList})`, (_, rig) => {
      rig.platform.limits.maxList = maxList
    }),
  ),
  fc.boolean().map(on =>
    simple(`keychainLocked(${on})`, (_, rig) => {
      rig.locked = on
    }),
  ),
  fc.integer({ min: 1, max: 3 }).map(times => simple(`readsFail(${times})`, (_, rig) => rig.platform.failReads(times))),
]

/** What must hold after every command. */
export function checkNow(model: Model, rig: ModelRig): void {
  expect(rig.violations).toEqual([])
  const { orders } = rig.platform
  for (const [orderID, order] of orders) expect([orderID, order.times]).toEqual([orderID, 1])
  const ledger = rig.ledgerOrders()
  const known = new Set(ledger.map(row => row.orderID))
  for (const orderID of orders.keys()) expect(known.has(orderID), `${orderID} at the platform was planned`).toBe(true)
  for (const row of ledger) {
    // Under way or unknown says nothing; every other state is a statement about the platform.
    if (row.state === 'accepted') expect(orders.has(row.orderID), `${row.orderID} accepted and at the platform`).toBe(true)
    if (row.state === 'refused') expect(orders.has(row.orderID), `${row.orderID} refused and not at the platform`).toBe(false)
    if (row.state === 'planned') expect(orders.has(row.orderID), `${row.orderID} free to be sent and not at the platform`).toBe(false)
  }
  for (const submission of rig.submissions()) {
    const { total, accepted, refused, unknown, backoff, underWay, notSent } = submission.totals
    expect(accepted + refused + unknown + backoff + underWay + notSent).toBe(total)
    expect(Math.min(accepted, refused, unknown, backoff, underWay, notSent)).toBeGreaterThanOrEqual(0)
    const mine = ledger.filter(row => row.submissionId === submission.id)
    const inState = (state: string) => mine.filter(row => row.state === state).length
    expect({ accepted, refused, unknown, underWay }).toEqual({
      accepted: inState('accepted'),
      refused: inState('refused'),
      unknown: inState('unknown'),
      underWay: inState('sending'),
    })
    const said = model.said.get(submission.id)
    if (said === 'paused') expect(submission.state).toBe('paused')
    if (said === 'stopped') expect(submission.state).toBe('stopped')
    if (said === 'go') expect(['paused', 'stopped']).not.toContain(submission.state)
    expect(submission.problem?.code).not.toBe('internal')
  }
}

/** Faults off, time goes on, everything paused or stuck is resumed: each order gets its outcome, and both sides agree. */
export async function checkEnd(model: Model, rig: ModelRig): Promise<void> {
  rig.platform.faultsOff()
  rig.locked = false
  rig.rules = { ...rig.rules, protection: 'normal', requestsPerSecond: null }
  const allOver = () => rig.submissions().every(each => each.finishedAt !== null)
  for (let round = 0; round < 60 && !allOver(); round += 1) {
    for (const { id, state } of rig.submissions()) {
      if (state !== 'paused' && state !== 'stuck') continue
      rig.service().resume(id)
      model.said.set(id, 'go')
    }
    await rig.advance(10_000)
    checkNow(model, rig)
  }
  const states = rig.submissions().map(({ state, finishedAt, problem, totals }) => ({ state, over: finishedAt !== null, problem, totals }))
  expect(states.filter(each => !each.over)).toEqual([])
  const stopped = new Set([...model.said].filter(([, said]) => said === 'stopped').map(([id]) => id))
  const ledger = rig.ledgerOrders()
  const accepted = ledger.filter(row => row.state === 'accepted').map(row => row.orderID)
  expect(accepted.toSorted()).toEqual([...rig.platform.orders.keys()].toSorted())
  const cached = await rig.cached()
  expect(accepted.filter(orderID => !cached.has(orderID))).toEqual([])
  for (const row of ledger) {
    if (row.state === 'refused') expect(row.reason).not.toBe('')
    else if (row.state !== 'accepted') expect([row.state, stopped.has(row.submissionId)]).toEqual(['planned', true])
  }
}
