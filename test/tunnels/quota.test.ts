import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../src-core/db/open.ts'
import { databases } from '../../src-core/db/open-ours.ts'
import { createQuotaMeter, forecastWebhooks } from '../../src-core/tunnels/quota-meter.ts'
import { createTunnelStore } from '../../src-core/tunnels/tunnel-store.ts'
import { emptyFolder } from '../db/with-folder.ts'

function openMeter(monthlyQuota: number | null) {
  const db = openDatabase({ path: `${emptyFolder()}/ledger.db`, ...databases.ledger })
  onTestFinished(() => void db.close())
  const store = createTunnelStore(db)
  store.put({ settings: { provider: 'ngrok', domain: '', monthlyQuota }, secretPlace: null, pinned: null })
  const time = { now: Date.parse('2026-11-30T23:59:00Z') }
  return { meter: createQuotaMeter({ store, now: () => time.now }), store, time }
}

test('requests are counted by the month, over restarts of the listener, and polling takes over at 90 %', () => {
  const { meter, time } = openMeter(100)
  meter.seen(50)
  meter.seen(80)
  expect(meter.read()).toEqual({ used: 80, limit: 100, since: Date.parse('2026-11-01T00:00:00Z'), pollingTookOver: false })
  meter.seen(9)
  expect(meter.read().used).toBe(89)
  meter.seen(10)
  expect(meter.read()).toMatchObject({ used: 90, pollingTookOver: true })
  time.now += 120_000
  expect(meter.read()).toMatchObject({ used: 0, since: Date.parse('2026-12-01T00:00:00Z'), pollingTookOver: false })
  expect(openMeter(null).meter.read()).toMatchObject({ limit: null, pollingTookOver: false })
})

test('a launch is told how many webhooks it sends back, and what its plan leaves for them', () => {
  const quota = { used: 12_000, limit: 20_000, since: 0, pollingTookOver: false }
  expect(forecastWebhooks(quota, { orders: 2_000, callsPerOrder: 1.5 })).toMatchObject({ forecast: 5_000, left: 6_000 })
  expect(forecastWebhooks(quota, { orders: 3_000, callsPerOrder: 1.5 })).toEqual({
    forecast: 7_500,
    used: 12_000,
    limit: 20_000,
    left: 6_000,
  })
  expect(forecastWebhooks({ ...quota, limit: null }, { orders: 1e6, callsPerOrder: 3 })).toMatchObject({ forecast: 4e6, left: null })
  expect(forecastWebhooks({ ...quota, used: 19_000 }, { orders: 1, callsPerOrder: 0 })).toMatchObject({ left: 0, forecast: 2 })
})
