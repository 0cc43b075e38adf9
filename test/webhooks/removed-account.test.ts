import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { type Db, openForReading } from '../../src-core/db/open.ts'
import { openOurs } from '../../src-core/db/open-ours.ts'
import { createDeliveryStore } from '../../src-core/webhooks/delivery-store.ts'
import { createReceivingGate } from '../../src-core/webhooks/receiving-gate.ts'
import { defaultReceivingRules } from '../../src-core/webhooks/receiving-rules.ts'
import { createRemovedAccounts } from '../../src-core/webhooks/removed-accounts.ts'
import { until } from '../core/open-test-core.ts'
import { emptyFolder } from '../db/with-folder.ts'
import { callbotAccount, dropRig, openReceivingRig, orderBody, post, signed } from './receiving-rig.ts'

const stays = () => callbotAccount()
const goes = () => callbotAccount({ id: 'account-9', identity: 'uuid-9', secret: 'the ninth secret', webhookToken: 'token-of-account-9' })
/** What no other delivery has in it: the beginning of every phone of the removed account. */
const PHONES = '8613977'

/** Fills the inbox of a folder as the listener would have, every eleventh delivery of the account that stays. */
function fill(dataDir: string, count: number, more: (db: Db) => void = () => {}) {
  const db = openOurs('inbox', dataDir)
  // As the listener thread has it from the first delivery on.
  db.pragma('secure_delete = ON')
  const store = createDeliveryStore(db)
  const toStore = (place: number) => {
    const of = place % 11 === 0 ? stays() : goes()
    const phone = of.id === stays().id ? `5691${place}` : `${PHONES}${String(place).padStart(6, '0')}`
    const body = orderBody(`o${place}`, { userPhone: phone })
    const headers = { ...signed(body, { uuid: of.identity, secretKey: of.secret ?? '' }), 'x-about': phone }
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
    const judged = { verdict: 'verified', marks: 0, httpStatus: 200, retCode: 0, retMsg: '', repeatKey: `key ${of.id} ${place}` } as const
    return { receivedAt: Date.now(), accountId: of.id, kind: 'order' as const, headers: lower, body: Buffer.from(body), ...judged }
  }
  store.add(Array.from({ length: count }, (_, place) => toStore(place + 1)))
  more(db)
  db.close()
}
const note = (db: Db) => createRemovedAccounts(db).note(goes().id, 1)

/** What the inbox holds by account, and the notes of removed ones. */
function contentOf(dataDir: string) {
  const db = openForReading(join(dataDir, 'inbox.db'))
  const by = (table: string) =>
    Object.fromEntries(db.prepare(`SELECT account_id, count(*) FROM ${table} GROUP BY 1`).raw().all() as [string, number][])
  try {
    return { delivery: by('delivery'), signatures: by('seen_signature'), rules: by('receiving_rules'), notes: by('removed_account') }
  } finally {
    db.close()
  }
}
const isDeleted = (dataDir: string) => () => (goes().id in contentOf(dataDir).notes ? null : true)
const hasPhones = (dataDir: string) =>
  ['inbox.db', 'inbox.db-wal'].some(name => existsSync(join(dataDir, name)) && readFileSync(join(dataDir, name)).includes(PHONES))

function rigOf(given: Parameters<typeof openReceivingRig>[0]) {
  const rig = openReceivingRig(given)
  onTestFinished(() => dropRig(rig))
  const rows = async (accountId: string) => (await rig.service.deliveries({ filter: { accountId }, before: null, count: 500 })).rows
  const sendOne = async (orderID: string) => (await post(await rig.url(), orderBody(orderID), signed(orderBody(orderID)))).status
  return { ...rig, rows, sendOne }
}
/** As the account service does it. */
async function remove(rig: ReturnType<typeof rigOf>) {
  await rig.service.noteRemoval(goes().id)
  rig.accounts.pop()
  rig.changed(goes().id)
}

