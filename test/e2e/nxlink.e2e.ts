import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startSimulator } from '../../src-simulator/simulator.ts'
import { openDriver } from './drivers/driver.ts'
import { writeContactFile } from './steps/contact-file.ts'
import { createOperator, eventually } from './steps/operator.ts'
import { createScreens } from './steps/screens.ts'

const ROWS = 300

test('an operator launches 300 contacts on NXLink once each, and its call records tell what became of every order', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-nxlink-'))
  const simulator = await startSimulator({ speed: 400, maxArray: 1000 })
  const driver = await openDriver()
  const screens = createScreens(join('test-results', 'screens', `${driver.name}-nxlink`))
  const file = join(folder, 'mora-abril.csv')
  const { ready } = writeContactFile(file, ROWS)
  const opened = await driver.open({ dataDir: join(folder, 'data') })
  const { page } = opened
  const operator = createOperator(page)
  const { accessKey, accessSecret } = simulator.credentials.nxlink
  try {
    await operator.connectNxlink({
      name: 'Pacífico NXLink',
      accessKey,
      accessSecret: 'not-the-secret',
      tenantId: '1001',
      gateway: simulator.url,
    })
    await page.getByRole('heading', { name: 'The platform refused the signature' }).waitFor()
    await operator.connectNxlink({ name: 'Pacífico NXLink', accessKey, accessSecret, tenantId: '1001', gateway: simulator.url })
    await page.getByText('No tasks in this account yet').waitFor()
    await screens.take(page, 'tasks-empty')

    await operator.importFile(file)
    await page.getByRole('button', { name: /^Use [\d,]+ contact/ }).click()
    await page.getByText('NXLink takes less than Callbot.').waitFor()
    await page.getByText('gives no answer per number').waitFor()
    await page.getByLabel('Task name').fill('Reminder by NXLink')
    await page.getByLabel('Strategy').fill('Once Only')
    await page.getByRole('combobox', { name: 'Country' }).click()
    await page.keyboard.type('Chile')
    await page.getByRole('option', { name: 'Chile' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('Immediate', { exact: true }).click()
    for (const [label, value] of [
      ['Ratio rate, one decimal', '1.5'],
      ['Predictive rate, two decimals', '0.25'],
      ['Start value', '1'],
    ] as const)
      await page.getByLabel(label).fill(value)
    await page.getByLabel('Agent group number').fill('101')
    await page.keyboard.press('Tab')
    await page.getByText('nothing blocks').waitFor()
    await screens.take(page, 'setup')

    await operator.launch(ready)
    await eventually(async () => expect(await page.getByTestId('total-accepted').innerText()).toBe(ready.toLocaleString('en-US')))
    await screens.take(page, 'submission')
    const sent = simulator.records.orders()
    expect({
      orders: sent.length,
      twice: sent.filter(order => order.timesCreated !== 1).length,
      phones: new Set(sent.map(order => order.userPhone)).size,
    }).toEqual({ orders: ready, twice: 0, phones: ready })

    await page.getByRole('button', { name: 'Open task' }).click()
    await eventually(() => expect(simulator.records.orders().every(order => order.finish)).toBe(true))
    await page.getByRole('button', { name: 'Pull records' }).first().click()
    await page.locator('.task-figure', { hasText: `${ready} of ${ready} orders finished` }).waitFor()
    await screens.take(page, 'task')

    await operator.rail('Orders')
    const count = page.getByTestId('order-count')
    await eventually(async () => expect(await count.innerText()).toBe(`${ready} orders`))
    await page.getByRole('grid', { name: 'Orders' }).getByRole('row').nth(2).click()
    await page.getByRole('button', { name: 'Pull every call' }).click()
    await page.getByText(/known, pulled/).waitFor()
    await page.getByText('Raw JSON', { exact: true }).click()
    await page.getByText('"callId"').first().waitFor()
    await screens.take(page, 'order')
  } catch (error) {
    await page.screenshot({ path: join('test-results', `nxlink-failed-${driver.name}.png`) })
    throw error
  } finally {
    await opened.close()
    await simulator.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
