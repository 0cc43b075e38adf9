import { spawn, spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { readCommandLine } from '../../src-simulator/cli-options.ts'

const CLI = new URL('../../src-simulator/cli.ts', import.meta.url).pathname
const run = (...args: string[]): { status: number | null; out: string; err: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8' })
  return { status, out: stdout, err: stderr }
}

test('help lists every option in columns', () => {
  const { status, out } = run('--help')
  expect(status).toBe(0)
  expect(out).toMatch(/--duplicate-order-id accept-again\|refuse-row\|ignore +accept-again +a known orderID/)
  expect(
    new Set(
      out
        .split('\n')
        .filter(line => line.startsWith('  --p') || line.startsWith('  --s'))
        .map(line => line.search(/(?<=\S {2,}\S+ {2,})\S/)),
    ).size,
  ).toBe(1)
})

test.each([
  [['--sped', '3'], "Unknown option '--sped'. See --help.\n"],
  [['--speed', 'fast'], '--speed needs a number, not "fast".\n'],
  [['--host', '0.0.0.0'], 'host must be 127.0.0.1: the simulator does not listen to the network.\n'],
  [['--webhooks', 'maybe'], '--webhooks must be on or off, not "maybe".\n'],
  [['--fault', 'gremlins=1'], expect.stringContaining('--fault knows no "gremlins"')],
  [['--answer', 'nonsense'], '--answer must be such as 7x3, http429 or 4001x2@addBatchCall, not "nonsense".\n'],
])('%s ends with one sentence and exit code 2', (args, message) => {
  expect(run(...args)).toEqual({ status: 2, out: '', err: message })
})

test('answers, poisonous phones and faults are read from the command line', () => {
  expect(
    readCommandLine([
      '--answer',
      '7x3',
      '--answer',
      'http429',
      '--answer',
      '4001x2@addBatchCall',
      '--fault',
      'poison=85261234567@3',
      '--fault',
      'http429=0.1',
    ]),
  ).toMatchObject({
    answers: [
      { code: 7, times: 3 },
      { status: 429, times: 1 },
      { code: 4001, times: 2, paths: ['addBatchCall'] },
    ],
    faults: { poison: { rows: ['85261234567'], code: 3 }, http429: 0.1 },
  })
})

test('the program prints its address and credentials in one line and stops when told to', async () => {
  const child = spawn(process.execPath, [CLI, '--speed', '20', '--fault', 'slowMs=1'])
  const line = await new Promise<string>(resolve => child.stdout.once('data', (data: Buffer) => resolve(String(data))))
  expect(line).toMatch(/^Simulator at http:\/\/127\.0\.0\.1:\d+ {2}uuid \S+ {2}secretKey \S+ {2}accessKey \S+ {2}accessSecret \S+\n$/)
  const ended = new Promise<number | null>(resolve => child.once('exit', resolve))
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
})
