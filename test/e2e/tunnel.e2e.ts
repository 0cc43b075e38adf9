import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { type Simulator, startSimulator } from '../../src-simulator/simulator.ts'
import { freePort, startSshd } from '../tunnels/sshd.ts'
import { openDriver } from './drivers/driver.ts'
import { createOperator, eventually, type Operator } from './steps/operator.ts'
import { createScreens } from './steps/screens.ts'

/** One request, and enough that some are still called when the server dies, also after a standstill of the machine. */
const ORDERS = 480

interface At {
  readonly page: Page
  readonly folder: string
  readonly simulator: Simulator
  readonly operator: Operator
  readonly take: (name: string) => Promise<void>
}

/** A console with an account at its own simulator; everything is closed at the end, and a failure leaves a picture. */
async function withConsole(name: string, speed: number, run: (at: At) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), `callboard-tunnel-${name}-`))
  const simulator = await startSimulator({ speed })
  const driver = await openDriver()
  const screens = createScreens(join('test-results', 'screens', `${driver.name}-tunnel`, name))
  const opened = await driver.open({ dataDir: join(folder, 'data'), size: { width: 1280, height: 800 } })
  const { page } = opened
  const operator = createOperator(page)
  const { uuid, secretKey } = simulator.credentials.callbot
  try {
    await operator.connect({ name: 'Pacífico Crédito', uuid, secretKey, baseUrl: simulator.url })
    await page.getByText('No tasks in this account yet').waitFor()
    await run({ page, folder, simulator, operator, take: shot => screens.take(page, shot) })
  } catch (error) {
    await page.screenshot({ path: join('test-results', `tunnel-${name}-failed-${driver.name}.png`) })
    throw error
  } finally {
    await opened.close()
    await simulator.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const titleBar = (page: Page) => page.getByRole('banner').locator('[data-hue]')
const head = (page: Page, words: RegExp | string) => page.getByRole('heading', { name: words })
const save = (page: Page) => page.getByRole('button', { name: 'Save and connect' }).click()

test('an own address is live only when a probe comes back through it; a wrong one goes red with the reason, and tasks are polled', () =>
  withConsole('own', 1, async ({ page, take }) => {
    // The platform of this account is on this computer, so it needs no tunnel.
    await eventually(async () => expect(await titleBar(page).innerText()).toMatch(/^Listener live · nothing received yet$/))
    await titleBar(page).click()
    await head(page, 'No tunnel').waitFor()
    await page.getByText('because there is no tunnel').waitFor()
    await take('none')

    await page.getByRole('radio', { name: 'Address of your own' }).click()
    await save(page)
    await page.getByText('Needed', { exact: true }).waitFor()
    const address = page.getByLabel('Public address', { exact: true })
    await address.fill('hooks.pacifico.cl')
    await page.getByText('An address with https:// or http://').waitFor()
    const listener = await page.getByText(/^http:\/\/127\.0\.0\.1:\d+$/).innerText()
    await address.fill(listener)
    await save(page)
    await head(page, /^Live since/).waitFor()
    const probes = page.getByText(/^(\d+) of \1 came back/)
    const cameBack = async () => Number.parseInt(await probes.innerText(), 10)
    const sent = await cameBack()
    expect(sent).toBeGreaterThan(0)
    await eventually(async () => expect(await titleBar(page).innerText()).toMatch(/^Listener live · probe (just now|\d+ s ago)$/))
    await page.getByRole('button', { name: 'Probe now' }).click()
    await eventually(async () => expect(await cameBack()).toBeGreaterThan(sent))
    await take('own-live')

    // Nothing listens at port 9.
    await address.fill('http://127.0.0.1:9')
    await page.getByText('Where it changes they go deaf').waitFor()
    await save(page)
    await head(page, /^No webhooks since/).waitFor()
    await page.getByText('The tunnel carries nothing').waitFor()
    await page.getByText(/did not come back\. ECONNREFUSED\./).waitFor()
    await page.getByText(/^Tasks are polled every \d+ s until webhooks come through again/).waitFor()
    await eventually(async () => expect(await titleBar(page).innerText()).toMatch(/^No webhooks since \d\d:\d\d, polling every \d+ s$/))
    await page.getByText(/Next try in \d+ s|Trying now/).waitFor()
    // The strip is read without a mouse.
    await page.getByRole('slider', { name: /^Last probes/ }).focus()
    await page.getByText(/did not come back: nothing listens at that address \(ECONNREFUSED\)$/).waitFor()
    await take('own-down')

    await address.fill(listener)
    await save(page)
    await head(page, /^Live since/).waitFor()
    await page.getByText(/^repaired \d\d:/).waitFor()
    await take('own-back')

    await page.getByRole('radio', { name: 'No tunnel, polling only' }).click()
    await page.getByRole('button', { name: 'Save, poll only' }).click()
    await head(page, 'No tunnel').waitFor()
  }))

test('webhooks come through a server whose key was compared; it dies and is said, comes back and the gap is pulled; another key blocks until the host is typed', async () => {
  const sshd = await startSshd()
  try {
    await withConsole('ssh', 40, async ({ page, folder, simulator, operator, take }) => {
      const remotePort = await freePort()
      await titleBar(page).click()
      await page.getByRole('radio', { name: 'SSH to a server of yours' }).click()
      for (const [label, value] of [
        ['Server', '127.0.0.1'],
        ['SSH port', String(sshd.port)],
        ['User', sshd.user],
        ['Key file', sshd.keyFile],
        ['It listens at', '127.0.0.1'],
        ['Its port', String(remotePort)],
      ] as const)
        await page.getByLabel(label, { exact: true }).fill(value)
      await save(page)
      await head(page, 'Is this your server?').waitFor()
      await page.getByText(sshd.fingerprint(), { exact: true }).waitFor()
      await page.getByText('ssh-keygen -lf').waitFor()
      await take('key-new')
      await page.getByRole('button', { name: 'Trust this key' }).click()
      await head(page, /^Live since/).waitFor()
      await page.getByText(`http://127.0.0.1:${remotePort}`, { exact: true }).first().waitFor()

      const file = join(folder, 'april.csv')
      writeFileSync(file, `phone,name\n${Array.from({ length: ORDERS }, (_, at) => `+569${40_000_000 + at},Rojas ${at}\n`).join('')}`)
      await operator.importFile(file)
      await operator.fillTask({ name: 'Reminder D+3', scene: 'scene-demo', strategy: 'Once Only', lines: 10 })
      await operator.paintTheWholeWeek()
      await page.getByText('Immediate', { exact: true }).click()
      await page.getByText('This computer', { exact: true }).click()
      await page.getByText('nothing blocks').waitFor()
      await operator.launch(ORDERS)
      await eventually(() =>
        expect(
          simulator.records.webhooks().filter(({ url, status }) => url.includes(`:${remotePort}/`) && status === 200).length,
        ).toBeGreaterThan(3),
      )

      const answered = () => simulator.records.webhooks().filter(({ status }) => status === 200).length
      const unanswered = simulator.records.webhooks().length - answered()
      await sshd.kill()
      await titleBar(page).click()
      await head(page, /^No webhooks since/).waitFor()
      await eventually(async () => expect(await titleBar(page).innerText()).toMatch(/^No webhooks since \d\d:\d\d, polling every/))
      await page.getByRole('cell', { name: 'open', exact: true }).waitFor()
      await take('down')
      await eventually(() => expect(simulator.records.webhooks().length - answered()).toBeGreaterThan(unanswered))

      await sshd.start()
      await head(page, /^Live since/).waitFor()
      await page.getByText(/^repaired \d\d:/).waitFor()
      await take('repaired')
      await eventually(() => expect(simulator.records.orders().every(order => order.finish)).toBe(true))
      await operator.rail('Tasks')
      await page.getByText('Reminder D+3').first().click()
      await page.locator('.task-figure', { hasText: `${ORDERS} of ${ORDERS} orders finished` }).waitFor()

      const pinned = sshd.fingerprint()
      await sshd.kill()
      sshd.changeHostKey()
      await sshd.start()
      await titleBar(page).click()
      await head(page, /^The server shows another key/).waitFor()
      await page.getByText(pinned, { exact: true }).first().waitFor()
      await page.getByText(sshd.fingerprint(), { exact: true }).first().waitFor()
      await take('key-changed')
      await page.getByRole('button', { name: 'Forget the trusted key' }).click()
      const trust = page.getByRole('dialog').getByRole('button', { name: 'Forget it, trust the new key' })
      expect(await trust.isEnabled()).toBe(false)
      await page.getByRole('dialog').getByRole('textbox').fill('127.0.0.1')
      await trust.click()
      await head(page, /^Live since/).waitFor()
    })
  } finally {
    await sshd.close()
  }
})
