import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import type { Input, MethodName, Output } from '../../src-contract/methods.ts'
import type { Result } from '../../src-contract/result.ts'

export interface RunningConsole {
  readonly process: ChildProcess
  call<M extends MethodName>(name: M, input: Input<M>): Promise<Result<Output<M>>>
  ask<M extends MethodName>(name: M, input: Input<M>): Promise<Output<M>>
  upload(fileName: string, bytes: Buffer): Promise<Result<{ fileId: string }>>
  stop(signal?: NodeJS.Signals): Promise<void>
}

const serveFile = new URL('../../src-main/serve.ts', import.meta.url).pathname

/** The served host in a process of its own, asked over HTTP as its page asks it. */
export async function startConsole(dataDir: string): Promise<RunningConsole> {
  const child = spawn(process.execPath, [serveFile, '--data-dir', dataDir, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      CALLBOARD_KEYCHAIN_SERVICE: 'Callboard fault test',
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/callboard-test',
    },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const exited = once(child, 'exit')
  const [line] = (await Promise.race([
    once(createInterface(child.stdout), 'line'),
    exited.then(() => Promise.reject(new Error('the served host did not start'))),
  ])) as [string]
  const url = new URL(line.replace('Callboard runs at ', ''))
  const opened = await fetch(url)
  const headers = { cookie: (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? '', origin: url.origin }
  const post = async <T>(path: string, more: Record<string, string>, body: BodyInit) =>
    (await (await fetch(new URL(path, url), { method: 'POST', headers: { ...headers, ...more }, body })).json()) as Result<T>
  const call = <M extends MethodName>(name: M, input: Input<M>) =>
    post<Output<M>>('/call', { 'content-type': 'application/json' }, JSON.stringify({ name, input }))
  return {
    process: child,
    call,
    async ask(name, input) {
      const answer = await call(name, input)
      if (!answer.ok) throw new Error(`${name} was refused: ${JSON.stringify(answer.error)}`)
      return answer.value
    },
    upload: (fileName, bytes) =>
      post('/upload', { 'x-file-name': encodeURIComponent(fileName), 'content-type': 'application/octet-stream' }, new Uint8Array(bytes)),
    async stop(signal = 'SIGTERM') {
      child.kill(signal)
      await exited
    },
  }
}
