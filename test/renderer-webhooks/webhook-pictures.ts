import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSimulator } from '../../src-simulator/simulator.ts'
import { openPictureConsole, type PictureConsole } from '../renderer/picture-console.ts'
import { orderBody, post, signed, taskBody } from '../webhooks/receiving-rig.ts'
import { asBytes, createSender } from '../webhooks/sender.ts'

/*
 * Pictures of the webhooks screen with deliveries that were really sent to the built served host:
 * node test/renderer-webhooks/webhook-pictures.ts [folder] [scene]
 * Scenes: log (nothing yet, a few, every kind of wrong one, panels, replay, tests, listener), many (100,000 deliveries).
 */
const [folder = join(tmpdir(), 'callboard-webhook-pictures'), only = ''] = process.argv.slice(2)

interface Stage extends Omit<PictureConsole, 'launch'> {
  readonly accountId: string
  readonly uuid: string
  readonly secretKey: string
  url(kind: 'task' | 'order' | 'call'): string
  launch(orders: number, name: string): Promise<{ userTaskID: string }>
}

/** A console with an account at a simulator of its own, on the webhooks screen. */
async function onStage(run: (stage: Stage) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'callboard-webhook-pictures-'))
  const simulator = await startSimulator({ speed: 60 })
  const console = await openPictureConsole({ dataDir, folder })
  const { uuid, secretKey } = simulator.credentials.callbot
  try {
    const accountId = await console.connect(simulator)
    const urls = await console.ask('webhooks.addresses', { accountId })
    if (!urls) throw new Error('nothing listens')
    await console.page.getByRole('navigation').getByText('Webhooks', { exact: true }).click()
    await run({
      ...console,
      accountId,
      uuid,
      secretKey,
      url: kind => urls[`${kind}CallbackUrl`],
      launch: (orders, name) => console.launch(accountId, orders, name),
    })
  } finally {
    await console.close()
    await simulator.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

const tab = (page: Stage['page'], name: string) =>
  page
    .getByRole('complementary')
    .getByText(new RegExp(`^${name}`))
    .first()
    .click()

const scenes = {
  log: () =>
    onStage(async ({ page, take, uuid, secretKey, url, launch }) => {
      await page.getByText('Nothing received yet').first().waitFor()
      await take('empty')
      await launch(40, 'Reminder D+3')
      await page.getByText('Verified').first().waitFor()
      await page.waitForTimeout(6000)
      const by = { uuid, secretKey, algorithm: 'MD5' as const }
      const body = (id: string) => orderBody(id, { userName: 'Ana Rojas' })
      const good = body('unknown-order-1')
      await post(url('order'), good, signed(good, by))
      const once = signed(body('order-twice'), by)
      await post(url('order'), body('order-twice'), once)
      await post(url('order'), body('order-twice'), once)
      const spaced = body('order-body-changed')
      await post(url('order'), spaced, signed(spaced.replaceAll('":', '": ').replaceAll(',"', ', "'), by))
      const changed = body('order-tampered')
      await post(url('order'), changed.replace('"callDuration":60', '"callDuration":61'), signed(changed, by))
      await post(url('order'), body('order-secret'), signed(body('order-secret'), { ...by, secretKey: 'an older secret' }))
      await post(url('order'), body('order-sha'), signed(body('order-sha'), { ...by, algorithm: 'SHA256' }))
      await post(url('order'), body('order-other-uuid'), signed(body('order-other-uuid'), { ...by, uuid: 'uuid-of-another' }))
      await post(url('order'), body('order-late'), signed(body('order-late'), { ...by, at: Date.now() - 3_900_000 }))
      const wrongAlgorithm = signed(body('order-algorithm'), { ...by, algorithm: 'SHA256' })
      await post(url('order'), body('order-algorithm'), { ...wrongAlgorithm, algorithm: 'MD5' })
      await post(url('order'), body('order-unsigned'), { 'content-type': 'application/json' })
      await post(url('call'), body('order-odd-code'), signed(body('order-odd-code'), by))
      const odd = orderBody('order-code-14', {}, { callStatus: 14 })
      await post(url('call'), odd, signed(odd, by))
      await post(url('task'), taskBody('a-task-nobody-knows', 2, 3), signed(taskBody('a-task-nobody-knows', 2, 3), by))
      await post(url('order'), 'not json at all', signed('not json at all', by))
      await post(url('order').replace(/[^/]+\/order$/, 'nobody/order'), '{}', signed('{}', by))
      await page.waitForTimeout(1200)
      await page.getByText(/^\d+ new$/).click()
      await page.waitForTimeout(400)
      await take('every-kind')
      for (const [name, id] of [
        ['verified', 'unknown-order-1'],
        ['body-rewritten', 'order-body-changed'],
        ['tampered', 'order-tampered'],
        ['wrong-secret', 'order-secret'],
        ['other-uuid', 'order-other-uuid'],
        ['stale', 'order-late'],
        ['algorithm', 'order-algorithm'],
        ['unsigned', 'order-unsigned'],
        ['duplicate', 'order-twice'],
      ] as const) {
        await page.getByLabel('orderID, phone, any text').fill(id)
        await page.waitForTimeout(700)
        await page.getByRole('row').nth(1).click()
        await page.waitForTimeout(500)
        await take(`panel-${name}`)
        if (name === 'verified' || name === 'unsigned')
          for (const each of ['Body', 'Headers', 'Our answer', 'Effect']) {
            await tab(page, each)
            await page.waitForTimeout(200)
            await take(`panel-${name}-${each.toLowerCase().replace(' ', '-')}`)
          }
        await page.keyboard.press('Escape')
      }
      await page.getByRole('button', { name: 'Clear all' }).first().click()
      await page.getByRole('button', { name: 'Replay', exact: true }).click()
      await page.waitForTimeout(300)
      await take('replay-since')
      await page.getByRole('button', { name: 'Show what would change' }).click()
      await page.waitForTimeout(1500)
      await take('replay-no-change')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Send a test event' }).click()
      await page.waitForTimeout(300)
      await take('test-dialog')
      await page.getByRole('button', { name: 'Send the test event' }).click()
      await page.getByText(/^Answered HTTP/).waitFor()
      await take('test-sent')
      await page.getByRole('button', { name: 'Show it' }).click()
      await page.waitForTimeout(800)
      await take('test-shown')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Send a test event' }).click()
      await page.getByRole('button', { name: 'Remove all test events' }).click()
      await page.getByText(/test events? removed/).waitFor()
      await take('test-removed')
      await page.keyboard.press('Escape')
      await page.getByText('Listener', { exact: true }).last().click()
      await page.waitForTimeout(600)
      await take('listener')
      await page.locator('.webhook-listener').evaluate(body => body.scrollTo(0, 9999))
      await take('listener-rules')
    }),
  replay: () =>
    onStage(async ({ page, take, ask, accountId, uuid, secretKey, url }) => {
      const later = { uuid, secretKey: 'the renewed key', algorithm: 'MD5' as const }
      for (let index = 0; index < 40; index += 1) {
        const body = orderBody(`order-${index}`, { userPhone: `569${40_000_000 + index}` }, { callStatus: index % 3 === 0 ? 6 : 22 })
        await post(url('order'), body, signed(body, index % 4 === 0 ? { ...later, secretKey } : later))
      }
      await page.getByText('Wrong signature').first().waitFor()
      await page.waitForTimeout(1000)
      await page
        .getByText(/^\d+ new$/)
        .click({ timeout: 2000 })
        .catch(() => undefined)
      await ask('accounts.setSecret', { id: accountId, secret: 'the renewed key' })
      await page.waitForTimeout(600)
      await page.getByRole('row').filter({ hasText: 'Wrong signature' }).first().click()
      await page.waitForTimeout(500)
      await take('matches-now')
      await tab(page, 'Effect')
      await take('matches-now-effect')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Replay', exact: true }).click()
      await page.getByRole('button', { name: 'Show what would change' }).click()
      await page.getByText('Would change').waitFor()
      await take('replay-many')
      await page.getByRole('button', { name: /^Replay \d+ deliver/ }).click()
      await page.getByText(/deliveries replayed/).waitFor()
      await take('replay-done')
    }),
  many: () =>
    onStage(async ({ page, take, uuid, secretKey, url }) => {
      const { port, pathname } = new URL(url('order'))
      const sender = createSender({
        port: Number(port),
        connections: 32,
        next: id => {
          const body = orderBody(`order-${id}`, { userTaskID: `task-${id % 7}`, userPhone: `569${40_000_000 + id}` })
          const secret = id % 997 === 0 ? 'wrong' : secretKey
          return { id, bytes: asBytes(pathname, signed(body, { uuid, secretKey: secret, algorithm: 'MD5' }), body) }
        },
        answered: () => undefined,
      })
      await sender.atRate(2500, 40)
      sender.close()
      await page.waitForTimeout(20_000)
      await take('many')
    }),
} as const

for (const [name, scene] of Object.entries(scenes)) if (name.includes(only)) await scene()
