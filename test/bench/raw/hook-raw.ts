import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Database from 'better-sqlite3'

// The smallest correct receiver: bytes and headers on disk before the answer, FULL, one commit per turn of the event loop (or per request).
// argv: folder, `group` or `each`.
const [folder = '.', mode = 'group'] = process.argv.slice(2)
const db = new Database(`${folder}/raw.db`)
db.pragma('journal_mode = WAL')
db.pragma('synchronous = FULL')
db.pragma('wal_autocheckpoint = 4096')
db.exec('CREATE TABLE delivery (id INTEGER PRIMARY KEY, received_at INTEGER NOT NULL, headers TEXT NOT NULL, body BLOB NOT NULL) STRICT')
const insert = db.prepare('INSERT INTO delivery (received_at, headers, body) VALUES (?, ?, ?)')
const insertAll = db.transaction((list: readonly Waiting[]) => {
  for (const one of list) insert.run(one.at, one.headers, one.body)
})

interface Waiting {
  at: number
  headers: string
  body: Buffer
  response: ServerResponse
}
let waiting: Waiting[] = []
const answer = '{"retCode":0,"retMsg":"success","responseID":"1"}'
const flush = () => {
  const batch = waiting
  waiting = []
  insertAll(batch)
  for (const { response } of batch) {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length })
    response.end(answer)
  }
}
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    if (waiting.length === 0 && mode === 'group') setImmediate(flush)
    waiting.push({ at: Date.now(), headers: JSON.stringify(request.headers), body: Buffer.concat(chunks), response })
    if (mode === 'each') flush()
  })
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`ready ${(server.address() as AddressInfo).port}\n`))
process.stdin.resume()
process.stdin.once('end', () => process.exit(0))
