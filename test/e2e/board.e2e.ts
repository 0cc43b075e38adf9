import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { startSimulator } from '../../src-simulator/simulator.ts'
import { openDriver } from './drivers/driver.ts'
import { writeContactFile } from './steps/contact-file.ts'
import { createOperator, eventually } from './steps/operator.ts'
import { createScreens } from './steps/screens.ts'

const ROWS = 602

/** A count and when it was first reached, UTC milliseconds. */
type Reached = { readonly count: number; readonly at: number }

/** Notes every change of the finished count in the only row of the board, as the operator could read it. */
const watchRow = (page: Page) =>
  page.evaluate(() => {
    const seen: Reached[] = []
    Object.assign(window, { seenCounts: seen })
    const look = () => {
      const text = document.querySelector('.cb-table [role=row][aria-selected] .cb-cell:nth-child(4) b')?.textContent ?? ''
      const count = Number(text.replace(/\D/g, ''))
      if (text !== '' && seen.at(-1)?.count !== count) seen.push({ count, at: Date.now() })
    }
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true })
    look()
  })
const seenCounts = (page: Page) => page.evaluate(() => (window as unknown as { seenCounts: Reached[] }).seenCounts)

/** How long after the platform had so many finished the board showed at least as many; one entry for each step of the platform. */
function delays(truth: readonly Reached[], shown: readonly Reached[]): number[] {
  return truth.map(({ count, at }) => (shown.find(step => step.count >= count)?.at ?? Infinity) - at)
}

test('a supervisor sees a row move with its webhooks, opens a slice, is told that the task ended, and puts the board on the wall', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-board-'))
  const simulator = await startSimulator({ speed: 60 })
  const driver = await openDriver()
  const screens = createScreens(join('test-results', 'screens', `${driver.name}-board`))
  const file = join(folder, 'board.csv')
  const { ready } = writeContactFile(file, ROWS)
  const opened = await driver.open({ dataDir: join(folder, 'data') })
  const { page } = opened
  const operator = createOperator(page)
  const { uuid, secretKey } = simulator.credentials.callbot
  const finished = () => simulator.records.orders().filter(order => order.finish).length
  const truth: Reached[] = []
  const clock = setInterval(() => {
    const count = finished()
    if (count > (truth.at(-1)?.count ?? 0)) truth.push({ count, at: Date.now() })
  }, 10)
  try {
    await operator.connect({ name: 'Pacífico Crédito', uuid, secretKey, baseUrl: simulator.url })
    await page.getByText('No tasks in this account yet').waitFor()
    await operator.importFile(file)
    await operator.fillTask({ name: 'Reminder D+3', scene: 'scene-demo', strategy: 'Once Only', lines: 60 })
    await operator.paintTheWholeWeek()
    await page.getByText('Manual', { exact: true }).click()
    await page.getByText('This computer', { exact: true }).click()
    await page.getByText('nothing blocks').waitFor()
    await operator.launch(ready)
    await eventually(() => expect(simulator.records.orders()).toHaveLength(ready))
    await operator.rail('Tasks')
    await page.getByRole('grid', { name: 'Tasks' }).getByText('Reminder D+3').waitFor()
    await watchRow(page)
    // Only now: everything that happens is seen.
    expect(simulator.startTask(simulator.records.tasks()[0]?.userTaskID ?? '')).toBe(true)

    await eventually(() => expect(finished()).toBeGreaterThan(ready / 2))
    await screens.take(page, 'board')
    await eventually(() => expect(finished()).toBe(ready))
    const all = `${ready.toLocaleString('en-US')} / ${ready.toLocaleString('en-US')}`
    await page.getByRole('gridcell', { name: all }).waitFor()
    const seen = await seenCounts(page)
    const late = delays(truth, seen).sort((a, b) => a - b)
    // Printed and no bound: the goal is a second (docs/measurements.md), and a machine that stands still must not decide.
    process.stdout.write(
      `row after webhook (${driver.name}): median ${late[late.length >> 1]} ms, worst ${late.at(-1)} ms, ${late.length} steps\n`,
    )
    // Every step of the platform was shown, and the count never went back.
    expect(late.length).toBeGreaterThan(0)
    expect(late.filter(delay => !Number.isFinite(delay))).toEqual([])
    expect(seen.map(({ count }) => count)).toEqual(seen.map(({ count }) => count).toSorted((a, b) => a - b))

    // The task ends by itself once nobody is left to call; the bell says so and leads to it.
    await page.getByRole('button', { name: 'Alerts, 1 new' }).click()
    await page.getByText('Reminder D+3 is completed').waitFor()
    await screens.take(page, 'alert')
    await page.getByText('Reminder D+3 is completed').click()
    await page.locator('.task-figure', { hasText: `${ready} of ${ready} orders finished` }).waitFor()
    await page.getByRole('button', { name: 'Alerts, none new' }).waitFor()
    await screens.take(page, 'panel')

    const answered = simulator.records.orders().filter(order => order.callStatus === 6).length
    await page.locator('.task-outcome', { hasText: 'Completed call' }).click()
    await eventually(async () => expect(await page.getByTestId('order-count').innerText()).toBe(`${answered} orders`))

    await page.keyboard.press('Alt+w')
    const wall = page.getByRole('main', { name: 'Wallboard' })
    await eventually(async () =>
      expect(await wall.locator('.wall-figure', { hasText: 'calls today' }).locator('b').innerText()).not.toBe('0'),
    )
    await eventually(async () =>
      expect(await wall.locator('.wall-outcome', { hasText: 'Completed call' }).locator('b').innerText()).toBe(String(answered)),
    )
    expect(await page.getByRole('navigation', { name: 'Screens' }).count()).toBe(0)
    await screens.take(page, 'wallboard')
    await page.keyboard.press('Escape')
    await page.getByRole('grid', { name: 'Tasks' }).waitFor()
  } catch (error) {
    await page.screenshot({ path: join('test-results', `board-failed-${driver.name}.png`) })
    throw error
  } finally {
    clearInterval(clock)
    await opened.close()
    await simulator.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
