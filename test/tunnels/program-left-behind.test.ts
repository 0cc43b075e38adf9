import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { findProcess } from '../../src-core/tunnels/find-process.ts'
import { createProgramRecord } from '../../src-core/tunnels/program-record.ts'
import { openTestCore, until } from '../core/open-test-core.ts'
import { emptyFolder } from '../db/with-folder.ts'
import type { LeftBehindChild } from './left-behind-child.ts'
import { patientTimings } from './tunnel-console.ts'

const program = fileURLToPath(new URL('./cloudflared-stand-in.mjs', import.meta.url))
const childFile = fileURLToPath(new URL('./left-behind-child.ts', import.meta.url))

/** Still there, and not only waiting for its parent to take note of its end. */
const isRunning = async (pid: number) => (await findProcess(pid)) !== null

/** Starts a program that is ended with the test. */
function startProgram(path: string, args: readonly string[], home: string): { pid: number; ended: Promise<unknown> } {
  const child = spawn(path, args, { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, HOME: home } })
  const ended = once(child, 'exit')
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  if (child.pid === undefined) throw new Error(`${path} did not start`)
  return { pid: child.pid, ended }
}

const startedIn = (home: string) =>
  until(() => {
    const file = join(home, 'started.json')
    if (!existsSync(file)) return null
    const text = readFileSync(file, 'utf8')
    return text.endsWith('}') ? (JSON.parse(text) as { pid: number }).pid : null
  })

/** The record of a data folder, what it logged, and the file it keeps. */
function openRecord(folder = emptyFolder()) {
  const said: string[] = []
  const file = join(folder, 'tunnel-program.json')
  const record = createProgramRecord(file, { write: (_level, message) => void said.push(message), hide: () => undefined })
  return { record, file, said, kept: () => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown> }
}

test('a console that was killed hard leaves its cloudflared running, and the next start on the same data ends it before it opens another', async () => {
  const dataDir = emptyFolder()
  const home = emptyFolder()
  const console1 = startProgram(process.execPath, [childFile, JSON.stringify({ dataDir, program } satisfies LeftBehindChild)], home)
  const left = await startedIn(home)
  const startedAt = (await findProcess(left))?.startedAt
  // Its id may be somebody else's by then.
  onTestFinished(async () => {
    if (startedAt !== undefined && (await findProcess(left))?.startedAt === startedAt) process.kill(left, 'SIGKILL')
  })
  const record = join(dataDir, 'tunnel-program.json')
  await until(() => (existsSync(record) ? true : null))
  process.kill(console1.pid, 'SIGKILL')
  await console1.ended
  expect(await isRunning(left)).toBe(true)

  // The program of the next run stands in a home of its own.
  const before = process.env['HOME']
  const nextHome = emptyFolder()
  process.env['HOME'] = nextHome
  onTestFinished(() => {
    if (before === undefined) delete process.env['HOME']
    else process.env['HOME'] = before
  })
  const { core, ask } = await openTestCore(dataDir, { timings: patientTimings })
  expect(await ask('system.info', {})).toMatchObject({ startProblem: null })
  const next = await startedIn(nextHome)
  expect(await isRunning(left)).toBe(false)
  await until(() => (existsSync(record) && readFileSync(record, 'utf8').includes(String(next)) ? true : null))
  expect(await isRunning(next)).toBe(true)
  await core.close()
  expect([await isRunning(next), existsSync(record)]).toEqual([false, false])
})

test('a stranger that has got the id of the program meanwhile is left alone, and so is one with another path', async () => {
  const stranger = startProgram(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], emptyFolder())
  const { record, file, said } = openRecord()
  const found = await findProcess(stranger.pid)
  const records = [
    // The program's own start, when the id was still its own.
    { pid: stranger.pid, startedAt: `${found?.startedAt.split(' ')[0]} 1`, program: process.execPath },
    { pid: stranger.pid, startedAt: found?.startedAt, program },
    { pid: stranger.pid, startedAt: found?.startedAt },
    'nonsense',
  ]
  for (const kept of records) {
    writeFileSync(file, JSON.stringify(kept))
    await record.endLeft()
    expect([await isRunning(stranger.pid), existsSync(file)]).toEqual([true, false])
  }
  expect(said).toEqual([])
  writeFileSync(file, JSON.stringify({ pid: stranger.pid, startedAt: found?.startedAt, program: process.execPath }))
  await record.endLeft()
  expect([await isRunning(stranger.pid), said]).toEqual([false, ['the tunnel program of an earlier run was ended']])
})

test('a program that is not yet what was started is looked at again, one that has ended is not', async () => {
  const path = '/bin/sleep'
  const late = startProgram('/bin/sh', ['-c', `/bin/sleep 0.3; exec ${path} 600`], emptyFolder())
  const { record, kept } = openRecord()
  await record.remember(late.pid, path)
  expect(kept()).toMatchObject({ pid: late.pid, program: path })
  const over = startProgram('/bin/true', [], emptyFolder())
  await over.ended
  const nothing = openRecord()
  await nothing.record.remember(over.pid, path)
  expect([existsSync(nothing.file), nothing.said]).toEqual([false, []])
})

test('a program that does not listen to a request to end is ended all the same', async () => {
  const home = emptyFolder()
  writeFileSync(join(home, 'behave'), 'stubborn')
  const stubborn = startProgram(program, ['--url', 'http://127.0.0.1:1'], home)
  await startedIn(home)
  const { record, kept, file } = openRecord()
  await record.remember(stubborn.pid, program)
  expect(kept()).toMatchObject({ pid: stubborn.pid, program })
  await record.endLeft()
  expect([await stubborn.ended, existsSync(file)]).toEqual([[null, 'SIGKILL'], false])
})

test('without a record, and where none can be written, nothing is ended and the reason is logged', async () => {
  const { record, said } = openRecord()
  await record.endLeft()
  expect(said).toEqual([])
  const nowhere = openRecord('/nonexistent')
  await nowhere.record.remember(process.pid, process.execPath)
  expect(nowhere.said).toEqual(['the tunnel program could not be written down'])
})

test('processes are told apart by what macOS and Windows say of them too', async () => {
  const mac = async (line: string) => findProcess(7, 'darwin', async () => line)
  const here = await mac('Sat Nov 21 13:00:20 2026     /opt/homebrew/bin/cloudflared tunnel --no-autoupdate --url http://127.0.0.1:17180\n')
  expect([
    here?.startedAt,
    here?.runs('/opt/homebrew/bin/cloudflared'),
    here?.runs('/opt/homebrew/bin/cloud'),
    await mac(''),
    (await mac('Sat Nov 21 13:00:20 2026     /Applications/My Tools/cloudflared tunnel\n'))?.runs('/Applications/My Tools/cloudflared'),
  ]).toEqual(['Sat Nov 21 13:00:20 2026', true, false, null, true])
  const windows = async (lines: string) => findProcess(7, 'win32', async () => lines)
  const there = await windows('638993124201234567\r\nC:\\Program Files\\cloudflared\\cloudflared.exe\r\n')
  expect([
    there?.startedAt,
    there?.runs('c:/program files/cloudflared/cloudflared.exe'),
    there?.runs('C:\\Windows\\notepad.exe'),
    await windows(''),
    await windows('638993124201234567\r\n\r\n'),
  ]).toEqual(['638993124201234567', true, false, null, null])
})
