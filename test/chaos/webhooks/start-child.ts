import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface RunningChild {
  readonly pid: number
  readonly port: number
  /** Milliseconds from the start of the process until it listened. */
  readonly readyMs: number
  kill(): Promise<void>
  /** Lets it apply what is left; what it complained about. */
  end(): Promise<{ said: string[]; peakKb: number }>
}

const childFile = fileURLToPath(new URL('./receiving-child.ts', import.meta.url))

/** Starts a receiving process; `under` is a program that it runs under, such as strace. */
export function startChild(dataDir: string, port: number, under: readonly string[] = []): Promise<RunningChild> {
  const startedAt = performance.now()
  const [program = process.execPath, ...args] = [...under, process.execPath, childFile, JSON.stringify({ dataDir, port })]
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] })
  let [said, complaint] = ['', '']
  child.stderr.on('data', chunk => (complaint += String(chunk)))
  const closed = new Promise<void>(resolve => child.once('close', () => resolve()))
  return new Promise((resolve, reject) => {
    child.once('close', code => reject(new Error(`the receiving process ended with ${code}: ${complaint}`)))
    child.stdout.on('data', chunk => {
      said += String(chunk)
      const ready = /ready (\d+)/.exec(said)
      if (!ready) return
      resolve({
        pid: child.pid ?? 0,
        port: Number(ready[1]),
        readyMs: performance.now() - startedAt,
        async kill() {
          child.kill('SIGKILL')
          await closed
        },
        async end() {
          child.stdin.end()
          await closed
          const done = /done (.*)/.exec(said)
          if (!done) throw new Error(`the receiving process did not end well: ${complaint}`)
          return JSON.parse(done[1] ?? '{}') as { said: string[]; peakKb: number }
        },
      })
    })
  })
}