test('none of the bytes of a removed account stay in the inbox, all of another account do, and its webhooks are answered meanwhile', async () => {
  const dataDir = emptyFolder()
  fill(dataDir, 3_300)
  const rig = rigOf({ dataDir, accounts: [stays(), goes()] })
  const goneUrl = await rig.url('order', rig.accounts[1])
  await rig.service.setRules(goes().id, { ...(await rig.service.rules(goes().id)), repeated: 'refuse' })
  await rig.service.settle()
  expect(contentOf(dataDir).delivery).toEqual({ [stays().id]: 300, [goes().id]: 3_000 })
  expect([hasPhones(dataDir), (await rig.rows(goes().id)).length]).toEqual([true, 500])

  await remove(rig)
  const meanwhile: number[] = []
  await until(async () => {
    meanwhile.push(await rig.sendOne(`late ${meanwhile.length}`))
    return isDeleted(dataDir)()
  })
  expect(new Set(meanwhile)).toEqual(new Set([200]))
  expect((await post(goneUrl, orderBody('o'), signed(orderBody('o')))).status).toBe(404)
  expect(contentOf(dataDir)).toEqual({
    delivery: { [stays().id]: 300 + meanwhile.length },
    signatures: { [stays().id]: 300 },
    rules: {},
    notes: {},
  })
  expect(hasPhones(dataDir)).toBe(false)

  await rig.service.settle()
  expect(await rig.rows(goes().id)).toEqual([])
  expect((await rig.rows(stays().id)).length).toBe(300 + meanwhile.length)
  expect(rig.cache.prepare('SELECT count(*) FROM delivery_fact WHERE phone LIKE ?').pluck().get(`${PHONES}%`)).toBe(0)
  expect(rig.orders.knownOrderIDs(stays().id, ['o11', 'o3300', 'late 0']).size).toBe(3)
  expect((await rig.service.status()).waiting).toBe(0)
  expect(rig.said).toEqual([])
})

test('killed in the midst of it, the next start deletes the rest', async () => {
  const dataDir = emptyFolder()
  fill(dataDir, 22_000, note)
  const child = spawn(process.execPath, [fileURLToPath(new URL('./deleting-child.ts', import.meta.url)), dataDir], { stdio: 'ignore' })
  const [, signal] = await once(child, 'exit')
  expect(signal).toBe('SIGKILL')
  const left = contentOf(dataDir)
  expect(left).toMatchObject({ delivery: { [stays().id]: 2_000 }, notes: { [goes().id]: 1 } })
  expect(left.delivery[goes().id]).toBeGreaterThan(0)
  expect(left.delivery[goes().id]).toBeLessThan(20_000)

  const rig = rigOf({ dataDir, accounts: [stays()] })
  await until(isDeleted(dataDir))
  expect(contentOf(dataDir).delivery).toEqual({ [stays().id]: 2_000 })
  expect(hasPhones(dataDir)).toBe(false)
  await rig.service.settle()
  expect(rig.cache.prepare('SELECT count(*) FROM delivery_fact WHERE account_id = ?').pluck().get(goes().id)).toBe(0)
})

test('an account that is in no list loses nothing, and one whose removal did not happen keeps everything', async () => {
  const dataDir = emptyFolder()
  fill(dataDir, 110)
  const everything = { [stays().id]: 10, [goes().id]: 100 }
  const empty = openReceivingRig({ dataDir, accounts: [] })
  await empty.service.settle()
  await empty.close()
  expect(contentOf(dataDir)).toMatchObject({ delivery: everything, notes: {} })

  const ended = openReceivingRig({ dataDir, accounts: [stays(), goes()] })
  await ended.service.noteRemoval(goes().id)
  // Saved between the note and the removal that never came.
  ended.changed(goes().id)
  await ended.service.settle()
  await ended.close()
  expect(contentOf(dataDir)).toMatchObject({ delivery: everything, notes: { [goes().id]: 1 } })

  const rig = rigOf({ dataDir, accounts: [stays(), goes()] })
  await rig.service.settle()
  expect(contentOf(dataDir)).toMatchObject({ delivery: everything, notes: {} })
})

test('with the newest ids deleted nothing waits and what comes is applied, also after the cache was made again', async () => {
  const dataDir = emptyFolder()
  fill(dataDir, 120)
  const first = openReceivingRig({ dataDir, accounts: [stays(), goes()] })
  await first.service.settle()
  await first.service.noteRemoval(goes().id)
  first.accounts.pop()
  first.changed(goes().id)
  await until(isDeleted(dataDir))
  expect(await first.service.status()).toMatchObject({ received: 120, waiting: 0 })
  await first.close()
  for (const name of ['cache.db', 'cache.db-wal', 'cache.db-shm']) rmSync(join(dataDir, name), { force: true })

  const rig = rigOf({ dataDir })
  await rig.service.settle()
  expect(await rig.service.status()).toMatchObject({ received: 120, waiting: 0 })
  expect((await rig.rows(stays().id)).map(row => row.id)).toEqual([110, 99, 88, 77, 66, 55, 44, 33, 22, 11])
  expect(await rig.sendOne('next')).toBe(200)
  await rig.service.settle()
  expect((await rig.rows(stays().id))[0]).toMatchObject({ id: 121, orderID: 'next', effect: 'changed' })
})

