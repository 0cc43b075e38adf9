import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { callParcel } from '../chaos/webhooks/kill-loop.ts'
import { startChild } from '../chaos/webhooks/start-child.ts'
import { createSender, type Parcel } from './sender.ts'

interface Traced {
  /** Answers with HTTP 200. */
  readonly answers: number
  /** Of these, those written without the inbox's log having been synced since the request was read. */
  readonly early: number
  readonly syncs: number
}

/**
 * Reads what strace saw, line by line in the order of the calls. A call that another thread cut in two counts from its end when it reads
 * or syncs, and from its beginning when it writes: so nothing is taken for later or earlier than it was.
 */
function readTrace(text: string): Traced {
  /** By connection, the place of the last request read from it. */
  const requests = new Map<string, number>()
  const unfinished = new Map<string, string>()
  let [place, syncedFrom, answers, early, syncs] = [0, -1, 0, 0, 0]
  /** Where the sync that is under way began, by thread: only what was read before it began is covered. */
  const began = new Map<string, number>()
  for (const line of text.split('\n')) {
    place += 1
    const [, thread = '', rest = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? []
    const resumed = /^<\.\.\. (\w+) resumed>(.*)$/.exec(rest)
    const whole = resumed ? (unfinished.get(thread) ?? '') + (resumed[2] ?? '') : rest
    const isUnfinished = rest.endsWith('<unfinished ...>')
    if (isUnfinished) unfinished.set(thread, rest.replace(/\s*<unfinished \.\.\.>$/, ''))
    const connection = /^\w+\((\d+<[^>]*>)/.exec(whole)?.[1] ?? ''
    if (/^f(data)?sync\(\d+<[^>]*inbox\.db-wal>/.test(whole)) {
      if (!resumed) began.set(thread, place)
      if (!isUnfinished && /= 0$/.test(whole)) {
        syncs += 1
        syncedFrom = Math.max(syncedFrom, began.get(thread) ?? place)
      }
    } else if (/^(read|recvfrom|recvmsg)\(/.test(whole) && /"POST \/cb/.test(whole) && !isUnfinished) requests.set(connection, place)
    else if (!resumed && /^(write|writev|sendto|sendmsg)\(/.test(whole) && /HTTP\/1\.1 200/.test(whole)) {
      answers += 1
      if (syncedFrom < (requests.get(connection) ?? Number.POSITIVE_INFINITY)) early += 1
    }
  }
  return { answers, early, syncs }
}

test('under strace every HTTP 200 is written after the log of the inbox was synced, and the check notices when it is not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-strace-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const trace = join(folder, 'trace')
  const calls = 'trace=read,recvfrom,recvmsg,write,writev,sendto,sendmsg,fsync,fdatasync'
  const child = await startChild(folder, 0, ['strace', '-f', '-y', '-s', '24', '-e', calls, '-o', trace])
  let taken = 0
  const again: Parcel[] = []
  const sender = createSender({
    port: child.port,
    connections: 8,
    next: callParcel,
    answered(parcel, status) {
      if (status === 200) taken += 1
      else again.push(parcel)
    },
  })
  await sender.atRate(100, 4)
  // A connection that lay idle may be closed just when it is used again; what it carried is sent anew, as by every client.
  for (let round = 0; again.length > 0 && round < 20; round += 1) await sender.again(again.splice(0))
  sender.close()
  await child.end()
  const text = readFileSync(trace, 'utf8')
  const { answers, early, syncs } = readTrace(text)
  expect([taken, answers, early]).toEqual([400, 400, 0])
  expect(syncs).toBeGreaterThan(10)
  // Without the syncs, or with the answer before its sync, the same trace is full of early answers.
  expect(readTrace(text.replaceAll('fdatasync(', 'other(').replaceAll('fsync(', 'other(')).early).toBe(400)
})
