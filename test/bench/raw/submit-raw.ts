import { createHash, randomUUID } from 'node:crypto'
import Database from 'better-sqlite3'
import { Agent, request } from 'undici'
import { benchRows } from '../bench-rows.ts'

export interface RawSubmit {
  readonly url: string
  readonly account: { uuid: string; secretKey: string }
  readonly path: string
  readonly rows: number
  readonly ordersPerRequest: number
  readonly inFlight: number
}

interface OutboxRow {
  seq: number
  order_id: string
  phone: string
  name: string
  other: string
  params: string
}

/**
 * The smallest correct program that submits: every order in an outbox before anything leaves, every request written down before it is
 * sent and settled after its answer (one FULL commit each), signed both ways, a fixed number in flight. Answers its seconds.
 */
export async function submitRaw({ url, account, path, rows, ordersPerRequest, inFlight }: RawSubmit): Promise<number> {
  const db = new Database(path)
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4096;
    CREATE TABLE outbox (seq INTEGER PRIMARY KEY, order_id TEXT NOT NULL UNIQUE, phone TEXT NOT NULL, name TEXT NOT NULL, other TEXT NOT NULL, params TEXT NOT NULL, batch INTEGER, state TEXT NOT NULL);
    CREATE TABLE batch (number INTEGER PRIMARY KEY, request_id TEXT NOT NULL, sent_at INTEGER NOT NULL, first_seq INTEGER NOT NULL, last_seq INTEGER NOT NULL, state TEXT NOT NULL, response_id TEXT, accepted INTEGER, answered_at INTEGER);`)
  const insert = db.prepare(`INSERT INTO outbox VALUES (?, ?, ?, ?, ?, ?, NULL, 'planned')`)
  const plan = db.transaction((after: number) => {
    for (const row of benchRows(rows, after, 2_000))
      insert.run(
        row.rowNumber,
        randomUUID().replaceAll('-', ''),
        row.phone,
        row.name,
        row.other,
        JSON.stringify([{ name: 'amount', value: row.cells[2] }]),
      )
  })
  const next = db.prepare<[number, number], OutboxRow>(
    'SELECT seq, order_id, phone, name, other, params FROM outbox WHERE seq > ? ORDER BY seq LIMIT ?',
  )
  const newBatch = db.prepare(`INSERT INTO batch VALUES (?, ?, ?, ?, ?, 'sending', NULL, NULL, NULL)`)
  const mark = db.prepare('UPDATE outbox SET state = ?, batch = ? WHERE seq BETWEEN ? AND ?')
  const endBatch = db.prepare(`UPDATE batch SET state = 'accepted', response_id = ?, accepted = ?, answered_at = ? WHERE number = ?`)
  let [batches, sentUpTo] = [0, 0]
  const write = db.transaction((requestID: string) => {
    const orders = next.all(sentUpTo, ordersPerRequest)
    const [first, last] = [orders[0], orders.at(-1)]
    if (!first || !last) return null
    batches += 1
    newBatch.run(batches, requestID, Date.now(), first.seq, last.seq)
    mark.run('sending', batches, first.seq, last.seq)
    sentUpTo = last.seq
    return { number: batches, orders, first: first.seq, last: last.seq }
  })
  const settle = db.transaction((number: number, first: number, last: number, responseID: string) => {
    mark.run('accepted', number, first, last)
    endBatch.run(responseID, last - first + 1, Date.now(), number)
  })
  const sign = (body: string, createTs: string, requestID: string) =>
    createHash('md5')
      .update(`${account.secretKey}&body=${body}&createTs=${createTs}&requestID=${requestID}&uuid=${account.uuid}`)
      .digest('hex')
      .toUpperCase()
  const agent = new Agent({ connections: inFlight, pipelining: 1 })
  const userTaskID = randomUUID()

  const sendOne = async (endpoint: string): Promise<boolean> => {
    const requestID = randomUUID().replaceAll('-', '')
    const batch = write(requestID)
    if (!batch) return false
    const callList = batch.orders.map(({ order_id, phone, name, other, params }) => ({
      orderID: order_id,
      userPhone: phone,
      other,
      userName: name,
      customerName: '',
      params: JSON.parse(params) as unknown,
    }))
    const body = JSON.stringify({ productID: 'callbot', userTaskID, callInfoList: { orderCallbackUrl: '', callCallbackUrl: '', callList } })
    const createTs = String(Math.floor(Date.now() / 1000))
    const answer = await request(`${url}/callcentre/api/v3/${endpoint}`, {
      dispatcher: agent,
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        requestID,
        uuid: account.uuid,
        createTs,
        algorithm: 'MD5',
        sign: sign(body, createTs, requestID),
      },
    })
    const text = await answer.body.text()
    if (sign(text, String(answer.headers.createts), requestID) !== answer.headers.sign) throw new Error('wrong signature')
    const said = JSON.parse(text) as { retCode: number; responseID: string; totalCount: number; successCount: number }
    if (said.retCode !== 0 || said.totalCount !== callList.length || said.successCount !== callList.length) throw new Error(text)
    settle(batch.number, batch.first, batch.last, said.responseID)
    return true
  }

  const startedAt = performance.now()
  for (let after = 0; after < rows; after += 2_000) plan(after)
  // The task is there once this one was answered; only then the others may be added to it.
  await sendOne('createAndCall')
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (await sendOne('addBatchCall'));
    }),
  )
  const seconds = (performance.now() - startedAt) / 1000
  const kept = db.prepare(`SELECT count(*) FROM outbox WHERE state = 'accepted'`).pluck().get()
  if (kept !== rows) throw new Error(`kept ${String(kept)}`)
  db.close()
  await agent.close()
  return seconds
}
