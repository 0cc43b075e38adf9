import { expect, onTestFinished, test, vi } from 'vitest'
import { type ConsoleEvent, eventNames } from '../../src-contract/events.ts'
import type { CoreThreadData } from '../../src-core/threads/core.ts'
import { createCoreLink } from '../../src-main/core-link.ts'
import { until } from '../core/open-test-core.ts'

const thread = new URL('./dying-core-thread.ts', import.meta.url).href
const simulator = { url: 'http://127.0.0.1:1', uuid: 'u', secretKey: 's', accessKey: 'a', accessSecret: 'b' }
const data: CoreThreadData = {
  host: 'browser',
  version: '0',
  dataDir: '',
  exportDir: '',
  keychainService: '',
  sampleContactsFile: '',
  threadFiles: { core: thread, listener: thread, contacts: thread, reader: thread },
}

function openLink(restartGapMs: number) {
  const written: string[] = []
  const events: ConsoleEvent[] = []
  const notices: unknown[] = []
  const link = createCoreLink({
    data,
    notify: notice => void notices.push(notice),
    restartGapMs,
    startSimulator: () => Promise.resolve(simulator),
    log: { write: (level, message) => void written.push(`${level} ${message}`), hide: () => undefined },
  })
  onTestFinished(() => link.close())
  link.onEvent(event => void events.push(event))
  return { link, written, events, notices }
}

test('calls, files, events, notifications and the wish for a simulator cross between the host and the core thread', async () => {
  const { link, events, notices } = openLink(10_000)
  expect(await link.call('echo', { a: 1 })).toEqual({ ok: true, value: { input: { a: 1 }, host: 'browser' } })
  expect(await link.giveFile({ path: '/a', fileName: 'a', sizeBytes: 1 })).toEqual({ ok: true, value: { fileId: 'file-1' } })
  expect(await link.exportFile('x')).toMatchObject({ ok: false, error: { code: 'internal' } })
  expect(await link.call('simulate', {})).toEqual({ ok: true, value: simulator })
  await link.call('emit', {})
  await expect.poll(() => events).toEqual([{ name: 'orders', revision: 1 }])
  await link.call('notice', {})
  await expect.poll(() => notices).toEqual([{ title: 't', body: 'b', target: { accountId: null, alertId: 1 } }])
})

test('a core that dies refuses what is under way, is written down, and comes back with every event name said once', async () => {
  const { link, written, events } = openLink(0)
  expect(await link.call('die', {})).toMatchObject({ ok: false, error: { code: 'internal' } })
  expect(await until(async () => ((await link.call('echo', 1)).ok ? true : null))).toBe(true)
  expect(events.map(({ name }) => name)).toEqual([...eventNames])
  expect(written).toEqual(expect.arrayContaining(['error the core thread died', 'info the core thread was started again']))
})

test('a core that dies after the clock was set back by a day is started again as soon as ever', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const { link } = openLink(1)
  await link.call('echo', 1)
  vi.setSystemTime(Date.now() - 86_400_000)
  await link.call('die', {})
  expect(await until(async () => ((await link.call('echo', 1)).ok ? true : null))).toBe(true)
})

test('a core that dies again at once is not started again before its time, and calls are refused meanwhile', async () => {
  const { link, written } = openLink(3_600_000)
  await link.call('die', {})
  await expect.poll(() => written).toContain('error the core thread died')
  expect(await link.call('echo', 1)).toMatchObject({ ok: false, error: { code: 'internal' } })
  expect(written).not.toContain('info the core thread was started again')
})
