import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { startSimulator } from '../../src-simulator/simulator.ts'
import { openDriver } from './drivers/driver.ts'
import { writeContactFile } from './steps/contact-file.ts'
import { createOperator, eventually } from './steps/operator.ts'
import { createScreens } from './steps/screens.ts'

const ROWS = 5000

test('an operator connects an account, imports 5,000 contacts, launches them once each, and reviews and exports the orders', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-main-job-'))
  // A task waits for more: it must not end where the first orders are all called before the last batch is there.
  const simulator = await startSimulator({ speed: 100, maxArray: 1000, idleSeconds: 86_400 })
  const driver = await openDriver()
  const screens = createScreens(join('test-results', 'screens', driver.name))
  const file = join(folder, 'mora-abril.csv')
  const { ready } = writeContactFile(file, ROWS)
  const opened = await driver.open({ dataDir: join(folder, 'data') })
  const { page } = opened
  const operator = createOperator(page)
  const { uuid, secretKey } = simulator.credentials.callbot
  try {
    await screens.take(page, 'first-start')

    await operator.connect({ name: 'Pacífico Crédito', uuid, secretKey: 'not-the-secret', baseUrl: simulator.url })
    await page.getByRole('heading', { name: 'The platform refused the signature' }).waitFor()
    await screens.take(page, 'wrong-secret')
    await operator.connect({ name: 'Pacífico Crédito', uuid, secretKey, baseUrl: simulator.url })
    await page.getByText('No tasks in this account yet').waitFor()
    await screens.take(page, 'tasks-empty')

    await operator.rail('Settings')
    await page.getByLabel('Profile name').fill('M. Rojas')
    await page.getByRole('button', { name: 'Save the name' }).click()

    await operator.rail('Orders')
    await page.getByText('No orders in this account yet').waitFor()
    await screens.take(page, 'orders-empty')

    await operator.importFile(file)
    await page.getByText('Digits lost in Excel').first().waitFor()
    await screens.take(page, 'contacts')

    await operator.fillTask({ name: 'Reminder D+3', scene: 'scene-demo', strategy: 'Once Only', lines: 200 })
    await operator.paintTheWholeWeek()
    await page.getByText('Immediate', { exact: true }).click()
    await page.getByText('This computer', { exact: true }).click()
    await page.getByText('nothing blocks').waitFor()
    await screens.take(page, 'setup')

    await page.getByRole('button', { name: 'Review and launch' }).click()
    await screens.take(page, 'launch-dialog')
    await page.keyboard.press('Escape')
    await operator.launch(ready)
    await eventually(async () => expect(await page.getByTestId('total-accepted').innerText()).toBe(ready.toLocaleString('en-US')))
    await page.getByText(/by M\. Rojas/).waitFor()
    // The last batch in the table, with its orders and how many of them were accepted.
    await page
      .getByRole('gridcell', { name: String(ready % 500), exact: true })
      .nth(1)
      .waitFor()
    await screens.take(page, 'submission')

    const sent = simulator.records.orders()
    expect({
      orders: sent.length,
      twice: sent.filter(order => order.timesCreated !== 1).length,
      phones: new Set(sent.map(order => order.userPhone)).size,
    }).toEqual({ orders: ready, twice: 0, phones: ready })

    await page.getByRole('button', { name: 'Open task' }).click()
    await eventually(() => expect(simulator.records.orders().every(order => order.finish)).toBe(true))
    const finished = `${ready.toLocaleString('en-US')} of ${ready.toLocaleString('en-US')} orders finished`
    await page.locator('.task-figure', { hasText: finished }).waitFor()
    await screens.take(page, 'task')

    await operator.rail('Orders')
    const count = page.getByTestId('order-count')
    await eventually(async () => expect(await count.innerText()).toBe(`${ready.toLocaleString('en-US')} orders`))
    await page.getByRole('navigation', { name: 'Add a filter' }).getByText('Completed call').click()
    const answered = simulator.records.orders().filter(order => order.callStatus === 6).length
    await eventually(async () => expect(await count.innerText()).toBe(`${answered.toLocaleString('en-US')} orders`))
    await page.getByRole('grid', { name: 'Orders' }).getByRole('row').nth(3).click()
    await page.getByRole('button', { name: 'Pull every call' }).click()
    await page.getByText(/known, pulled/).waitFor()
    await screens.take(page, 'orders')
    await page.getByText('Raw JSON', { exact: true }).click()
    await page.getByText('"callInfoDetail"').first().waitFor()
    await page.getByText(/"userPhone": "\d{3}•+\d{4}"/).waitFor()
    await screens.take(page, 'order-raw-json')
    await page.getByRole('button', { name: 'Show phones' }).click()
    await page.getByText(/"userPhone": "\d+"/).waitFor()
    await page.keyboard.press('Escape')

    await page.getByLabel('Phone, id, name, text').fill('Valentina 4242')
    await eventually(async () => expect(await count.innerText()).toMatch(/^[01] orders?$/))
    await page.getByLabel('Phone, id, name, text').fill('')
    await eventually(async () => expect(await count.innerText()).toBe(`${answered.toLocaleString('en-US')} orders`))

    await page.getByRole('button', { name: `Export ${answered.toLocaleString('en-US')}` }).click()
    const path = await page.getByTestId('export-path').innerText()
    await screens.take(page, 'orders-exported')
    const text = readFileSync(path, 'utf8')
    const table = Papa.parse<string[]>(text.slice(1), { skipEmptyLines: true }).data
    const known = new Set(
      simulator.records
        .orders()
        .filter(order => order.callStatus === 6)
        .map(order => order.userPhone),
    )
    expect({
      bom: text.startsWith('\ufeff'),
      rows: table.length - 1,
      strangers: table.slice(1).filter(row => !known.has((row[0] ?? '').replace(/\D/g, ''))).length,
    }).toEqual({ bom: true, rows: answered, strangers: 0 })

    for (const place of ['Webhooks', 'Accounts', 'Settings']) {
      await operator.rail(place)
      await page.waitForTimeout(400)
      await screens.take(page, place.toLowerCase())
    }
    await page.keyboard.press('Control+k')
    await screens.take(page, 'palette')
    await page.keyboard.press('Escape')
  } catch (error) {
    await page.screenshot({ path: join('test-results', `main-job-failed-${driver.name}.png`) })
    throw error
  } finally {
    await opened.close()
    await simulator.close()
  }

  // With the platform gone, everything is still there, from the cache.
  const again = await driver.open({ dataDir: join(folder, 'data') })
  try {
    await again.page.getByText('Reminder D+3').first().waitFor()
    await createOperator(again.page).rail('Orders')
    await eventually(async () =>
      expect(await again.page.getByTestId('order-count').innerText()).toBe(`${ready.toLocaleString('en-US')} orders`),
    )
    await screens.take(again.page, 'orders-offline')
  } finally {
    await again.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
