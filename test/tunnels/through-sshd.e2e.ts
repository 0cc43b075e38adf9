import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { CallbotForm } from '../../src-contract/model/task.ts'
import { type CorePorts, defaultTimings } from '../../src-core/ports.ts'
import type { Simulator } from '../../src-simulator/simulator.ts'
import { openTestCore, simulatorPort, until } from '../core/open-test-core.ts'
import { testPorts } from '../core/test-ports.ts'
import { emptyFolder } from '../db/with-folder.ts'
import { cachedOrders, missingOrders } from './cached-orders.ts'
import { freePort, startSshd } from './sshd.ts'
import { isLive, launchTask, openTunnel, quickTunnel, sshSettings, untilTunnel } from './tunnel-console.ts'

/** Only webhooks and the repair of gaps bring anything: the poller looks once an hour. */
const HOUR = 3_600_000

async function openConsole({ speed = 300, pollMs = HOUR, more = {} }: { speed?: number; pollMs?: number; more?: Partial<CorePorts> } = {}) {
  const { simulator, startSimulator } = await simulatorPort({ speed, webhookConcurrency: 4 })
  const sshd = await startSshd()
  onTestFinished(() => sshd.close())
  const timings = { ...defaultTimings, pollMs, tunnel: quickTunnel }
  const console = await openTestCore(undefined, { startSimulator, timings, ...more })
  await console.ask('simulator.start', {})
  const accountId = (await console.ask('accounts.list', {}))[0]?.id ?? ''
  const launch = (orders: number, name: string, form: Partial<CallbotForm> = {}) =>
    launchTask(
      { ask: console.ask, give: file => console.core.giveFile(file) },
      { folder: join(console.dataDir, 'lists'), accountId, orders, name, form },
    )
  return { ...console, simulator, sshd, accountId, launch }
}

/** Goes on when its orders are done, so that orders may come to it, and end, at the moment a test chooses. */
const staysOpen: Partial<CallbotForm> = { taskKeep: true }
/** Orders that somebody adds at the platform; answers once they have come to their end there. */
async function dialMore(simulator: Simulator, userTaskID: string, orders: number): Promise<void> {
  simulator.addOrders(
    userTaskID,
    Array.from({ length: orders }, (_, row) => ({ orderID: `more-${row}`, userPhone: `8613${700_000_000 + row}` })),
  )
  expect(await simulator.settled(120_000)).toBe(true)
}
/** Every order of the platform has come to its end, and the console was told so. */
async function allTold(simulator: Simulator, dataDir: string): Promise<void> {
  expect(await simulator.settled(120_000)).toBe(true)
  await until(() => (missingOrders(simulator, dataDir).length === 0 ? true : null))
}

test('webhooks of the simulator come through a real sshd: signed, stored and applied', async () => {
  const { ask, sshd, simulator, dataDir, accountId, launch } = await openConsole()
  const port = await freePort()
  const live = await openTunnel(ask, sshd, sshSettings(sshd, port))
  expect(live).toMatchObject({
    state: { state: 'live', url: `http://127.0.0.1:${port}` },
    pinned: sshd.fingerprint(),
    polling: null,
    gaps: [],
    deaf: [],
  })
  expect(await ask('webhooks.addresses', { accountId })).toMatchObject({
    orderCallbackUrl: expect.stringContaining(`http://127.0.0.1:${port}/cb/`),
  })

  await launch(30, 'Through the tunnel')
  await allTold(simulator, dataDir)
  const targets = new Set(simulator.records.webhooks().map(({ url, status }) => `${new URL(url).port} ${status}`))
  expect(targets).toEqual(new Set([`${port} 200`]))
  expect([...cachedOrders(dataDir).values()].filter(order => order.source === 'webhook').length).toBe(30)
  // Probes count as well; the meter is read with each of them.
  await untilTunnel(ask, view => view.quota.used > simulator.records.webhooks().length)
})

test('an unknown key waits for the operator, a changed one blocks, and only the key that was compared is trusted', async () => {
  const { ask, call, sshd } = await openConsole()
  const settings = sshSettings(sshd, await freePort())
  const first = await ask('tunnel.save', { settings })
  expect(first.state.state).toBe('connecting')
  const asked = await untilTunnel(ask, view => view.state.state === 'hostKeyNew')
  expect(asked.state).toEqual({ state: 'hostKeyNew', fingerprint: sshd.fingerprint() })
  expect(await call('tunnel.trustHostKey', { fingerprint: 'SHA256:another' })).toMatchObject({ ok: false, error: { code: 'conflict' } })
  await ask('tunnel.trustHostKey', { fingerprint: sshd.fingerprint() })
  await untilTunnel(ask, isLive)

  const pinned = sshd.fingerprint()
  await sshd.kill()
  sshd.changeHostKey()
  await sshd.start()
  const blocked = await untilTunnel(ask, view => view.state.state === 'hostKeyChanged')
  expect(blocked.state).toEqual({ state: 'hostKeyChanged', fingerprint: sshd.fingerprint(), pinned })
  expect(blocked.polling).toBe('down')
  await ask('tunnel.trustHostKey', { fingerprint: sshd.fingerprint() })
  await untilTunnel(ask, isLive)
  const moved = await ask('tunnel.save', { settings: { ...settings, host: 'localhost' } })
  expect(moved.pinned).toBeNull()
})

