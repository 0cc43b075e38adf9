import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { signCallbot } from '../../src-simulator/sign.ts'
import { until } from '../core/open-test-core.ts'
import { fingerprints } from '../db/with-folder.ts'
import { startConsole } from './running-console.ts'
import { mountSmallDisk } from './small-disk.ts'

const account = {
  kind: 'callbot',
  label: 'Floor',
  colour: 'petrol',
  uuid: 'uuid-1',
  secretKey: 'a very secret key',
  algorithm: 'SHA256',
  baseUrl: 'http://127.0.0.1:1',
} as const
const reading = { encoding: 'auto', delimiter: 'auto', header: 'auto' } as const
const mapping = { phone: 0, name: 1, customerName: null, other: null, variables: [], defaultCountry: 'CN' }

/** Reads a database of a running console without touching it. */
function read<T>(dataDir: string, name: string, look: (db: Database.Database) => T): T {
  const db = new Database(join(dataDir, `${name}.db`), { readonly: true })
  try {
    return look(db)
  } finally {
    db.close()
  }
}

const contactFile = (rows: number) =>
  Buffer.from(
    `phone,name\n${Array.from({ length: rows }, (_, row) => `+86156${String(10_000_000 + row)},Contact number ${row}`).join('\n')}\n`,
  )

/** Sends order webhooks as the platform does, and keeps which of them were answered with a yes. */
function createSender(url: string) {
  const acknowledged: string[] = []
  let sent = 0
  return {
    acknowledged,
    async send(size = 2000): Promise<number> {
      sent += 1
      const orderID = `order-${sent}`
      const body = JSON.stringify({
        orderID,
        userTaskID: 't',
        other: 'x'.repeat(size),
        callInfoDetail: { callID: `c-${sent}`, callStatus: 6 },
      })
      const parts = { requestID: `r-${sent}`, createTs: '1700000000', uuid: account.uuid }
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...parts,
          sign: signCallbot('SHA256', { ...parts, secretKey: account.secretKey, body }),
        },
        body,
      })
      const { retCode } = (await answer.json()) as { retCode: number }
      // Whichever of the two the platform looks at, it must see a no.
      if ((answer.status === 200) !== (retCode === 0)) throw new Error(`HTTP ${answer.status} with retCode ${retCode}`)
      if (answer.status === 200) acknowledged.push(orderID)
      return answer.status
    },
  }
}

const orderIdsIn = (dataDir: string) =>
  read(dataDir, 'inbox', db =>
    (db.prepare('SELECT body FROM delivery ORDER BY id').pluck().all() as Buffer[]).map(
      body => (JSON.parse(body.toString('utf8')) as { orderID: string }).orderID,
    ),
  )

