// `npm run audit -- verify [--data-dir FOLDER | --file EXPORT.jsonl] [--expect HASH]`: says in one line whether the audit is
// intact and ends with code 0 or 1. It only reads, so the console may go on meanwhile.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createAuditReader } from '../src-core/audit/read-audit.ts'
import { verifyAudit } from '../src-core/audit/verify-audit.ts'
import { type AuditFileVerdict, verifyAuditFile } from '../src-core/audit/verify-audit-file.ts'
import { openForReading } from '../src-core/db/open.ts'
import { chooseDataDir } from '../src-main/data-dir.ts'

const help = `npm run audit -- verify [--data-dir FOLDER | --file EXPORT.jsonl] [--expect HASH]

Checks the audit of a data folder (the console's own unless another is named), or a file saved under Audit.
--expect also asks for a line with this hash, noted earlier: the audit up to that line is then the one it was.`

/** npm runs scripts in the checkout; a path that was typed is meant from where npm was called. */
const fromCaller = (path: string) => resolve(process.env.INIT_CWD ?? process.cwd(), path)

const lines = (count: number) => (count === 1 ? '1 line' : `${count} lines`)

const breakWords = {
  changed: (line: number) => `line ${line} was changed after it was written`,
  link: (line: number) => `line ${line} does not carry the hash of the line before it`,
  missing: (line: number) => `a line before line ${line} is missing`,
  end_missing: (line: number) => `lines after line ${line} are missing at the end`,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'data-dir': { type: 'string' },
    file: { type: 'string' },
    expect: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
})
if (values.help) console.log(help)
else if (positionals.join(' ') !== 'verify' || (values.file !== undefined && values['data-dir'] !== undefined)) {
  console.error(help)
  process.exitCode = 1
} else {
  try {
    const { words, good } = await verify()
    console.log(words)
    process.exitCode = good ? 0 : 1
  } catch (error) {
    console.error(`not verified: ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 1
  }
}

async function verify(): Promise<{ words: string; good: boolean }> {
  const expected = values.expect?.trim().toLowerCase()
  let foundAt: number | null = null
  const seen = (id: number, hash: string) => {
    if (hash === expected) foundAt = id
  }
  const verdict = values.file === undefined ? await verifyFolder(seen) : await verifyAuditFile(fromCaller(values.file), seen)
  const told = inWords(verdict)
  if (!told.good || expected === undefined) return told
  if (foundAt === null) return { words: `broken: no line has the hash ${expected}; ${told.words}`, good: false }
  return { words: `${told.words}; the expected hash is the one of line ${foundAt}`, good: true }
}

async function verifyFolder(seen: (id: number, hash: string) => void) {
  const asked = values['data-dir']
  const path = join(chooseDataDir(asked === undefined ? undefined : fromCaller(asked), process.env), 'ledger.db')
  if (!existsSync(path)) throw new Error(`there is no ${path}`)
  const db = openForReading(path)
  try {
    // One view of the file: a line that is added meanwhile belongs to the next check.
    db.exec('BEGIN')
    return await verifyAudit(createAuditReader(db), seen)
  } finally {
    db.close()
  }
}

function inWords(verdict: AuditFileVerdict): { words: string; good: boolean } {
  switch (verdict.state) {
    case 'intact':
      return { words: `intact: ${lines(verdict.entries)}, last hash ${verdict.lastHash}`, good: true }
    case 'partial':
      return {
        words: `partial: ${lines(verdict.entries)} of a filter, each as it was written; lines between them are not in this file`,
        good: true,
      }
    case 'no_audit_file':
      return { words: 'not verified: this is no file that was saved under Audit', good: false }
    case 'broken':
      return { words: `broken: ${breakWords[verdict.why](verdict.entryId)}`, good: false }
  }
}
