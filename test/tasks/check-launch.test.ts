import { expect, test } from 'vitest'
import type { ContactList } from '../../src-contract/model/contact.ts'
import type { CallbotForm, NxlinkForm } from '../../src-contract/model/task.ts'
import { checkLaunch } from '../../src-core/tasks/check-launch.ts'
import { newDraftForm } from '../../src-core/tasks/new-draft.ts'

const list: ContactList = {
  id: 'l',
  name: 'April',
  fileName: 'a.csv',
  sizeBytes: 1,
  encoding: 'utf-8',
  delimiter: ',',
  hasHeader: true,
  columns: ['phone', 'amount'],
  mapping: { phone: 0, name: null, customerName: null, other: null, variables: [{ name: 'amount', column: 1 }], defaultCountry: null },
  state: 'ready',
  rowCount: 10,
  readyCount: 8,
  byReason: {},
  bytesRead: 1,
  rowsPerSecond: 1,
  createdAt: 0,
  finishedAt: 1,
  problem: null,
}
const form: CallbotForm = {
  ...(newDraftForm({ account: { kind: 'callbot', simulator: true }, list, timeZone: 'Asia/Shanghai' }) as CallbotForm),
  callbacks: { mode: 'none', taskCallbackUrl: '', orderCallbackUrl: '', callCallbackUrl: '' },
}
const now = Date.parse('2026-04-02T12:00:00Z')
const check = (change: Partial<CallbotForm>, of: ContactList | null = list, blanks = 0) => {
  const { blockers, warnings } = checkLaunch({
    form: { ...form, ...change },
    list: of,
    now,
    listener: null,
    contacts: { blankCells: () => blanks },
  })
  return { blockers: blockers.map(each => `${each.field} ${each.code}`), warnings: warnings.map(each => `${each.field} ${each.code}`) }
}

test.each<[string, Parameters<typeof check>, ReturnType<typeof check>]>([
  ['a form that is ready', [{}], { blockers: [], warnings: [] }],
  ['no list', [{}, null], { blockers: ['listId list_missing'], warnings: [] }],
  ['a list still being read', [{}, { ...list, state: 'importing' }], { blockers: ['listId list_not_ready'], warnings: [] }],
  ['a list without a row that can be called', [{}, { ...list, readyCount: 0 }], { blockers: ['listId list_empty'], warnings: [] }],
  ['a zone nobody knows', [{ timeZone: 'Mars/Olympus' }], { blockers: ['timeZone zone_unknown'], warnings: [] }],
  [
    'a start an hour ago in its own zone',
    [{ startupType: 2, startupAt: '2026-04-02T19:00' }],
    { blockers: ['startupAt start_past'], warnings: ['halfHours outside_hours'] },
  ],
  [
    'a start that the clock skips',
    [{ startupType: 2, timeZone: 'America/New_York', startupAt: '2027-03-14T02:30' }],
    { blockers: ['startupAt start_skipped'], warnings: expect.anything() as never },
  ],
  [
    'a start that the clock shows twice',
    [{ startupType: 2, timeZone: 'America/New_York', startupAt: '2026-11-01T01:30' }],
    { blockers: [], warnings: ['startupAt start_twice', 'timeZone clock_change', 'halfHours outside_hours'] },
  ],
  ['a clock change in the weeks of the task', [{ timeZone: 'America/Santiago' }], { blockers: [], warnings: ['timeZone clock_change'] }],
  [
    'an immediate start outside the hours',
    [{ startupType: 3 }],
    { blockers: [], warnings: ['halfHours outside_hours', 'startupType starts_by_itself'] },
  ],
  ['blank variables', [{}, list, 3], { blockers: [], warnings: ['variables.0.column variable_blank'] }],
  [
    'webhooks to a listener that is off',
    [{ callbacks: { ...form.callbacks, mode: 'listener' } }],
    { blockers: ['callbacks.mode listener_off'], warnings: [] },
  ],
])('%s', (_name, input, expected) => {
  expect(check(...input)).toEqual(expected)
})

test('what NXLink lacks is said before the launch', () => {
  const nxlink = {
    ...(newDraftForm({ account: { kind: 'nxlink', simulator: true }, list, timeZone: 'UTC' }) as NxlinkForm),
    country: 'CN',
    startupType: 2 as const,
  }
  expect(checkLaunch({ form: nxlink, list, now, listener: null, contacts: { blankCells: () => 0 } })).toMatchObject({
    blockers: [],
    warnings: [{ code: 'no_task_id' }, { code: 'no_schedule_field' }],
  })
})
