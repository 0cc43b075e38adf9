import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A real OpenSSH server on a loopback port of its own, as the present user, with its own keys and configuration. */
export interface Sshd {
  readonly port: number
  readonly user: string
  /** Private keys that may log in: one in the clear, one with the passphrase `sesame`. */
  readonly keyFile: string
  readonly lockedKeyFile: string
  /** A key nobody let in. */
  readonly strangerKeyFile: string
  readonly folder: string
  /** What the server says of its key: `SHA256:…`. */
  fingerprint(): string
  /** Ends every session hard; the server goes on. */
  cutSessions(): void
  /** Ends the server and its sessions hard. */
  kill(): Promise<void>
  start(): Promise<void>
  /** Another host key from the next start on. */
  changeHostKey(): void
  /** Lines of its log so far. */
  log(): readonly string[]
  close(): Promise<void>
}

export async function startSshd(): Promise<Sshd> {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-sshd-'))
  const port = await freePort()
  const at = (name: string) => join(folder, name)
  // Needed by the server when it runs as root; the package makes it at boot.
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true })
  const keygen = (name: string, passphrase = '') =>
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-C', name, '-f', at(name)])
  keygen('host')
  keygen('client')
  keygen('locked', 'sesame')
  keygen('stranger')
  writeFileSync(at('authorized'), readFileSync(at('client.pub'), 'utf8') + readFileSync(at('locked.pub'), 'utf8'))
  writeFileSync(
    at('config'),
    [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${at('host')}`,
      `AuthorizedKeysFile ${at('authorized')}`,
      'PidFile none',
      'StrictModes no',
      'UsePAM no',
      'PermitRootLogin yes',
      'PasswordAuthentication yes',
      'KbdInteractiveAuthentication no',
      'AllowTcpForwarding yes',
      'GatewayPorts clientspecified',
      'MaxStartups 100',
      'LogLevel VERBOSE',
      '',
    ].join('\n'),
  )
  const lines: string[] = []
  let server: ChildProcess | null = null

  const start = async () => {
    const child = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', at('config')], { stdio: ['ignore', 'ignore', 'pipe'] })
    server = child
    createInterface({ input: child.stderr }).on('line', line => lines.push(line))
    for (let tries = 0; !(await answers(port)); tries += 1) {
      if (child.exitCode !== null || tries > 3_000) throw new Error(`sshd does not start: ${lines.slice(-3).join(' | ')}`)
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  }
  const cutSessions = () => {
    if (server?.pid === undefined) return
    // The whole family of each session: its monitor, and the child that holds the connection.
    const family = [...descendants(server.pid)]
    for (const pid of family) end(pid)
  }
  const kill = async () => {
    const child = server
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise(resolve => child.once('exit', resolve))
    const family = child.pid === undefined ? [] : [...descendants(child.pid)]
    child.kill('SIGKILL')
    for (const pid of family) end(pid)
    await gone
  }
  await start()
  return {
    port,
    user: userInfo().username,
    keyFile: at('client'),
    lockedKeyFile: at('locked'),
    strangerKeyFile: at('stranger'),
    folder,
    fingerprint: () => execFileSync('ssh-keygen', ['-lf', at('host.pub')], { encoding: 'utf8' }).split(' ')[1] ?? '',
    cutSessions,
    kill,
    start,
    changeHostKey() {
      rmSync(at('host'))
      rmSync(at('host.pub'))
      keygen('host')
    },
    log: () => lines,
    async close() {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A loopback port that was free a moment ago; below those that systems hand out by themselves, so that nobody is given it meanwhile. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000)
    const server = createServer()
    const isFree = await new Promise<boolean>(resolve => {
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => resolve(true))
    })
    if (!isFree) continue
    await new Promise(resolve => server.close(resolve))
    return port
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.once('data', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

function* descendants(pid: number): Generator<number> {
  for (const child of childrenOf(pid)) {
    yield* descendants(child)
    yield child
  }
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(candidate => {
      try {
        const stat = readFileSync(`/proc/${candidate}/stat`, 'utf8')
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid
      } catch {
        return false
      }
    })
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended meanwhile.
  }
}
