import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from '../../src-contract/zod.ts'
import type { Log } from '../log.ts'
import { type FoundProcess, findProcess } from './find-process.ts'

/** What is written down of a program that runs for us. */
const Running = z.strictObject({
  pid: z.number().int().positive(),
  /** Of `FoundProcess`. */
  startedAt: z.string().min(1),
  /** Absolute path. */
  program: z.string().min(1),
})
type Running = z.infer<typeof Running>

/** Remembers the tunnel program that runs, so that a console which was killed hard does not leave it running for good. */
export interface ProgramRecord {
  /** Writes down a program that was just started. A failure is logged: the tunnel works without it. */
  remember(pid: number, program: string): Promise<void>
  /** It has ended. */
  forget(): Promise<void>
  /**
   * Ends the program an earlier run left behind; to be called before another one is started, by the console that holds the data folder.
   * Only a process with the same id, start and path is ended: an id is given to another one sooner or later.
   */
  endLeft(): Promise<void>
}

/** How often a program that was just started is looked at until it is what was started: a script becomes its interpreter first. */
const START_LOOKS = 100
/** How often it is looked for after each request; counted, because a computer that stands still for seconds gives nobody the time to end. */
const LOOKS = { SIGTERM: 40, SIGKILL: 400 } as const
const LOOK_MS = 50

/** Keeps the record in a file of the data folder. */
export function createProgramRecord(file: string, log: Log): ProgramRecord {
  const forget = () => rm(file, { force: true })
  const orLog = async (what: string, work: () => Promise<void>) => {
    await work().catch((error: unknown) => log.write('warn', what, { error }))
  }
  return {
    remember: (pid, program) =>
      orLog('the tunnel program could not be written down', async () => {
        const found = await findStarted(pid, program)
        if (!found) return
        const running: Running = { pid, startedAt: found.startedAt, program }
        await writeFile(`${file}.part`, JSON.stringify(running), { mode: 0o600 })
        await rename(`${file}.part`, file)
      }),
    forget: () => orLog('the tunnel program could not be crossed out', forget),
    endLeft: () =>
      orLog('the tunnel program of an earlier run could not be ended', async () => {
        const left = await readRecord(file)
        if (left && (await isStillThere(left))) {
          await end(left)
          log.write('info', 'the tunnel program of an earlier run was ended', { pid: left.pid })
        }
        await forget()
      }),
  }
}

/** Null when it has ended, or runs under another path. */
async function findStarted(pid: number, program: string): Promise<FoundProcess | null> {
  for (let looks = 0; looks < START_LOOKS; looks++) {
    const found = await findProcess(pid)
    if (!found || found.runs(program)) return found
    await sleep(LOOK_MS)
  }
  return null
}

/** Null when there is none, or none that can be understood. */
async function readRecord(file: string): Promise<Running | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  try {
    return Running.parse(JSON.parse(text))
  } catch {
    return null
  }
}

async function isStillThere({ pid, startedAt, program }: Running): Promise<boolean> {
  const found = await findProcess(pid)
  return found !== null && found.startedAt === startedAt && found.runs(program)
}

/** One that is ending has no path any more, and is not over yet. */
async function isNotOver({ pid, startedAt }: Running): Promise<boolean> {
  return (await findProcess(pid))?.startedAt === startedAt
}

async function end(left: Running): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    // Looked at right before, so that no other process is meant.
    if (!(await isStillThere(left))) return
    process.kill(left.pid, signal)
    for (let looks = 0; looks < LOOKS[signal] && (await isNotOver(left)); looks++) await sleep(LOOK_MS)
  }
}
