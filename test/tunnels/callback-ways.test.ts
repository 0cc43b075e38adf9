import { expect, onTestFinished, test } from 'vitest'
import type { TunnelSettings, TunnelState } from '../../src-contract/model/tunnel.ts'
import { openDatabase } from '../../src-core/db/open.ts'
import { databases } from '../../src-core/db/open-ours.ts'
import { createCallbackStore } from '../../src-core/tunnels/callback-store.ts'
import { createCallbackWays } from '../../src-core/tunnels/callback-ways.ts'
import { emptyFolder } from '../db/with-folder.ts'

const live = (url: string): TunnelState => ({ state: 'live', url, since: 1, probedAt: 1, probeMs: 1 })
const urlsAt = (base: string) => ({
  taskCallbackUrl: `${base}/cb/token/task`,
  orderCallbackUrl: `${base}/cb/token/order`,
  callCallbackUrl: `${base}/cb/token/call`,
})
const own = (publicUrl: string): TunnelSettings => ({ provider: 'own', publicUrl, monthlyQuota: null })
const quick: TunnelSettings = { provider: 'cloudflared', program: '/c', mode: 'quick', publicUrl: '', monthlyQuota: null }

/** Two submissions of two tasks of a real ledger; the tunnel and the tasks are what the test says. */
function openWays() {
  const ledger = openDatabase({ path: `${emptyFolder()}/ledger.db`, ...databases.ledger })
  onTestFinished(() => void ledger.close())
  for (const id of ['1', '2'])
    ledger.exec(`INSERT INTO submission (id, account_id, kind, user_task_id, task_name, list_id, list_name, form, state, total, batch_size, created_at)
      VALUES ('s${id}', 'far', 'callbot', 'u${id}', 'Wave ${id}', 'l', 'l', '{}', 'done', 1, 1, 1)`)
  const given = {
    settings: { provider: 'none' } as TunnelSettings,
    state: { state: 'off' } as TunnelState,
    tookOver: false,
    status: {} as Record<string, number>,
    freshAt: 0,
    unknownAt: null as number | null,
  }
  const accounts: Record<string, { baseUrl: string; kind: 'callbot' }> = {
    far: { baseUrl: 'https://nxbot.nxcloud.com', kind: 'callbot' },
    near: { baseUrl: 'http://127.0.0.1:4000', kind: 'callbot' },
  }
  const ways = createCallbackWays({
    callbacks: createCallbackStore(ledger),
    settings: () => given.settings,
    state: () => given.state,
    tookOver: () => given.tookOver,
    account: id => accounts[id] ?? null,
    task: ({ userTaskID }) =>
      ({ taskStatus: given.status[userTaskID] ?? 2, freshAt: given.freshAt, unknownAt: given.unknownAt, taskName: '' }) as never,
    tasksOfRecords: () => [],
  })
  return { ways, given, ledger }
}

test('a platform elsewhere gets the public address or none, one on this computer the local address unless the public one is local too', () => {
  const { ways, given } = openWays()
  expect([ways.wayIn('far'), ways.wayIn('near'), ways.polling()]).toEqual([{ via: 'none' }, { via: 'local' }, 'noTunnel'])
  given.settings = own('https://hooks.example.com/in/')
  // Known before it is proved, and while it is down.
  given.state = { state: 'connecting', since: 1, tries: 1 }
  const url = 'https://hooks.example.com/in'
  expect([ways.wayIn('far'), ways.wayIn('near'), ways.polling()]).toEqual([{ via: 'tunnel', url }, { via: 'local' }, 'down'])
  given.settings = own('http://127.0.0.1:9000')
  expect(ways.wayIn('near')).toEqual({ via: 'tunnel', url: 'http://127.0.0.1:9000' })
})

test('an address that only the provider can tell is unknown until it connects, kept while it is down, and gone with other settings', () => {
  const { ways, given } = openWays()
  given.settings = quick
  expect(ways.publicUrl()).toBeNull()
  given.state = live('https://one.trycloudflare.com')
  expect(ways.publicUrl()).toBe('https://one.trycloudflare.com')
  given.state = { state: 'connecting', since: 2, tries: 1 }
  expect(ways.publicUrl()).toBe('https://one.trycloudflare.com')
  given.settings = { ...quick, program: '/another' }
  expect(ways.publicUrl()).toBeNull()
})

test('a task is carried while the tunnel is live and every address it was sent with is the present one; otherwise it is deaf and polled', () => {
  const { ways, given, ledger } = openWays()
  const [one, two] = [
    { accountId: 'far', userTaskID: 'u1' },
    { accountId: 'far', userTaskID: 'u2' },
  ]
  given.settings = quick
  given.state = live('https://one.trycloudflare.com')
  ways.publicUrl()
  ways.sentWith('s1', urlsAt('https://one.trycloudflare.com'))
  ways.sentWith('s2', urlsAt('http://127.0.0.1:17180'))
  expect([ways.carries(one), ways.carries(two), ways.isAwaited(), ways.deaf()]).toEqual([true, false, true, []])
  given.tookOver = true
  expect([ways.carries(one), ways.polling()]).toEqual([false, 'quota'])
  given.tookOver = false

  given.state = live('https://two.trycloudflare.com')
  ways.sentWith('s1', urlsAt('https://two.trycloudflare.com'))
  expect(ways.carries(one)).toBe(false)
  expect(ways.deaf()).toEqual([{ ...one, taskName: 'Wave 1', callbackUrl: 'https://one.trycloudflare.com' }])
  expect(ledger.prepare("SELECT callback_url FROM submission WHERE id = 's1'").pluck().get()).toBe('https://two.trycloudflare.com')
  // With no tunnel at all nobody can call back any more.
  given.settings = { provider: 'none' }
  given.state = { state: 'off' }
  expect(ways.deaf()).toHaveLength(1)
  given.status = { u1: 3 }
  expect([ways.deaf(), ways.isAwaited()]).toEqual([[], false])
})

test('a gap touches the tasks that go on and those that ended within it, and nobody else', () => {
  const { ways, given } = openWays()
  given.settings = own('https://hooks.example.com')
  given.state = live('https://hooks.example.com')
  ways.sentWith('s1', urlsAt('https://hooks.example.com'))
  ways.sentWith('s2', urlsAt('https://hooks.example.com'))
  given.status = { u1: 3, u2: 2 }
  given.freshAt = 1_000_000
  expect(ways.touchedSince(2_000_000).map(each => each.userTaskID)).toEqual(['u2'])
  expect(ways.touchedSince(1_000_000).map(each => each.userTaskID)).toEqual(['u1', 'u2'])
})

test('a task that the platform does not have any more calls nobody: it is not deaf, and no probe is sent for it', () => {
  const { ways, given } = openWays()
  given.settings = own('https://hooks.example.com')
  given.state = live('https://hooks.example.com')
  ways.sentWith('s1', urlsAt('https://hooks.example.com'))
  given.settings = own('https://other.example.com')
  given.state = live('https://other.example.com')
  expect([ways.deaf().length, ways.isAwaited()]).toEqual([1, true])
  given.unknownAt = 5
  expect([ways.deaf(), ways.isAwaited()]).toEqual([[], false])
})
