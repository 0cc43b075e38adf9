import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Db } from '../../src-core/db/open.ts'
import { type AuditRig, auditRig, rehashed } from './audit-rig.ts'

const command = new URL('../../scripts/audit.ts', import.meta.url).pathname

/** The command as `npm run audit` starts it, while the rig still has the file open. */
function runCommand(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'verify', ...args], { encoding: 'utf8' })
  return { code: status, line: (stdout + stderr).trim() }
}
const onFolder = (rig: AuditRig, ...more: readonly string[]) => runCommand('--data-dir', rig.dataDir, ...more)

const LINES = 1200
function written(): AuditRig {
  const rig = auditRig()
  rig.add(LINES - 1)
  return rig
}
const lastHash = (rig: AuditRig) => rig.reader.after(LINES - 1, 1)[0]?.hash ?? ''

test('an audit nobody touched is intact: in the console, for the command while the console runs, and as a file', async () => {
  const rig = written()
  const hash = lastHash(rig)
  expect(await rig.verify()).toEqual({ state: 'intact', entries: LINES, lastHash: hash, tookMs: expect.any(Number) })
  expect(onFolder(rig)).toEqual({ code: 0, line: `intact: ${LINES} lines, last hash ${hash}` })
  expect(runCommand('--file', await rig.save())).toEqual({ code: 0, line: `intact: ${LINES} lines, last hash ${hash}` })
})

/** What is done to the file, and the line and words by which both report it. */
const deeds: readonly { deed: string; act: (db: Db) => unknown; entryId: number; why: string; words: string }[] = [
  {
    deed: 'a value is changed',
    act: db => db.exec(`UPDATE audit_entry SET after = '{"now":9}' WHERE id = 700`),
    entryId: 700,
    why: 'changed',
    words: 'broken: line 700 was changed after it was written',
  },
  {
    deed: 'who did it is changed in the first line',
    act: db => db.exec(`UPDATE audit_entry SET "by" = 'somebody' WHERE id = 1`),
    entryId: 1,
    why: 'changed',
    words: 'broken: line 1 was changed after it was written',
  },
  {
    deed: 'a hash is changed',
    act: db => db.exec(`UPDATE audit_entry SET hash = replace(hash, substr(hash, 1, 8), '00000000') WHERE id = 3`),
    entryId: 3,
    why: 'changed',
    words: 'broken: line 3 was changed after it was written',
  },
  {
    deed: 'a border between fields is moved so that the text stays the same',
    act: db => db.exec(`UPDATE audit_entry SET before = before || ',"after":1', after = '{"now":9}' WHERE id = 5`),
    entryId: 5,
    why: 'changed',
    words: 'broken: line 5 was changed after it was written',
  },
  {
    deed: 'a line in the middle is deleted',
    act: db => db.exec('DELETE FROM audit_entry WHERE id = 600'),
    entryId: 601,
    why: 'missing',
    words: 'broken: a line before line 601 is missing',
  },
  {
    deed: 'the first line is deleted',
    act: db => db.exec('DELETE FROM audit_entry WHERE id = 1'),
    entryId: 2,
    why: 'missing',
    words: 'broken: a line before line 2 is missing',
  },
  {
    deed: 'the last line is deleted',
    act: db => db.exec(`DELETE FROM audit_entry WHERE id = ${LINES}`),
    entryId: LINES - 1,
    why: 'end_missing',
    words: `broken: lines after line ${LINES - 1} are missing at the end`,
  },
  {
    deed: 'all lines are deleted',
    act: db => db.exec('DELETE FROM audit_entry'),
    entryId: 0,
    why: 'end_missing',
    words: 'broken: lines after line 0 are missing at the end',
  },
  {
    deed: 'one line gets other values and the hash that belongs to them',
    act: db => rehashed(db, 500, { subject: 'nothing happened' }),
    entryId: 501,
    why: 'link',
    words: 'broken: line 501 does not carry the hash of the line before it',
  },
  {
    deed: 'a line is put before the first one',
    act: db => {
      db.exec(
        'INSERT INTO audit_entry SELECT -1, at, "by", account_id, account_label, action, subject, outcome, before, after, request_id, response_id, previous_hash, hash FROM audit_entry WHERE id = 1',
      )
      rehashed(db, -1, {})
    },
    entryId: -1,
    why: 'link',
    words: 'broken: line -1 does not carry the hash of the line before it',
  },
]

