import { expect, test } from 'vitest'
import type { ConsoleEvent } from '../../src-contract/events.ts'
import type { Alert } from '../../src-contract/model/board.ts'
import { isAlertListOpened, setAlertListOpened } from '../../src-renderer/alerts/alert-list-store.ts'
import { showAlert, showClickedAlerts } from '../../src-renderer/alerts/show-alert.ts'
import type { PageBridge } from '../../src-renderer/bridge/bridge.ts'
import { go, goBack, shownScreen } from '../../src-renderer/store/screen-store.ts'

const alert: Alert = {
  id: 7,
  kind: 'silence',
  at: 1000,
  accountId: 'b',
  userTaskID: 't1',
  taskName: 'Reminder',
  params: {},
  filter: { accountId: 'b', userTaskIDs: ['t1'] },
  notifiedAt: 1000,
  seenAt: null,
  endedAt: null,
}

/** A page whose host knows one alert; what is asked of it is written down. */
function openPage(alerts: readonly Alert[] = [alert]) {
  const asked: unknown[] = []
  const listeners = new Set<(event: ConsoleEvent) => void>()
  const bridge = {
    host: 'desktop',
    call: async (name: string, input: unknown) => {
      asked.push([name, input])
      return { ok: true, value: name === 'alerts.list' ? alerts : null }
    },
    onEvent: (listener: (event: ConsoleEvent) => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  } as unknown as PageBridge
  const stop = showClickedAlerts(bridge)
  const tell = async (event: Omit<ConsoleEvent, 'revision'>) => {
    for (const listener of listeners) listener({ revision: 0, ...event })
    await new Promise(setImmediate)
  }
  return { bridge, asked, tell, stop }
}

test('a click on a notification opens what its alert is about, in its account, and marks it seen', async () => {
  const { tell, asked } = openPage()
  await tell({ name: 'open', accountId: 'b', id: '7' })
  expect(shownScreen()).toEqual({ name: 'tasks', userTaskID: 't1' })
  expect(asked).toEqual([
    ['alerts.list', {}],
    ['settings.set', { key: 'activeAccount', value: 'b' }],
    ['alerts.seen', { ids: [7] }],
  ])
  goBack()
})

test('a click on a notification about several alerts opens their list, from the wallboard too', async () => {
  const { tell, asked, stop } = openPage()
  expect(isAlertListOpened()).toBe(false)
  await tell({ name: 'open' })
  expect(isAlertListOpened()).toBe(true)
  setAlertListOpened(false)
  go({ name: 'wallboard' })
  await tell({ name: 'open' })
  expect([isAlertListOpened(), shownScreen(), asked]).toEqual([true, { name: 'tasks' }, []])
  await tell({ name: 'open', id: '7' })
  expect([isAlertListOpened(), shownScreen()]).toEqual([false, { name: 'tasks', userTaskID: 't1' }])
  stop()
})

test('a click of an alert no longer kept and every other event leave the page as it is', async () => {
  const { tell, asked, stop } = openPage()
  const before = shownScreen()
  await tell({ name: 'alerts', id: '7' })
  expect(asked).toEqual([])
  await tell({ name: 'open', id: '8' })
  expect(asked).toEqual([['alerts.list', {}]])
  stop()
  await tell({ name: 'open', id: '7' })
  expect([asked.length, shownScreen()]).toEqual([1, before])
})

test('an alert seen before is shown again without a word to the host, and one of no account stays in the present one', () => {
  const { bridge, asked } = openPage()
  showAlert(bridge, { ...alert, kind: 'tunnelDown', accountId: null, userTaskID: null, filter: null, seenAt: 2000 })
  expect([shownScreen(), asked]).toEqual([{ name: 'tunnel' }, []])
})
