import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Database from 'better-sqlite3'

// The smallest strict receiver: POST, a JSON object of 256 KB, something that looks like a signature, one commit per turn of the event loop
// before the answers. argv: folder.
const db = new Database(`${process.argv[2] ?? '.'}/raw.db`)
db.pragma('journal_mode = WAL')
db.pragma('synchronous = FULL')
db.exec('CREATE TABLE delivery (id INTEGER PRIMARY KEY, headers TEXT NOT NULL, body BLOB NOT NULL) STRICT')
const insert = db.prepare('INSERT INTO delivery (headers, body) VALUES (?, ?)')
const insertAll = db.transaction(() => {
  for (const { headers, body } of waiting) insert.run(headers, body)
})
let waiting: { headers: string; body: Buffer; answer(status: number): void }[] = []
const flush = () => {
  insertAll()
  for (const { answer } of waiting) answer(200)
  waiting = []
}
const server = createServer({ maxHeaderSize: 8_192 }, (request, response) => {
  const chunks: Buffer[] = []
  let size = 0
  const answer = (status: number) =>
    void response.writeHead(status, { 'content-length': 0, ...(status < 300 ? {} : { connection: 'close' }) }).end()
  request.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= 262_144) chunks.push(chunk)
    else if (!response.headersSent) answer(413)
  })
  request.on('end', () => {
    if (response.headersSent) return
    const body = Buffer.concat(chunks)
    try {
      if (request.method !== 'POST' || JSON.parse(String(body))?.constructor !== Object) return answer(400)
      if (String(request.headers.sign).length !== 64) return answer(401)
      if (waiting.length === 0) setImmediate(flush)
      waiting.push({ headers: JSON.stringify(request.headers), body, answer })
    } catch {
      answer(400)
    }
  })
})
server.on('clientError', (_error, socket) => socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n'))
server.listen(0, '127.0.0.1', () => process.stdout.write(`ready ${(server.address() as AddressInfo).port}\n`))
process.stdin.resume()
process.stdin.once('end', () => process.exit(0))