for (const { deed, act, entryId, why, words } of deeds)
  test(`${deed}: the console and the command name the line`, async () => {
    const rig = written()
    rig.tamper(act)
    expect(await rig.verify()).toMatchObject({ state: 'broken', entryId, why })
    expect(onFolder(rig)).toEqual({ code: 1, line: words })
  })

test('after the last line was deleted, what is added later does not close the gap', async () => {
  const rig = written()
  rig.tamper(db => db.exec(`DELETE FROM audit_entry WHERE id = ${LINES}`))
  rig.add(2)
  expect(await rig.verify()).toMatchObject({ state: 'broken', entryId: LINES + 1, why: 'missing' })
})

test('who rewrites the whole chain is found by a hash that was noted before', () => {
  const rig = written()
  const noted = lastHash(rig)
  rig.add(1)
  expect(onFolder(rig, '--expect', noted.toUpperCase())).toMatchObject({
    code: 0,
    line: expect.stringMatching(new RegExp(`^intact: ${LINES + 1} lines.*; the expected hash is the one of line ${LINES}$`)),
  })
  rig.tamper(db => {
    for (let id = 900; id <= LINES + 1; id += 1) {
      const previous_hash = db
        .prepare('SELECT hash FROM audit_entry WHERE id = ?')
        .pluck()
        .get(id - 1) as string
      rehashed(db, id, { previous_hash, ...(id === 900 ? { subject: 'nothing happened' } : {}) })
    }
  })
  expect(onFolder(rig).code).toBe(0)
  expect(onFolder(rig, '--expect', noted)).toMatchObject({
    code: 1,
    line: expect.stringContaining(`broken: no line has the hash ${noted}`),
  })
})

test('a saved audit is judged by itself: whole or of a filter, and a touched line is named', async () => {
  const rig = written()
  rig.add(2, { action: 'write.committed', subject: 'a \u2028 line end that is none' })
  const whole = await rig.save()
  const part = await rig.save({ actions: ['write.committed'] })
  expect(runCommand('--file', whole)).toMatchObject({ code: 0, line: expect.stringContaining(`intact: ${LINES + 2} lines`) })
  expect(runCommand('--file', part)).toEqual({
    code: 0,
    line: 'partial: 2 lines of a filter, each as it was written; lines between them are not in this file',
  })
  const lines = readFileSync(whole, 'utf8').split('\n')
  const judged = (name: string, changed: readonly string[]) => {
    const path = join(rig.dataDir, name)
    writeFileSync(path, changed.join('\n'))
    return runCommand('--file', path).line
  }
  expect(judged('changed', lines.with(9, lines[9]?.replace('"line ', '"lime ') ?? ''))).toBe(
    'broken: line 9 was changed after it was written',
  )
  expect(judged('without', lines.toSpliced(9, 1))).toBe('broken: a line before line 10 is missing')
  expect(judged('cut', lines.slice(0, -3))).toBe(`broken: lines after line ${LINES} are missing at the end`)
  expect(judged('turned', [...lines.slice(0, 9), lines[10] ?? '', lines[9] ?? '', ...lines.slice(11)])).toBe(
    'broken: a line before line 10 is missing',
  )
  expect(judged('no json', lines.with(9, '{"id":9'))).toBe('broken: line 9 was changed after it was written')
  expect(judged('something else', ['{"a":1}'])).toBe('not verified: this is no file that was saved under Audit')
  const partLines = readFileSync(part, 'utf8').split('\n')
  expect(judged('part', partLines.with(2, partLines[2]?.replace('line end', 'line and') ?? ''))).toBe(
    `broken: line ${LINES + 2} was changed after it was written`,
  )
  // An audit that was broken when it was saved is broken in the file as well.
  rig.tamper(db => db.exec(`UPDATE audit_entry SET subject = 'nothing' WHERE id = 20`))
  expect(runCommand('--file', await rig.save())).toEqual({ code: 1, line: 'broken: line 20 was changed after it was written' })
})

test('the command says what it cannot do, and ends with code 1', () => {
  const rig = auditRig()
  expect(runCommand('--data-dir', join(rig.dataDir, 'nowhere'))).toMatchObject({
    code: 1,
    line: expect.stringMatching(/^not verified: there is no .*ledger\.db$/),
  })
  expect(runCommand('--file', join(rig.dataDir, 'none.jsonl'))).toMatchObject({
    code: 1,
    line: expect.stringContaining('not verified: ENOENT'),
  })
  expect(runCommand('--file', 'a', '--data-dir', 'b')).toMatchObject({ code: 1, line: expect.stringContaining('npm run audit -- verify') })
})