test('what was not applied yet when its account went leaves no line and holds nothing up', async () => {
  const dataDir = emptyFolder()
  fill(dataDir, 109)
  const rig = rigOf({ dataDir, accounts: [stays()] })
  await rig.service.settle()
  const lines = rig.cache.prepare("SELECT DISTINCT account_id FROM delivery_fact WHERE account_id <> ''").pluck()
  expect([lines.all(), (await rig.service.status()).waiting]).toEqual([[stays().id], 0])
  expect(await rig.sendOne('next')).toBe(200)
  await rig.service.settle()
  expect((await rig.rows(stays().id))[0]).toMatchObject({ id: 110, effect: 'changed' })
})

test('a slice deletes five hundred or a megabyte, looks through two thousand, and does not wait for a reader', () => {
  const dataDir = emptyFolder()
  fill(dataDir, 5_500, note)
  const db = openOurs('inbox', dataDir)
  onTestFinished(() => void db.close())
  const left = db.prepare('SELECT count(*) FROM delivery WHERE account_id = ?').pluck()
  db.prepare('UPDATE delivery SET body = zeroblob(262144) WHERE account_id = ? AND id > 4000').run(goes().id)
  const removed = createRemovedAccounts(db)
  expect(removed.among([stays().id])).toEqual([goes().id])
  const reader = openForReading(join(dataDir, 'inbox.db'))
  onTestFinished(() => void reader.close())
  reader.exec('BEGIN')
  reader.prepare('SELECT count(*) FROM delivery').get()

  const most: number[] = []
  let before = left.get(goes().id) as number
  let slice = removed.deleteSome(goes().id)
  for (; slice === 'more'; slice = removed.deleteSome(goes().id)) {
    const now = left.get(goes().id) as number
    most.push(before - now)
    before = now
  }
  expect(Math.max(...most)).toBe(500)
  expect(most.slice(0, 10)).toEqual([500, 500, 500, 500, 500, 500, 500, 141, 4, 4])
  expect([slice, removed.among([])]).toEqual(['waits', [goes().id]])
  reader.exec('ROLLBACK')
  expect([removed.deleteSome(goes().id), removed.among([]), left.get(stays().id)]).toEqual(['done', [], 500])

  removed.note('nobody', 2)
  db.prepare('DELETE FROM delivery WHERE id > 500').run()
  for (let copies = 0; copies < 100; copies += 1)
    db.exec(
      'INSERT INTO delivery (received_at, account_id, kind, headers, body, verdict) SELECT received_at, account_id, kind, headers, body, verdict FROM delivery WHERE id <= 500',
    )
  expect(left.get(stays().id)).toBe(45 * 101)
  // 4,545 deliveries of another account.
  expect(Array.from({ length: 4 }, () => removed.deleteSome('nobody'))).toEqual(['more', 'more', 'more', 'done'])
})

test('a delivery on the way while its account is removed is told so and not kept', async () => {
  const gate = createReceivingGate({
    store: { seenSince: () => false, rememberSignatures: () => {}, forgetSignatures: () => {} },
    rules: { get: (_, kind) => defaultReceivingRules(kind), set: () => {} },
    needSecret: () => {},
    now: () => 0,
  })
  const { id, kind, webhookToken } = goes()
  gate.setAccounts([{ id, kind, token: webhookToken }])
  const body = orderBody('o1')
  const lower = Object.fromEntries(Object.entries(signed(body)).map(([name, value]) => [name.toLowerCase(), value]))
  const delivery = { receivedAt: 0, accountId: id, kind: 'order' as const, headers: lower, body: Buffer.from(body) }
  const judged = gate.judge(delivery)
  gate.setAccounts([])
  expect(await judged).toMatchObject({ httpStatus: 404, retCode: 6002 })
  expect([gate.mayKeep(delivery, await judged), gate.notKept()]).toEqual([false, 0])
})
