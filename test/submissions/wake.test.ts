import { expect, test } from 'vitest'
import { startWakeWatch } from '../../src-core/wake-watch.ts'
import { until } from '../core/open-test-core.ts'
import { platformTruth, withSending } from './with-sending.ts'

const isOver = (submission: { state: string }) => submission.state === 'done' || submission.state === 'stuck'
const pauseOf = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

test('a computer that slept, and a network that changed, are noticed once each; time that just passes is not', async () => {
  const world = { now: 1_000_000, addresses: 'en0 10.0.0.5', looks: 0 }
  const told: string[] = []
  const addresses = () => {
    world.looks += 1
    return world.addresses
  }
  const watch = startWakeWatch({ onWake: why => told.push(why), now: () => world.now, addresses, tickMs: 5 })
  const afterThreeTicks = async () => {
    const from = world.looks
    await until(() => (world.looks >= from + 3 ? true : null))
  }
  await afterThreeTicks()
  world.now += 9_000
  await afterThreeTicks()
  expect(told).toEqual([])
  world.now += 3_600_000
  await afterThreeTicks()
  expect(told).toEqual(['slept'])
  world.addresses = ''
  await afterThreeTicks()
  expect(told).toEqual(['slept'])
  world.addresses = 'en0 192.168.1.7'
  await afterThreeTicks()
  expect(told).toEqual(['slept', 'network'])
  watch.close()
  world.now += 3_600_000
  await pauseOf(30)
  expect(told).toEqual(['slept', 'network'])
})

test('after sleep a batch in a long back-off is tried within two seconds, and the next pause is not forgotten for good', async () => {
  const { sim, rig } = await withSending({ rows: 100, timings: { backoffBaseMs: 600_000, backoffMaxMs: 600_000 } })
  sim.setFaults({ answerCode: { code: 7, probability: 1 } })
  const { id } = rig.launch()
  const waiting = await rig.until(id, submission => submission.state === 'waiting')
  expect((waiting.nextAt ?? 0) - (rig.batches(id)[0]?.sentAt ?? 0)).toBeGreaterThan(200_000)
  sim.setFaults({ answerCode: { code: 0, probability: 0 } })
  rig.service.lookAgain()
  const { nextAt } = rig.view(id)
  expect(nextAt).not.toBeNull()
  expect((nextAt ?? 0) - Date.now()).toBeLessThanOrEqual(2_000)
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'done', totals: { accepted: 100 } })
  expect(platformTruth(sim)).toEqual({ orders: 100, doubled: 0 })
})

test('after sleep an unknown batch is asked about, and its orders are not sent again any sooner for it', async () => {
  const { sim, rig } = await withSending({ rows: 100, timings: { unknownRoundsMs: [600_000, 1_200_000, 1_800_000] } })
  sim.setFaults({ paths: ['createAndCall'], resetBeforeWork: 1 })
  const { id } = rig.launch()
  await rig.until(id, submission => submission.totals.unknown === 100 && submission.state === 'waiting')
  sim.setFaults({ resetBeforeWork: 0 })
  rig.service.lookAgain()
  await rig.until(id, () => rig.service.journal(id, 1).some(entry => entry.event === 'asked'))
  expect(rig.service.journal(id, 1).map(entry => entry.event)).toEqual(['written', 'unknown', 'asked'])
  expect(rig.view(id).totals).toMatchObject({ unknown: 100, accepted: 0, notSent: 0 })
  expect(rig.batches(id)).toMatchObject([{ state: 'unknown', rounds: 0, roundsInAll: 3, decidable: false }])
  expect(platformTruth(sim).orders).toBe(0)
})