test('a wrong password is refused by the server, never retried by itself, and stands in no file and no answer', async () => {
  const { ask, sshd, dataDir } = await openConsole()
  const secret = 'wrong-password-4f7a91'
  await ask('tunnel.save', { settings: sshSettings(sshd, 0, { auth: 'password' }), secret })
  await untilTunnel(ask, view => view.state.state === 'hostKeyNew')
  await ask('tunnel.trustHostKey', { fingerprint: sshd.fingerprint() })
  const view = await untilTunnel(ask, ({ state }) => state.state === 'refused')
  expect(view).toMatchObject({ hasSecret: true, state: { problem: { code: 'tunnel_login_refused' } } })
  expect(JSON.stringify(view)).not.toContain(secret)
  const tries = () => sshd.log().filter(line => line.includes('Failed password')).length
  const before = await until(() => tries() || null)
  await new Promise(resolve => setTimeout(resolve, 1_500))
  expect(tries()).toBe(before)
  const holding = readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(secret))
    .map(entry => entry.name)
  expect(holding).toEqual([])
})

test('a server that is killed and comes back: down at once, live again by itself, the gap written down, repaired, and nothing missing', async () => {
  const { ask, sshd, simulator, dataDir, accountId, launch } = await openConsole({ speed: 100 })
  await openTunnel(ask, sshd, sshSettings(sshd, await freePort()))
  const { userTaskID } = await launch(60, 'Cut in the middle', staysOpen)
  await allTold(simulator, dataDir)
  await sshd.kill()
  const cutAt = Date.now()
  const down = await untilTunnel(ask, view => view.state.state === 'down')
  const downAt = Date.now()
  // At once: no probe of this test is ever given up.
  expect(down).toMatchObject({ polling: 'down', state: { problem: { code: expect.stringMatching(/^tunnel_/) } } })
  await untilTunnel(ask, view => view.gaps[0]?.state === 'open')
  expect(await ask('tunnel.gapsOf', { accountId, userTaskID })).toMatchObject([{ state: 'open', to: null }])
  // Orders come to their end while nobody can tell us.
  await dialMore(simulator, userTaskID, 140)
  expect(missingOrders(simulator, dataDir).length).toBe(140)

  const backAt = Date.now()
  await sshd.start()
  await untilTunnel(ask, isLive)
  process.stdout.write(`tunnel: seen to be down after ${downAt - cutAt} ms, live again ${Date.now() - backAt} ms after its server\n`)
  const repaired = await untilTunnel(ask, view => view.gaps[0]?.state === 'repaired')
  const [gap] = repaired.gaps
  expect(gap).toMatchObject({ tasks: 1, problem: null })
  expect(gap?.from).toBeLessThanOrEqual(downAt)
  expect(gap?.to).toBeGreaterThan(backAt)
  expect(gap?.ordersPulled).toBeGreaterThanOrEqual(140)
  expect(missingOrders(simulator, dataDir)).toEqual([])
  expect([...cachedOrders(dataDir).values()].filter(order => order.source === 'pulled').length).toBe(gap?.ordersPulled)
  expect(await ask('tunnel.gapsOf', { accountId, userTaskID })).toMatchObject([{ id: gap?.id, state: 'repaired', tasks: 1 }])
})

test('a listener that ends between two probes leaves a gap all the same, and what it missed is pulled', async () => {
  const { threadFiles } = testPorts('')
  const listener = new URL('../webhooks/dying-listener.ts', import.meta.url).href
  const timings = { ...defaultTimings, pollMs: HOUR, tunnel: { ...quickTunnel, probeEveryMs: 60_000 } }
  const { ask, sshd, simulator, dataDir, launch } = await openConsole({
    speed: 100,
    more: { timings, threadFiles: { ...threadFiles, listener } },
  })
  await openTunnel(ask, sshd, sshSettings(sshd, await freePort()))
  await launch(200, 'While it fell', staysOpen)
  await until(() => (simulator.records.orders().some(order => order.finish) ? true : null))
  const before = Date.now()
  writeFileSync(join(dataDir, 'die'), '')
  await until(async () => ((await ask('webhooks.status', {})).state === 'failed' ? true : null))
  const failedAt = Date.now()
  const { gaps } = await untilTunnel(ask, view => view.gaps.length > 0 && view.gaps.every(gap => gap.state === 'repaired'))
  // The oldest one: on a machine that stands still the hurried probe afterwards may be too late as well.
  const gap = gaps.at(-1)
  expect(gap).toMatchObject({ tasks: 1, problem: null })
  expect(gap?.from).toBeLessThanOrEqual(failedAt)
  expect(gap?.to).toBeGreaterThan(before)
  await allTold(simulator, dataDir)
})

