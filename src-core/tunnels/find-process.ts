import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** A process of this computer as the operating system tells of it. */
export interface FoundProcess {
  /** When it began, in the system's own words: the same for as long as it runs, another one for whoever gets its id next. */
  readonly startedAt: string
  /** Whether it was started from this absolute path. */
  runs(program: string): boolean
}

/** How a process is asked for; answers what a program printed. */
export type Ask = (program: string, args: readonly string[]) => Promise<string>

const ASK_LIMIT_MS = 15_000
const askSystem: Ask = async (program, args) =>
  (
    await promisify(execFile)(program, [...args], {
      timeout: ASK_LIMIT_MS,
      windowsHide: true,
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    })
  ).stdout

/** Finds a process by its id; null when there is none, or none that may be looked at. */
export async function findProcess(
  pid: number,
  platform: NodeJS.Platform = process.platform,
  ask: Ask = askSystem,
): Promise<FoundProcess | null> {
  try {
    if (platform === 'linux') return await findOnLinux(pid)
    if (platform === 'win32')
      return readWindows(await ask(powershell(), ['-NoProfile', '-NonInteractive', '-Command', windowsQuestion(pid)]))
    return readPs(await ask('/bin/ps', ['-ww', '-p', String(pid), '-o', 'lstart=,command=']))
  } catch {
    // Whoever cannot be identified is a stranger.
    return null
  }
}

/** The start is counted in clock ticks since the system began, so its own id belongs to it (proc(5): /proc/pid/stat, fields 3 and 22). */
async function findOnLinux(pid: number): Promise<FoundProcess | null> {
  const [stat, command, boot] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile(`/proc/${pid}/cmdline`, 'utf8'),
    readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
  ])
  // The name in parentheses may hold anything, so what follows is counted from its end.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state] = fields
  const ticks = fields[19]
  if (ticks === undefined || state === 'Z' || state === 'X') return null
  // A script is run by another program and stands among that one's arguments.
  return { startedAt: `${boot.trim()} ${ticks}`, runs: program => command.split('\0').includes(program) }
}

/** `Sat Nov 21 13:00:20 2026     /usr/local/bin/cloudflared tunnel …`, times in UTC. */
function readPs(line: string): FoundProcess | null {
  const [, startedAt, command = ''] = /^\s*(\w{3} +\w{3} +\d+ [\d:]{8} \d{4})\s+(.+)$/m.exec(line) ?? []
  if (startedAt === undefined) return null
  return { startedAt, runs: program => ` ${command} `.includes(` ${program} `) }
}

/** Two lines: 100-nanosecond steps of UTC, and the path of the executable. */
const windowsQuestion = (pid: number) =>
  `Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}' | ForEach-Object { $_.CreationDate.ToUniversalTime().Ticks; $_.ExecutablePath }`

const powershell = () => join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe')

function readWindows(lines: string): FoundProcess | null {
  const [startedAt = '', path = ''] = lines.trim().split(/\r?\n/)
  if (!/^\d+$/.test(startedAt) || path === '') return null
  const same = (one: string) => one.replaceAll('/', '\\').toLowerCase()
  return { startedAt, runs: program => same(program) === same(path) }
}
