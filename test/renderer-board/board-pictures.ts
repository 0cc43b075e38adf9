import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import type { TunnelView } from '../../src-contract/model/tunnel.ts'
import { openPictureConsole, pictureSizes } from '../renderer/picture-console.ts'
import { offsetOf, SEED_ACCOUNT, seedBoard } from './seed-board.ts'

/*
 * Pictures of the board from seeded data folders, through the built served host:
 * node test/renderer-board/board-pictures.ts [folder] [name-part]
 * 1, 30 and 500 tasks, idle, busy, with a dead tunnel, and tasks unlike any other; both themes, both sizes; and how long the
 * board takes to draw. OUT names another build.
 * The state of the tunnel is the one thing that is not real: it is put into the answer, because no tunnel is set up here.
 */
const [folder = join(tmpdir(), 'callboard-board-pictures'), only = ''] = process.argv.slice(2)
const now = Date.now()
const zones = [
  'America/Santiago',
  'America/New_York',
  'Europe/Madrid',
  'Asia/Kolkata',
  'Asia/Shanghai',
  'Pacific/Auckland',
  'Pacific/Honolulu',
]
const hourOf = (zone: string) => ((now + offsetOf(zone, now)) / 3_600_000) % 24
const timeZone = zones.reduce((best, zone) => (Math.abs(hourOf(zone) - 14) < Math.abs(hourOf(best) - 14) ? zone : best))

const dead = (deafTasks: readonly string[]): TunnelView => ({
  settings: {
    provider: 'ssh',
    host: 'tunnel.example',
    port: 22,
    user: 'callboard',
    auth: 'key',
    keyFile: '',
    remoteAddress: 'localhost',
    remotePort: 0,
    publicUrl: 'https://hooks.example',
    monthlyQuota: null,
  },
  hasSecret: true,
  pinned: null,
  state: {
    state: 'down',
    since: now - 1_500_000,
    tries: 7,
    nextTryAt: now + 20_000,
    problem: {
      code: 'unreachable',
      params: { host: 'tunnel.example', detail: '' },
      requestId: null,
      responseId: null,
      retCode: null,
      retMsg: null,
    },
  },
  probes: [],
  probeEveryMs: 20_000,
  lateAfterMs: 60_000,
  gaps: [],
  deaf: deafTasks.map(userTaskID => ({
    accountId: SEED_ACCOUNT,
    userTaskID,
    taskName: 'Reminder D+10 wave 1',
    callbackUrl: 'https://old.example/w/ab12/order',
  })),
  quota: { used: 0, limit: null, since: now, pollingTookOver: false },
  polling: 'down',
  pollMs: 3000,
})
const alive = (tasks: number): TunnelView => ({
  ...dead(tasks > 1 ? ['task-0001-9f3cb07e'] : []),
  state: { state: 'live', url: 'https://hooks.example', since: now - 7_200_000, probedAt: now - 4000, probeMs: 80 },
  polling: null,
})

interface Scene {
  readonly name: string
  readonly tasks: number
  readonly mood: 'idle' | 'busy' | 'odd'
  readonly tunnel: TunnelView
}
const scenes: Scene[] = [
  { name: '16-odd', tasks: 16, mood: 'odd', tunnel: alive(16) },
  ...[1, 30, 500].flatMap(tasks => [
    { name: `${tasks}-busy`, tasks, mood: 'busy' as const, tunnel: alive(tasks) },
    { name: `${tasks}-idle`, tasks, mood: 'idle' as const, tunnel: alive(tasks) },
    { name: `${tasks}-dead-tunnel`, tasks, mood: 'busy' as const, tunnel: dead(tasks > 1 ? ['task-0001-9f3cb07e'] : []) },
  ]),
]

for (const scene of scenes.filter(scene => scene.name.includes(only))) await shoot(scene)

async function shoot(scene: Scene): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'callboard-board-'))
  seedBoard({ dataDir, tasks: scene.tasks, mood: scene.mood, timeZone, now: Date.now() })
  const { OUT: out } = process.env
  const { page, ask, both, close } = await openPictureConsole({
    dataDir,
    folder,
    timeZone,
    ...(out ? { out } : {}),
    prepare: page =>
      page.route('**/call', async route => {
        const body = route.request().postDataJSON() as { name: string }
        if (body.name === 'tunnel.get') return route.fulfill({ json: { ok: true, value: scene.tunnel } })
        if (body.name === 'tunnel.gapsOf') return route.fulfill({ json: { ok: true, value: gaps(scene) } })
        return route.continue()
      }),
  })
  try {
    await ask('accounts.setSecret', { id: SEED_ACCOUNT, secret: 'secret-of-the-seed' })
    await ask('settings.set', { key: 'notice.noKeychain', value: true })
    for (const size of pictureSizes) {
      await page.setViewportSize(size)
      await page.goto(page.url())
      await page.getByRole('grid', { name: 'Tasks' }).getByRole('row').nth(2).waitFor()
      await page.waitForTimeout(2500)
      await both(`${scene.name}-${size.width}-board`)
      await page
        .getByRole('grid', { name: 'Tasks' })
        .getByRole('row')
        .nth(scene.tasks > 1 ? 5 : 2)
        .click()
      await page.waitForTimeout(1200)
      await both(`${scene.name}-${size.width}-panel`)
      await page.locator('.cb-panel-body').evaluate(body => body.scrollTo(0, 620))
      await both(`${scene.name}-${size.width}-panel-more`)
      if (size.width === 1920 && scene.tasks === 500 && scene.mood === 'busy') await measure(page, scene.name)
      await page.keyboard.press('Escape')
      await page.keyboard.press('Alt+w')
      await page.waitForTimeout(2500)
      await both(`${scene.name}-${size.width}-wallboard`)
      await page.keyboard.press('Escape')
    }
  } finally {
    await close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Time of one press of the main thread while every row is drawn anew 20 times: sort, filter, group. */
async function measure(page: Page, name: string): Promise<void> {
  await page.getByLabel('Filter by name or scene').focus()
  const took: number[] = []
  for (const text of ['r', 're', 'rem', 'remi', '', 'w', 'we', 'wel', '', 'n']) {
    took.push(
      await page.evaluate(async value => {
        const input = document.querySelector<HTMLInputElement>('.tasks-filter input')
        if (!input) return -1
        const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
        const started = performance.now()
        set?.call(input, value)
        input.dispatchEvent(new Event('input', { bubbles: true }))
        await new Promise(requestAnimationFrame)
        return performance.now() - started
      }, text),
    )
  }
  took.sort((a, b) => a - b)
  process.stdout.write(`${name}: filter to drawn, median ${took[5]?.toFixed(1)} ms, worst ${took.at(-1)?.toFixed(1)} ms\n`)
}

function gaps(scene: Scene) {
  const open = {
    id: 2,
    from: now - 1_500_000,
    to: null,
    state: 'open',
    tasks: scene.tasks,
    ordersPulled: 0,
    repairedAt: null,
    problem: null,
  }
  const repaired = {
    id: 1,
    from: now - 7_500_000,
    to: now - 7_100_000,
    state: 'repaired',
    tasks: 3,
    ordersPulled: 146,
    repairedAt: now - 7_000_000,
    problem: null,
  }
  return scene.tunnel.polling === 'down' ? [open, repaired] : [repaired]
}
