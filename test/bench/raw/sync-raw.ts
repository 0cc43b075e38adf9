import { createHash, randomUUID } from 'node:crypto'
import Database from 'better-sqlite3'
import { request } from 'undici'

interface WireCall {
  callID: string
  callingNumber: string
  callStatus: number
  callStartTs: number
  callAnswerTs: number
  callEndTs: number
  callDuration: number
  hangupCause: string
  intents: { intentID: string; intentTag: string; intentName: string }[]
  sms: unknown[]
}
interface WireOrder {
  orderID: string
  userPhone: string
  userName: string
  sceneID: string
  userTaskID: string
  taskID: string
  finish: boolean
  other: string
  callInfoDetail: WireCall
}

/** The smallest correct program for a pull: page by page, signed both ways, upsert where not older, five indexes. Answers its seconds. */
export async function pullRaw(url: string, account: { uuid: string; secretKey: string }, path: string): Promise<number> {
  const db = new Database(path)
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4096;
    CREATE TABLE orders (id INTEGER PRIMARY KEY, account_id TEXT, order_id TEXT UNIQUE, phone TEXT, name TEXT, scene TEXT, user_task TEXT, task TEXT, finish INTEGER, other TEXT,
      call_id TEXT, calling_number TEXT, status INTEGER, start_at INTEGER, answer_at INTEGER, end_at INTEGER, duration INTEGER, hangup TEXT, intent_id TEXT, intent_tag TEXT, intent_name TEXT, sms INTEGER, updated_at INTEGER, raw TEXT);
    CREATE INDEX newest ON orders (account_id, start_at); CREATE INDEX by_task ON orders (user_task, start_at); CREATE INDEX by_status ON orders (account_id, status, start_at);
    CREATE INDEX by_intent ON orders (account_id, intent_tag, start_at); CREATE INDEX by_phone ON orders (account_id, phone);`)
  const columns = [
    'account_id',
    'order_id',
    'phone',
    'name',
    'scene',
    'user_task',
    'task',
    'finish',
    'other',
    'call_id',
    'calling_number',
    'status',
    'start_at',
    'answer_at',
    'end_at',
    'duration',
    'hangup',
    'intent_id',
    'intent_tag',
    'intent_name',
    'sms',
    'updated_at',
    'raw',
  ]
  const upsert = db.prepare(`INSERT INTO orders (${columns.join()}) VALUES (${columns.map(() => '?').join()})
    ON CONFLICT (order_id) DO UPDATE SET ${columns.map(name => `${name} = excluded.${name}`).join()} WHERE excluded.start_at >= start_at`)
  const store = db.transaction((orders: WireOrder[], at: number) => {
    for (const order of orders) {
      const call = order.callInfoDetail
      const intent = call.intents[0]
      upsert.run(
        'account',
        order.orderID,
        order.userPhone,
        order.userName,
        order.sceneID,
        order.userTaskID,
        order.taskID,
        order.finish ? 1 : 0,
        order.other,
        call.callID,
        call.callingNumber,
        call.callStatus,
        call.callStartTs * 1000,
        call.callAnswerTs * 1000,
        call.callEndTs * 1000,
        call.callDuration,
        call.hangupCause,
        intent?.intentID ?? '',
        intent?.intentTag ?? '',
        intent?.intentName ?? '',
        call.sms.length,
        at,
        JSON.stringify(order),
      )
    }
  })
  const sign = (body: string, createTs: string, requestID: string) =>
    createHash('md5')
      .update(`${account.secretKey}&body=${body}&createTs=${createTs}&requestID=${requestID}&uuid=${account.uuid}`)
      .digest('hex')
      .toUpperCase()

  const startedAt = performance.now()
  for (let page = 1, done = 0, total = 1; done < total; page += 1) {
    const body = JSON.stringify({ productID: 'callbot', userTaskID: 'all', options: {}, page, size: 500 })
    const [requestID, createTs] = [randomUUID().replaceAll('-', ''), String(Math.floor(Date.now() / 1000))]
    const answer = await request(`${url}/callcentre/api/v3/listOrder`, {
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
    const { orderList, totalCount } = JSON.parse(text) as { orderList: WireOrder[]; totalCount: number }
    store(orderList, Date.now())
    done += orderList.length
    total = totalCount
  }
  const seconds = (performance.now() - startedAt) / 1000
  db.close()
  return seconds
}
