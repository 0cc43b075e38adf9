import { spawn } from 'node:child_process'

/** Runs a program to its end without a shell; answers what it printed, throws with the end of its output when it fails. */
export function runCommand(
  program: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let printed = ''
    let everything = ''
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk
      everything += chunk
    })
    child.stderr.on('data', (chunk: Buffer) => {
      everything += chunk
    })
    child.once('error', reject)
    child.once('close', code =>
      code === 0
        ? resolve(printed.trim())
        : reject(new Error(`${program} ${args.join(' ')} ended with ${code}\n${everything.slice(-4000)}`)),
    )
  })
}