test('what was missed while the console was closed is a gap of the next run, from the last sign before', async () => {
  const { simulator, startSimulator } = await simulatorPort({ speed: 150 })
  const sshd = await startSshd()
  onTestFinished(() => sshd.close())
  const timings = { ...defaultTimings, pollMs: HOUR, tunnel: quickTunnel }
  const dataDir = emptyFolder()
  const first = await openTestCore(dataDir, { startSimulator, timings })
  await first.ask('simulator.start', {})
  const accountId = (await first.ask('accounts.list', {}))[0]?.id ?? ''
  await openTunnel(first.ask, sshd, sshSettings(sshd, await freePort()))
  const { userTaskID } = await launchTask(
    { ask: first.ask, give: file => first.core.giveFile(file) },
    { folder: join(dataDir, 'lists'), accountId, orders: 60, name: 'Overnight', form: staysOpen },
  )
  await allTold(simulator, dataDir)
  const closedAt = Date.now()
  await first.core.close()
  await dialMore(simulator, userTaskID, 120)
  expect(missingOrders(simulator, dataDir).length).toBe(120)

  const second = await openTestCore(dataDir, { startSimulator, timings })
  const openedAt = Date.now()
  const { gaps } = await untilTunnel(second.ask, view => view.gaps[0]?.state === 'repaired')
  expect(gaps.length).toBe(1)
  expect(gaps[0]?.from).toBeGreaterThanOrEqual(closedAt - 1_000)
  expect(gaps[0]?.from).toBeLessThan(openedAt)
  expect(missingOrders(simulator, dataDir)).toEqual([])
})

test('with another public address the tasks that call back to the old one are named and polled', async () => {
  const { ask, write, sshd, simulator, dataDir, accountId, launch } = await openConsole({ pollMs: 100 })
  const before = await openTunnel(ask, sshd, sshSettings(sshd, await freePort()))
  const { userTaskID } = await launch(40, 'Goes deaf', staysOpen)
  expect((await ask('tunnel.get', {})).deaf).toEqual([])
  await ask('tunnel.save', { settings: sshSettings(sshd, await freePort()) })
  const after = await untilTunnel(ask, isLive)
  expect(after.deaf).toEqual([
    { accountId, userTaskID, taskName: 'Goes deaf', callbackUrl: before.state.state === 'live' ? before.state.url : '' },
  ])
  await allTold(simulator, dataDir)
  // A task that is over calls nobody.
  await write({ do: 'operate', accountId, userTaskID, taskOperate: 3, delCall: 0 })
  await untilTunnel(ask, view => view.deaf.length === 0)
})

test('without a tunnel a task is polled and that is said; with a plan that is used up polling takes over', async () => {
  const { ask, sshd, launch, simulator, dataDir } = await openConsole({ pollMs: 100 })
  expect(await ask('tunnel.get', {})).toMatchObject({ state: { state: 'off' }, polling: 'noTunnel', quota: { limit: null } })
  await launch(20, 'Polled')
  await allTold(simulator, dataDir)
  await openTunnel(ask, sshd, sshSettings(sshd, await freePort(), { monthlyQuota: 10 }))
  for (let probe = 0; probe < 12; probe += 1) {
    await ask('tunnel.probeNow', {})
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  const spent = await untilTunnel(ask, view => view.quota.pollingTookOver && isLive(view))
  expect(spent).toMatchObject({ state: { state: 'live' }, polling: 'quota', quota: { limit: 10 } })
  expect(spent.quota.used).toBeGreaterThanOrEqual(9)
  // A launch whose webhooks do not fit into what is left says so, with the numbers.
  const { warnings, facts } = await launch(25, 'Too many for the plan')
  expect(facts).toContainEqual({
    field: '',
    code: 'webhooks_of_plan',
    params: { forecast: expect.any(Number), left: 0, limit: 10 },
  })
  expect(warnings).toContainEqual({
    field: 'callbacks.mode',
    code: 'tunnel_quota',
    params: { forecast: expect.any(Number), used: expect.any(Number), limit: 10, left: 0 },
  })
})
