import { createReadStream } from 'node:fs'
import type { AuditVerdict } from '../../src-contract/model/audit.ts'
import type { AuditFileHead } from './audit-export.ts'
import { sha256 } from './audit-line.ts'
import { type ChainLine, createChainCheck } from './chain-check.ts'

/** What a saved file proves; `partial` is one of a filter: each line is as it was written, lines between them are not there to be judged. */
export type AuditFileVerdict = AuditVerdict | { readonly state: 'partial'; readonly entries: number } | { readonly state: 'no_audit_file' }

const HASHED = /^(.*),"hash":"([0-9a-f]{64})"\}$/s

/** Checks a file that `audit.export` wrote, on its own. `seen` hears the hash of each line that is in order. Errors of the disk come through. */
export async function verifyAuditFile(path: string, seen: (id: number, hash: string) => void = () => {}): Promise<AuditFileVerdict> {
  const started = performance.now()
  const check = createChainCheck()
  let head: AuditFileHead | null = null
  let number = 0
  const broken = (entryId: number, why: 'changed' | 'link' | 'missing' | 'end_missing'): AuditFileVerdict => ({
    state: 'broken',
    entries: check.lines,
    entryId,
    why,
    tookMs: Math.round(performance.now() - started),
  })
  for await (const bytes of linesOf(path)) {
    if (head === null) {
      head = readHead(bytes)
      if (head === null) return { state: 'no_audit_file' }
      continue
    }
    number += 1
    const line = readLine(bytes)
    // A line that cannot be read names no number; the one it should have stands for it.
    if (line === null) return broken(head.whole ? check.lastId + 1 : number, 'changed')
    const found = check.next(line)
    if (found && head.whole) return broken(found.entryId, found.why)
    if (!line.asWritten) return broken(line.id, 'changed')
    seen(line.id, line.hash)
  }
  if (head === null) return { state: 'no_audit_file' }
  if (!head.whole) return { state: 'partial', entries: number }
  const found = check.end(head.lastId)
  if (found) return broken(found.entryId, found.why)
  return { state: 'intact', entries: check.lines, lastHash: check.lastHash, tookMs: Math.round(performance.now() - started) }
}

function readHead(bytes: Buffer): AuditFileHead | null {
  const head = readJson(bytes) as Partial<AuditFileHead> | null
  return head?.callboardAudit === 1 && typeof head.whole === 'boolean' && typeof head.lastId === 'number' ? (head as AuditFileHead) : null
}

function readLine(bytes: Buffer): ChainLine | null {
  const values = readJson(bytes) as { id?: unknown; previousHash?: unknown } | null
  // One byte is one character here, so that the text is cut without being decoded.
  const [, text, hash] = HASHED.exec(bytes.toString('latin1')) ?? []
  if (text === undefined || hash === undefined || typeof values?.id !== 'number' || typeof values.previousHash !== 'string') return null
  return { id: values.id, previousHash: values.previousHash, hash, asWritten: sha256(Buffer.from(`${text}}`, 'latin1')) === hash }
}

function readJson(bytes: Buffer): object | null {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'))
    return typeof value === 'object' ? value : null
  } catch {
    return null
  }
}

/** Lines by their line feed alone: other separators may stand inside a text. */
async function* linesOf(path: string): AsyncGenerator<Buffer> {
  let rest: Buffer[] = []
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
      yield Buffer.concat([...rest, chunk.subarray(from, end)])
      rest = []
      from = end + 1
    }
    rest.push(chunk.subarray(from))
  }
  const last = Buffer.concat(rest)
  if (last.length > 0) yield last
}