test('a full disk is named, no webhook is acknowledged that is not stored, and after space was made everything goes on', async () => {
  const disk = mountSmallDisk(8)
  disk.occupy(1_500_000)
  const dataDir = join(disk.folder, 'data')
  let console = await startConsole(dataDir)
  const { id: accountId } = await console.ask('accounts.save', account)
  const { port } = await console.ask('webhooks.status', {})
  const token = read(dataDir, 'ledger', db => db.prepare('SELECT webhook_token FROM account WHERE id = ?').pluck().get(accountId) as string)
  const sender = createSender(`http://127.0.0.1:${port}/cb/${token}/order`)
  for (let count = 0; count < 20; count += 1) expect(await sender.send()).toBe(200)

  // A file that does not fit is refused and leaves nothing behind.
  expect(await console.upload('huge.csv', contactFile(400_000))).toMatchObject({ ok: false, error: { code: 'disk_full' } })
  expect(readdirSync(join(dataDir, 'uploads'))).toEqual([])

  // One that fits and whose rows do not ends as failed with that reason, and keeps what it has.
  const given = await console.upload('april.csv', contactFile(60_000))
  if (!given.ok) throw new Error(given.error.code)
  const imported = await console.ask('contacts.import', { fileId: given.value.fileId, name: 'April', reading, mapping })
  const list = await until(async () => {
    const seen = await console.ask('contacts.list', { id: imported.id })
    return seen.state === 'importing' ? null : seen
  })
  expect(list).toMatchObject({ state: 'failed', problem: { code: 'disk_full', params: { path: join(dataDir, 'contacts.db') } } })
  expect(list.rowCount).toBe(read(dataDir, 'contacts', db => db.prepare('SELECT count(*) FROM contact_row').pluck().get()))

  disk.fill()
  let refusedInARow = 0
  while (refusedInARow < 20) refusedInARow = (await sender.send()) === 200 ? 0 : refusedInARow + 1
  // Looked at right after a refusal: what is left of the disk may still hold the few bytes by which it is tried.
  const full = await until(async () => {
    await sender.send()
    const status = await console.ask('webhooks.status', {})
    return status.problem === null ? null : status
  })
  expect(full).toMatchObject({
    state: 'listening',
    problem: { code: 'disk_full', params: { path: join(dataDir, 'inbox.db') } },
  })
  let refusal = await console.call('settings.set', { key: 'layout', value: 'x'.repeat(3000) })
  for (let count = 0; refusal.ok && count < 50; count += 1)
    refusal = await console.call('settings.set', { key: `layout${count}`, value: 'x'.repeat(60_000) })
  expect(refusal).toMatchObject({ ok: false, error: { code: 'disk_full', params: { path: dataDir } } })
  expect((await console.call('accounts.list', {})).ok).toBe(true)
  expect(orderIdsIn(dataDir)).toEqual(sender.acknowledged)

  disk.free()
  // It notices by itself, also while nobody sends anything.
  await until(async () => ((await console.ask('webhooks.status', {})).problem === null ? true : null))
  expect(await sender.send()).toBe(200)
  expect(await console.ask('webhooks.status', {})).toMatchObject({ problem: null })
  expect(await console.call('settings.set', { key: 'layout', value: 'wide' })).toMatchObject({ ok: true })
  expect(orderIdsIn(dataDir)).toEqual(sender.acknowledged)
  await until(async () =>
    (
      await console.ask('orders.open', {
        filter: { accountId, orderIDs: [sender.acknowledged.at(-1) ?? ''] },
        sort: { column: 'phone', direction: 'asc' },
        count: 1,
      })
    ).rows.length === 1
      ? true
      : null,
  )

  // kill -9 on a full disk: what was acknowledged is still there, and the start names the disk or works.
  disk.fill()
  await console.stop('SIGKILL')
  console = await startConsole(dataDir)
  const { startProblem } = await console.ask('system.info', {})
  expect([null, 'disk_full']).toContain(startProblem?.code ?? null)
  await console.stop()
  disk.free()
  console = await startConsole(dataDir)
  expect(await console.ask('system.info', {})).toMatchObject({ startProblem: null })
  expect(orderIdsIn(dataDir)).toEqual(sender.acknowledged)
  await until(async () =>
    (
      await console.ask('orders.total', {
        handle: (await console.ask('orders.open', { filter: { accountId }, sort: { column: 'phone', direction: 'asc' }, count: 1 })).handle,
      })
    ).total === sender.acknowledged.length
      ? true
      : null,
  )
  await console.stop()
  for (const name of ['ledger', 'cache', 'contacts', 'inbox'])
    expect([name, read(dataDir, name, db => db.pragma('integrity_check', { simple: true }))]).toEqual([name, 'ok'])
})

test('a disk that is full before the first start is named, and with space the console opens', async () => {
  const disk = mountSmallDisk(2)
  disk.fill()
  const dataDir = join(disk.folder, 'data')
  const refused = await startConsole(dataDir)
  expect(await refused.ask('system.info', {})).toMatchObject({
    startProblem: { code: 'disk_full', params: { path: expect.stringContaining(dataDir) } },
  })
  await refused.stop()
  disk.free()
  const opened = await startConsole(dataDir)
  expect(await opened.ask('system.info', {})).toMatchObject({ startProblem: null })
  await opened.stop()
})

test('a disk that became read-only is named with the path, nothing on it changes, and writable again the console opens', async () => {
  const disk = mountSmallDisk(8)
  const dataDir = join(disk.folder, 'data')
  const first = await startConsole(dataDir)
  await first.ask('accounts.save', account)
  await first.stop()
  disk.remount('ro')
  const before = fingerprints(dataDir)
  const refused = await startConsole(dataDir)
  expect(await refused.ask('system.info', {})).toMatchObject({
    startProblem: { code: 'folder_read_only', params: { path: expect.stringContaining(dataDir) } },
  })
  expect(await refused.call('accounts.list', {})).toMatchObject({ ok: false, error: { code: 'folder_read_only' } })
  await refused.stop()
  expect(fingerprints(dataDir)).toEqual(before)
  disk.remount('rw')
  const again = await startConsole(dataDir)
  expect(await again.ask('accounts.list', {})).toMatchObject([{ label: 'Floor' }])
  await again.stop()
})
