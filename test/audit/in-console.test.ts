import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { defaultRules } from '../../src-contract/model/account.ts'
import { openTestCore, simulatorPort, type TestCore, until } from '../core/open-test-core.ts'
import { createLeakSearch } from '../security/leak-search.ts'

const whole = { text: '', accountId: null, actions: [], from: null, to: null }
const callbot = {
  kind: 'callbot',
  label: 'Main floor',
  colour: 'petrol',
  uuid: 'uuid-1',
  secretKey: 'KEY-of-the-main-floor-f81d4fae',
  algorithm: 'SHA256',
  baseUrl: 'http://127.0.0.1:9',
} as const
const nxlink = {
  kind: 'nxlink',
  label: 'Agents',
  colour: 'plum',
  accessKey: 'AK-1',
  accessSecret: 'KEY-of-the-agents-7dec11d0a765',
  region: 'custom',
  baseUrl: 'http://127.0.0.1:9',
  tenantId: '',
} as const

const lines = async ({ ask }: TestCore) => (await ask('audit.list', { filter: whole, before: null, count: 500 })).rows
const everything = (folder: string): string => {
  const path = (name: string) => join(folder, name)
  return ['ledger.db', 'ledger.db-wal']
    .filter(name => statSync(path(name), { throwIfNoEntry: false }))
    .map(name => readFileSync(path(name), 'latin1'))
    .join('\n')
}

async function importList(console: TestCore, rows: number): Promise<string> {
  const path = join(console.dataDir, 'uploads', 'people.csv')
  mkdirSync(join(console.dataDir, 'uploads'), { recursive: true })
  writeFileSync(
    path,
    `phone,name\n${Array.from({ length: rows }, (_, row) => `+5691234${String(row).padStart(4, '0')},P${row}`).join('\n')}\nno phone,X\n`,
  )
  const { fileId } = console.core.giveFile({ path, fileName: 'people.csv', sizeBytes: statSync(path).size })
  const mapping = { phone: 0, name: 1, customerName: null, other: null, variables: [], defaultCountry: null }
  const reading = { encoding: 'auto', delimiter: 'auto', header: 'auto' } as const
  const { id } = await console.ask('contacts.import', { fileId, name: 'March people', reading, mapping })
  await until(async () => ((await console.ask('contacts.list', { id })).state === 'ready' ? true : null))
  return id
}

test('who did what is there in the operator’s words, after a restart as well, and the whole of it is intact', async () => {
  const first = await openTestCore()
  const { dataDir } = first
  expect((await first.ask('system.info', {})).profileName).toBe(userInfo().username)
  await first.ask('settings.set', { key: 'profile.name', value: 'Ana' })
  expect((await first.ask('system.info', {})).profileName).toBe('Ana')
  const { id } = await first.ask('accounts.save', callbot)
  await first.ask('accounts.setRules', { id, rules: { ...defaultRules, protection: 'strict' } })
  await first.ask('settings.set', { key: 'panel.order', value: 400 })
  const listId = await importList(first, 20)
  await until(async () => ((await lines(first)).some(line => line.action === 'contacts.imported') ? true : null))
  await first.ask('contacts.remove', { id: listId })
  await first.ask('accounts.remove', { id, confirmLabel: 'Main floor' })
  expect(first.events.some(event => event.name === 'audit')).toBe(true)
  await first.core.close()

  const second = await openTestCore(dataDir)
  expect((await lines(second)).map(({ by, action, subject, accountLabel }) => [by, action, subject, accountLabel]).reverse()).toEqual([
    [userInfo().username, 'audit.began', '', ''],
    [userInfo().username, 'profile.changed', userInfo().username, ''],
    ['Ana', 'account.saved', 'Main floor', 'Main floor'],
    ['Ana', 'account.secret', 'Main floor', 'Main floor'],
    ['Ana', 'account.rules', 'Main floor', 'Main floor'],
    ['Ana', 'contacts.imported', 'March people', ''],
    ['Ana', 'contacts.removed', 'March people', ''],
    ['Ana', 'account.removed', 'Main floor', 'Main floor'],
  ])
  const imported = (await lines(second)).find(line => line.action === 'contacts.imported')
  expect(imported).toMatchObject({
    outcome: 'done',
    after: { fileName: 'people.csv', rowCount: 21, readyCount: 20, state: 'ready', problem: null },
  })
  expect(await second.ask('audit.verify', {})).toMatchObject({ state: 'intact', entries: 8 })

  const other = new Database(join(dataDir, 'ledger.db'))
  other.exec(`DROP TRIGGER audit_entry_no_update; UPDATE audit_entry SET "by" = 'Bruno' WHERE id = 5`)
  other.close()
  expect(await second.ask('audit.verify', {})).toMatchObject({ state: 'broken', entryId: 5, why: 'changed' })
})

