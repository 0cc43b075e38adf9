import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDriver } from './drivers/driver.ts'
import { createOperator, eventually } from './steps/operator.ts'
import { createScreens } from './steps/screens.ts'

test('"Explore with the simulator" shows a running task with ringing orders on a fresh data folder, and says how long that took', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-tour-'))
  const driver = await openDriver()
  const screens = createScreens(join('test-results', 'screens', `${driver.name}-tour`))
  const opened = await driver.open({ dataDir: join(folder, 'data') })
  const { page } = opened
  try {
    const clickedAt = Date.now()
    await page.getByRole('button', { name: 'Start exploring' }).click()
    await page.getByText('Payment reminder, sample').first().click()
    await page
      .getByRole('button', { name: /Ringing/ })
      .first()
      .waitFor()
    // Printed and no bound: the goal is 60 s (docs/measurements.md), and a machine that stands still must not decide.
    const seconds = (Date.now() - clickedAt) / 1000
    process.stdout.write(`${driver.name}: ringing orders ${seconds.toFixed(1)} s after "Start exploring"\n`)
    await page.getByText('SIMULATOR').first().waitFor()
    await screens.take(page, 'task-running')
    await createOperator(page).rail('Orders')
    await eventually(async () => expect(await page.getByTestId('order-count').innerText()).toBe('2,000 orders'))
    await screens.take(page, 'orders-live')
  } catch (error) {
    await page.screenshot({ path: join('test-results', `tour-failed-${driver.name}.png`) })
    throw error
  } finally {
    await opened.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
