import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { startSimulator } from '../../src-simulator/simulator.ts'
import { openDesktop } from './drivers/desktop.ts'
import { openDriver } from './drivers/driver.ts'
import { createOperator, eventually } from './steps/operator.ts'

const ORDERS = 40

const clockOf = (at: number) => {
  const time = new Date(at)
  return [time.getHours(), time.getMinutes()].map(part => String(part).padStart(2, '0')).join(':')
}

const quietSwitch = (page: Page) => page.getByRole('switch', { name: 'Quiet hours' })

test('the desktop tells what happened while the console lies minimized, a press on it brings the console to the front with the rows, and quiet hours hold it back', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-notices-'))
  const desktop = await openDesktop()
  const simulator = await startSimulator({ speed: 120 })
  const driver = await openDriver()
  const opened = await driver.open({ dataDir: join(folder, 'data'), onDisplay: true, size: { width: 1280, height: 800 } })
  const { page } = opened
  const operator = createOperator(page)
  const { uuid, secretKey } = simulator.credentials.callbot
  const titles = () => desktop.shown().map(({ title }) => title)
  const minimize = async () => {
    await desktop.minimize('Callboard')
    await eventually(async () => expect(await desktop.frontWindow()).not.toContain('Callboard'))
  }
  const clickAndComeToFront = async () => {
    await desktop.clickNotification()
    await eventually(async () => expect(await desktop.frontWindow()).toContain('Callboard'))
  }
  try {
    // What the operator answers to the browser's own question, which lies outside of the page.
    if (driver.name === 'chromium') await page.context().grantPermissions(['notifications'], { origin: new URL(page.url()).origin })
    await operator.connect({ name: 'Pacífico Crédito', uuid, secretKey, baseUrl: simulator.url })
    await page.getByText('No tasks in this account yet').waitFor()
    const file = join(folder, 'reminder.csv')
    writeFileSync(file, `phone,name\n${Array.from({ length: ORDERS }, (_, at) => `+569${40_000_000 + at},Rojas ${at}\n`).join('')}`)
    await operator.importFile(file)
    await operator.fillTask({ name: 'Reminder D+3', scene: 'scene-demo', strategy: 'Once Only', lines: 10 })
    await operator.paintTheWholeWeek()
    await page.getByText('Manual', { exact: true }).click()
    await page.getByText('This computer', { exact: true }).click()
    await page.getByText('nothing blocks').waitFor()
    await operator.launch(ORDERS)
    await minimize()
    // Only now: the task must not end while the console is still in front.
    await eventually(() => expect(simulator.records.orders()).toHaveLength(ORDERS))
    expect(simulator.startTask(simulator.records.tasks()[0]?.userTaskID ?? '')).toBe(true)
    await eventually(() => expect(titles()).toEqual(['Reminder D+3 is completed']))
    expect(desktop.shown()[0]?.body).toContain(`${ORDERS} of ${ORDERS} orders finished.`)

    await clickAndComeToFront()
    await page.locator('.task-figure', { hasText: `${ORDERS} of ${ORDERS} orders finished` }).waitFor()
    await page.getByRole('button', { name: 'Alerts, none new' }).waitFor()

    await operator.rail('Settings')
    await quietSwitch(page).click({ force: true })
    const now = Date.now()
    await page.getByLabel('Quiet from').fill(clockOf(now - 3_600_000))
    await page.getByLabel('Quiet to').fill(clockOf(now + 3_600_000))
    // A program that is not there: the tunnel is refused, and stays so until somebody changes it.
    await page.getByRole('banner').locator('[data-hue]').click()
    await page.getByRole('radio', { name: 'Cloudflare (cloudflared)' }).click()
    await page.getByLabel('Program', { exact: true }).fill('/nonexistent/cloudflared')
    await page.getByRole('button', { name: 'Save and connect' }).click()
    await page.getByRole('button', { name: 'Alerts, 1 new' }).waitFor()
    await desktop.notifyFromElsewhere('Lunch')
    expect(titles()).toEqual(['Reminder D+3 is completed', 'Lunch'])

    await operator.rail('Settings')
    await quietSwitch(page).click({ force: true })
    await eventually(() => expect(titles()).toEqual(['Reminder D+3 is completed', 'Lunch', 'The tunnel is down']))
    await minimize()
    await clickAndComeToFront()
    await page.getByLabel('Program', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Alerts, none new' }).waitFor()
  } catch (error) {
    await page.screenshot({ path: join('test-results', `notices-failed-${driver.name}.png`) })
    throw error
  } finally {
    await opened.close()
    await simulator.close()
    await desktop.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