test('no secret and no row of a list gets into the audit or its file, whatever was done', async () => {
  const { simulator, startSimulator } = await simulatorPort({ speed: 50 })
  const console = await openTestCore(undefined, { startSimulator })
  const { ask, call } = console
  const secrets = [callbot.secretKey, nxlink.accessSecret, 'KEY-that-was-typed-later-00a0c91e', 'KEY-in-a-refused-call-6bf6f1a2b3']
  const { id } = await ask('accounts.save', callbot)
  await ask('accounts.save', nxlink)
  await ask('accounts.save', { ...callbot, id, label: 'Floor 2', secretKey: secrets[2] })
  await ask('accounts.setSecret', { id, secret: secrets[2] ?? '' })
  await ask('accounts.setRules', { id, rules: { ...defaultRules, typedAbove: 5 } })
  await ask('accounts.test', { ...callbot, id, secretKey: secrets[3] })
  await call('accounts.save', { ...callbot, secretKey: secrets[3] })
  await call('accounts.setSecret', { id: 'nobody', secret: secrets[3] ?? '' })
  const { accountId, userTaskID } = await ask('simulator.explore', {})
  await until(async () => ((await ask('submissions.list', { accountId })).every(each => each.state === 'done') ? true : null))
  const listId = await importList(console, 30)
  const operate = { do: 'operate', accountId, userTaskID, taskOperate: 2, delCall: 0 } as const
  await until(async () => ((await ask('tasks.list', { accountId })).some(task => task.userTaskID === userTaskID) ? true : null))
  const shown = await ask('writes.preview', operate)
  await ask('writes.commit', { token: shown.token ?? '', typed: shown.typed ?? '' })
  simulator.setFaults({ answerCode: { code: 3, probability: 1 } })
  const again = await ask('writes.preview', { ...operate, taskOperate: 1 })
  expect(await call('writes.commit', { token: again.token ?? '', typed: again.typed ?? '' })).toMatchObject({ ok: false })
  simulator.setFaults({ answerCode: { code: 3, probability: 0 } })
  await ask('exports.start', {
    filter: { accountId, text: '' },
    sort: { column: 'phone', direction: 'asc' },
    columns: ['phone', 'name'],
    timeZone: 'UTC',
    orderIDs: null,
  })
  await ask('contacts.remove', { id: listId })
  await ask('accounts.remove', { id, confirmLabel: 'Floor 2' })
  const { id: exportId } = await ask('audit.export', { filter: whole })
  const file = await until(async () => (await ask('exports.list', {})).find(job => job.id === exportId && job.state === 'done') ?? null)

  const told = await lines(console)
  const actions = ['account.saved', 'account.secret', 'account.rules', 'account.removed', 'contacts.imported', 'contacts.removed']
  for (const action of [...actions, 'export.started', 'write.committed', 'write.refused'])
    expect(told.map(line => line.action)).toContain(action)
  expect(told.find(line => line.action === 'write.refused')).toMatchObject({
    requestId: expect.any(String),
    after: { do: 'operate', retCode: 3 },
  })
  const text = `${JSON.stringify(told)}\n${readFileSync(file.path, 'utf8')}`
  for (const secret of secrets) {
    expect(createLeakSearch(secret).inText(text), secret).toEqual([])
    expect(createLeakSearch(secret).inText(everything(console.dataDir)), secret).toEqual([])
  }
  // The simulator's secret is mostly zeros, as other ids are, so it is looked for as a whole.
  for (const row of ['5691234000', 'no phone', simulator.credentials.callbot.secretKey]) expect(text).not.toContain(row)
  expect(readdirSync(join(console.dataDir, 'exports')).some(name => /^audit .*\.jsonl$/.test(name))).toBe(true)
  expect(await ask('audit.verify', {})).toMatchObject({ state: 'intact' })
})
