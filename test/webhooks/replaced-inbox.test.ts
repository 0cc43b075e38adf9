import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openReceivingRig, orderBody, post, type ReceivingRig, signed } from './receiving-rig.ts'
import { list, rigOf } from './strict-rig.ts'

/** A file of SQLite and what belongs to it, as somebody copies it who has closed the console. */
const copyDatabase = (name: string, from: string, to: string) => {
  mkdirSync(to, { recursive: true })
  for (const end of ['', '-wal', '-shm']) {
    rmSync(join(to, name + end), { force: true })
    if (existsSync(join(from, name + end))) copyFileSync(join(from, name + end), join(to, name + end))
  }
}
const drop = (name: string, dataDir: string) => {
  for (const end of ['', '-wal', '-shm']) rmSync(join(dataDir, name + end), { force: true })
}
const send = async (rig: ReceivingRig, ...orderIDs: string[]) => {
  for (const orderID of orderIDs) {
    const body = orderBody(orderID)
    expect((await post(await rig.url(), body, signed(body))).status).toBe(200)
  }
}
const REPLACED = 'inbox.db is another one than the cache was made from: it is applied from its start'
const told = (rig: ReceivingRig) => rig.said.filter(({ message }) => message === REPLACED).length

test('an inbox that was replaced by a new one is applied from its first delivery on, and that is said in the log and on the status', async () => {
  const first = openReceivingRig()
  await send(first, 'o1', 'o2', 'o3')
  await first.service.settle()
  expect((await first.service.status()).inboxReplacedAt).toBe(null)
  await first.close()
  drop('inbox.db', first.dataDir)

  const next = rigOf({ dataDir: first.dataDir })
  await send(next, 'o4')
  expect((await list(next)).map(row => [row.id, row.orderID, row.effect])).toEqual([[1, 'o4', 'changed']])
  // What the cache knew of the orders stays; only what is told of deliveries begins anew.
  expect([...next.orders.knownOrderIDs('account-1', ['o1', 'o2', 'o3', 'o4'])].sort()).toEqual(['o1', 'o2', 'o3', 'o4'])
  expect(next.service.summary({ accountId: 'account-1', since: 0 }).total).toBe(1)
  expect(await next.service.status()).toMatchObject({ received: 1, waiting: 0, inboxReplacedAt: expect.any(Number) })
  expect(told(next)).toBe(1)
})

test('an inbox put back from a copy is applied from its start, also when it has grown past the old one before anybody looks', async () => {
  const first = openReceivingRig()
  await send(first, 'o1')
  await first.service.settle()
  await first.close()
  const [dataDir, copies] = [first.dataDir, join(first.dataDir, 'copies')]
  copyDatabase('inbox.db', dataDir, copies)
  const more = openReceivingRig({ dataDir })
  await send(more, 'o2', 'o3')
  await more.service.settle()
  await more.close()
  copyDatabase('inbox.db', copies, dataDir)
  copyDatabase('cache.db', dataDir, copies)

  const back = openReceivingRig({ dataDir })
  await send(back, 'o4')
  expect((await list(back)).map(row => [row.id, row.orderID])).toEqual([
    [2, 'o4'],
    [1, 'o1'],
  ])
  expect([told(back), [...back.orders.knownOrderIDs('account-1', ['o4'])]]).toEqual([1, ['o4']])
  await send(back, 'o5', 'o6')
  await back.service.settle()
  await back.close()

  // The cache of before beside an inbox that holds four deliveries by now, three of them others.
  copyDatabase('cache.db', copies, dataDir)
  const grown = rigOf({ dataDir })
  expect((await list(grown)).map(row => row.orderID)).toEqual(['o6', 'o5', 'o4', 'o1'])
  expect([...grown.orders.knownOrderIDs('account-1', ['o4', 'o5', 'o6'])].sort()).toEqual(['o4', 'o5', 'o6'])
  expect(told(grown)).toBe(1)
})

test('the same inbox goes on where the cache stands, also after a new start and with a cache that was removed; nobody is told anything', async () => {
  const first = openReceivingRig()
  await send(first, 'o1')
  await first.service.settle()
  await first.close()
  const again = openReceivingRig({ dataDir: first.dataDir })
  await send(again, 'o2')
  await again.service.settle()
  expect([told(again), (await again.service.status()).inboxReplacedAt]).toEqual([0, null])
  await again.close()
  drop('cache.db', first.dataDir)
  const made = rigOf({ dataDir: first.dataDir })
  expect((await list(made)).map(row => row.orderID)).toEqual(['o2', 'o1'])
  expect([told(made), (await made.service.status()).inboxReplacedAt]).toEqual([0, null])
})

test('an inbox that was replaced before anything came is no news', async () => {
  const first = openReceivingRig()
  await first.service.settle()
  await first.close()
  drop('inbox.db', first.dataDir)
  const next = openReceivingRig({ dataDir: first.dataDir })
  await send(next, 'o1')
  await next.service.settle()
  expect([told(next), (await next.service.status()).inboxReplacedAt]).toEqual([0, null])
  await next.close()
  const again = rigOf({ dataDir: first.dataDir })
  expect((await list(again)).map(row => row.orderID)).toEqual(['o1'])
  expect(told(again)).toBe(0)
})

test('a cache of the version before takes the inbox it finds for its own, unless that is shorter than what was applied', async () => {
  const first = openReceivingRig()
  await send(first, 'o1', 'o2')
  await first.service.settle()
  first.cache.exec('UPDATE delivery_watermark SET inbox_nonce = NULL')
  await first.close()
  const same = openReceivingRig({ dataDir: first.dataDir })
  await same.service.settle()
  expect(told(same)).toBe(0)
  same.cache.exec('UPDATE delivery_watermark SET inbox_nonce = NULL')
  await same.close()
  drop('inbox.db', first.dataDir)
  const other = rigOf({ dataDir: first.dataDir })
  await send(other, 'o3')
  expect((await list(other)).map(row => row.orderID)).toEqual(['o3'])
  expect(told(other)).toBe(1)
})
