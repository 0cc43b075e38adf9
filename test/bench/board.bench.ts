import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Page } from 'playwright'
import { createSender, type Parcel, percentile } from '../webhooks/sender.ts'
import { BENCH_ACCOUNT, BENCH_SECRET, fillBoardFolder, finishParcel, MOVING } from './board-folder.ts'
import { benchOptions } from './harness.ts'

// How late a row of the board is behind its webhook, with hundreds of tasks on the board: on a quiet line and while many others come in.
// The served host of the build, Chromium, signed webhooks of the size of a call; sender and page share the machine with what is measured.
const { tasks, orders, secs, low, high } = benchOptions({ tasks: 500, orders: 1000, secs: 20, low: 1000, high: 3000 })
const build = process.env.CALLBOARD_BUILD ?? resolve(import.meta.dirname, '../../out')
const kept = process.env.CALLBOARD_BENCH_FOLDER
const PROBE_MS = 700

const folder = kept ?? mkdtempSync(join(tmpdir(), 'callboard-board-bench-'))
if (!existsSync(join(folder, 'filled'))) fillBoardFolder(join(folder, 'filled'), { tasks, orders, now: Date.now() })
for (const rate of new Set([0, low, high])) await measure(rate)
if (!kept) rmSync(folder, { recursive: true, force: true })

async function measure(rate: number): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'callboard-board-bench-run-'))
  cpSync(join(folder, 'filled'), dataDir, { recursive: true })
  const host = spawn(process.execPath, [join(build, 'main/serve.js'), '--data-dir', dataDir, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(host, 'exit')
  const [line] = (await once(createInterface(host.stdout), 'line')) as [string]
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(line.replace('Callboard runs at ', ''))
    await page.waitForURL(url => url.search === '')
    await call(page, 'accounts.setSecret', { id: BENCH_ACCOUNT, secret: BENCH_SECRET })
    await call(page, 'settings.set', { key: 'notice.noKeychain', value: true })
    await page.goto(page.url())
    await page.getByRole('row').filter({ hasText: MOVING }).waitFor()
    // What the screen learns when it opens is not what is measured.
    await page.waitForTimeout(8000)
    const list = await timesOf(page, 'tasks.list', { accountId: BENCH_ACCOUNT })
    const wall = rate === 0 ? await wallboard(page) : {}
    const cpuFrom = cpuSeconds(host.pid)
    const moved = await moves(page, rate)
    const hostCpuSeconds = round(cpuSeconds(host.pid) - cpuFrom)
    process.stdout.write(`${JSON.stringify({ rate, tasks, orders: tasks * orders, list, ...wall, ...moved, hostCpuSeconds })}\n`)
  } finally {
    await browser.close()
    host.kill()
    await exited
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Rows of the one task that moves while others come in, and how their answers fare. */
async function moves(page: Page, rate: number) {
  const { port } = (await call(page, 'webhooks.status', {})) as { port: number }
  const spread = tasks - 1
  const made: Parcel[] = []
  for (let id = 0; id < rate * secs; id += 1) made.push(finishParcel(id, 1 + (id % spread), Math.floor(id / spread)))
  const first = await watchRow(page)
  const answers: number[] = []
  const burst = createSender({
    port,
    connections: 64,
    next: id => made[id - 1] as Parcel,
    answered(_, status, sinceDue) {
      if (status !== 200) throw new Error(`answered with ${status}`)
      answers.push(sinceDue)
    },
  })
  const sentAt: number[] = []
  const probe = createSender({ port, connections: 1, next: id => finishParcel(id, 0, id), answered: () => undefined })
  const probing = setInterval(() => {
    sentAt.push(Date.now())
    void probe.again([finishParcel(1_000_000 + sentAt.length, 0, sentAt.length - 1)])
  }, PROBE_MS)
  const from = performance.now()
  if (rate > 0) await burst.atRate(rate, secs)
  else await page.waitForTimeout(secs * 1000)
  const sendingMs = performance.now() - from
  clearInterval(probing)
  const ended = performance.now()
  while (((await call(page, 'webhooks.status', {})) as { waiting: number }).waiting > 0) await page.waitForTimeout(100)
  const drainMs = performance.now() - ended
  await page.waitForFunction(
    count => (window as unknown as Watched).seen.some(([, finished]) => finished >= count),
    first + sentAt.length,
    {
      timeout: 120_000,
    },
  )
  const seen = await page.evaluate(() => (window as unknown as Watched).seen)
  const delays = sentAt.map((at, place) => (seen.find(([, finished]) => finished >= first + place + 1)?.[0] ?? Number.NaN) - at)
  burst.close()
  probe.close()
  return {
    rowMs: { p50: percentile(delays, 0.5), p95: percentile(delays, 0.95), max: percentile(delays, 1) },
    sent: made.length,
    sendingMs: Math.round(sendingMs),
    drainMs: Math.round(drainMs),
    answerMs:
      answers.length === 0
        ? null
        : { p50: round(percentile(answers, 0.5)), p99: round(percentile(answers, 0.99)), max: round(percentile(answers, 1)) },
  }
}

interface Watched {
  seen: [at: number, finished: number][]
}

/** Notes in the page when the row shows which count; answers the present one. */
function watchRow(page: Page): Promise<number> {
  return page.evaluate(name => {
    const seen: [number, number][] = []
    Object.assign(window, { seen })
    const look = () => {
      const row = [...document.querySelectorAll('[role=row]')].find(each => each.textContent?.includes(name))
      const finished = Number(row?.querySelectorAll('.task-name')[1]?.textContent?.replace(/\D/g, '') ?? Number.NaN)
      if (!Number.isNaN(finished) && finished !== seen.at(-1)?.[1]) seen.push([Date.now(), finished])
    }
    look()
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
    return seen[0]?.[1] ?? Number.NaN
  }, MOVING)
}

/** From the key to the first picture, and to the day's whole sum. */
async function wallboard(page: Page) {
  const from = performance.now()
  await page.keyboard.press('Alt+w')
  await page.locator('.wall-line').first().waitFor()
  const wallMs = Math.round(performance.now() - from)
  await page.waitForFunction(() => /\d/.test(document.querySelector('.wall-figure b')?.textContent ?? ''), undefined, { timeout: 120_000 })
  const dayMs = Math.round(performance.now() - from)
  await page.keyboard.press('Escape')
  await page.getByRole('row').filter({ hasText: MOVING }).waitFor()
  await page.waitForTimeout(3000)
  return { wallMs, dayMs }
}

async function timesOf(page: Page, name: string, input: object) {
  const took: number[] = []
  let bytes = 0
  for (let round = 0; round < 15; round += 1) {
    const one = await page.evaluate(async body => {
      const from = performance.now()
      const text = await (await fetch('/call', { method: 'POST', headers: { 'content-type': 'application/json' }, body })).text()
      return { ms: performance.now() - from, bytes: text.length }
    }, JSON.stringify({ name, input }))
    took.push(one.ms)
    bytes = one.bytes
  }
  return { p50: round(percentile(took, 0.5)), max: round(percentile(took, 1)), bytes }
}

/** Asks the host past the screen. */
async function call(page: Page, name: string, input: object): Promise<unknown> {
  const answer = (await page.evaluate(
    body => fetch('/call', { method: 'POST', headers: { 'content-type': 'application/json' }, body }).then(each => each.json()),
    JSON.stringify({ name, input }),
  )) as { ok: boolean; value?: unknown; error?: unknown }
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`)
  return answer.value
}

/** Of a process with all its threads; Linux counts them in hundredths. */
function cpuSeconds(pid = 0): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10
}
