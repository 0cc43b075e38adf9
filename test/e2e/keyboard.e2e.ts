import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDriver } from './drivers/driver.ts'
import { createKeyboard } from './steps/keyboard.ts'
import { eventually } from './steps/operator.ts'

test('the whole tour is done without a mouse: explore, pause a task, find, tick and open orders, move between screens, paint the hours of a new task', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-keyboard-'))
  const driver = await openDriver()
  const opened = await driver.open({ dataDir: join(folder, 'data') })
  const { page } = opened
  const keys = createKeyboard(page)
  const count = page.getByTestId('order-count')
  try {
    await page.getByRole('heading', { name: 'Explore with the simulator' }).waitFor()
    await keys.tabTo(page.getByRole('button', { name: 'Start exploring' }))
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Payment reminder, sample' }).waitFor()
    await page.getByRole('button', { name: 'Pause', exact: true }).waitFor()

    // The list of tasks: the cursor, the panel, and back to the row it was opened from.
    const tasks = page.getByRole('grid', { name: 'Tasks' })
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { name: 'Payment reminder, sample' }).waitFor({ state: 'detached' })
    await keys.tabTo(tasks)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Payment reminder, sample' }).waitFor()
    expect(await keys.focusIsOn(tasks)).toBe(true)

    // P asks first; Esc is the safe answer, and the focus is on the list again.
    await page.keyboard.press('p')
    await page.getByRole('dialog').getByText('Pause Payment reminder, sample?').waitFor()
    await eventually(async () => expect(await keys.focusedName()).toBe('Leave as it is'))
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await eventually(async () => expect(await keys.focusIsOn(tasks)).toBe(true))
    await page.keyboard.press('p')
    // The dialog takes the focus a moment after it is drawn; a walk that has begun before would be sent back.
    await eventually(async () => expect(await keys.focusedName()).toBe('Leave as it is'))
    // The task dials on: when it has become another size meanwhile the dialog says so, and is agreed to once more.
    await eventually(async () => {
      if ((await page.getByRole('dialog').count()) === 0) return
      await keys.tabTo(page.getByRole('dialog').getByRole('button', { name: 'Pause task' }))
      await page.keyboard.press('Enter')
      await page.getByRole('dialog').waitFor({ state: 'detached', timeout: 5_000 })
    })
    await page.getByRole('button', { name: 'Start', exact: true }).waitFor()

    // A button that works keeps the focus: the next key does not go to the page.
    const pull = page.getByRole('button', { name: 'Pull tasks', exact: true })
    await keys.tabTo(pull)
    await page.keyboard.press('Enter')
    await page.locator('button[aria-busy=true]', { hasText: 'Pull tasks' }).waitFor({ state: 'detached' })
    expect(await keys.focusIsOn(pull)).toBe(true)

    // Sorted by the finish, grouped by scene, and as it was.
    const byFinish = tasks.getByRole('button', { name: 'Finishes' })
    await keys.tabTo(byFinish)
    await page.keyboard.press('Enter')
    await tasks.locator('[role=columnheader][aria-sort=ascending]', { hasText: 'Finishes' }).waitFor()
    await page.keyboard.press('Enter')
    await tasks.locator('[role=columnheader][aria-sort=descending]', { hasText: 'Finishes' }).waitFor()
    await page.keyboard.press('Enter')
    await tasks.locator('[aria-sort]').waitFor({ state: 'detached' })
    const group = (by: string) => page.getByRole('button', { name: `Group: ${by}` })
    const choose = async (by: string) => {
      await page.keyboard.press('Enter')
      const item = page.getByRole('menuitem', { name: by })
      await item.waitFor()
      // The menu takes the focus a moment after it is drawn.
      await eventually(async () => {
        await page.keyboard.press('ArrowDown')
        expect(await keys.focusIsOn(item)).toBe(true)
      })
      await page.keyboard.press('Enter')
    }
    await keys.tabTo(group('status'))
    await choose('scene')
    await group('scene').waitFor()
    await eventually(async () => expect(await keys.focusIsOn(group('scene'))).toBe(true))
    await choose('status')
    await group('status').waitFor()
    await eventually(async () => expect(await keys.focusIsOn(group('status'))).toBe(true))

    // Its orders: search, tick, open, close.
    await keys.tabTo(tasks)
    await page.keyboard.press('o')
    await eventually(async () => expect(await count.innerText()).toBe('2,000 orders'))
    await page.keyboard.press('/')
    expect(await keys.focusedName()).toBe('Phone, id, name, text')
    // At once, as pasted: between two letters a slow machine searches for the first ones, and the list is made anew under the cursor.
    await page.keyboard.insertText('Rojas')
    await page.keyboard.press('Escape')
    await eventually(async () => expect(await count.innerText()).toMatch(/^(?!2,000 )[\d,]+ orders$/))
    const orders = page.getByRole('grid', { name: 'Orders' })
    await keys.tabTo(orders)
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('Shift+X')
    await page.getByText('3 selected').first().waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Pull every call' }).waitFor()
    // Esc closes the innermost: first the list of columns, then the panel.
    await keys.tabTo(page.getByRole('button', { name: 'Columns' }))
    await page.keyboard.press('Enter')
    const columns = page.getByRole('group', { name: 'Columns shown' })
    await columns.waitFor()
    // The list takes the focus a moment after it is drawn, and hears the key only then.
    await eventually(async () => expect(await columns.evaluate(list => list.contains(document.activeElement))).toBe(true))
    await page.keyboard.press('Escape')
    await columns.waitFor({ state: 'detached' })
    await eventually(async () => expect(await keys.focusedName()).toBe('Columns'))
    await keys.tabTo(page.getByRole('button', { name: 'Pull every call' }))
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Pull every call' }).waitFor({ state: 'detached' })
    await eventually(async () => expect(await keys.focusIsOn(orders)).toBe(true))

    // The palette and the list of shortcuts.
    await page.keyboard.press('Control+k')
    await page.keyboard.type('go to webhooks')
    await page.getByRole('option', { name: /^Go to Webhooks/i, selected: true }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Webhooks', level: 1 }).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText('Find or do anything').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    for (const [digit, name] of [
      ['2', 'Contacts'],
      ['4', 'Webhooks'],
      ['5', 'Accounts'],
      ['6', 'Settings'],
      ['3', 'Orders'],
      ['1', 'Tasks'],
    ] as const) {
      await page.keyboard.press(`Alt+${digit}`)
      await page.getByRole('navigation', { name: 'Screens' }).locator('[aria-current=page]', { hasText: name }).waitFor()
    }

    // A new task: its hours painted by keyboard, its days by their switches.
    await keys.tabTo(page.getByRole('button', { name: 'New task' }))
    await page.keyboard.press('Enter')
    await page.getByLabel('Task name').waitFor()
    await keys.tabTo(page.getByRole('button', { name: 'Clear', exact: true }))
    await page.keyboard.press('Enter')
    const grid = page.getByLabel(/^Half-hours of every chosen day/)
    const painted = () => grid.locator('[aria-selected=true]').count()
    await eventually(async () => expect(await painted()).toBe(0))
    await keys.tabTo(grid)
    await page.keyboard.press('Home')
    for (let step = 0; step < 18; step += 1) await page.keyboard.press('ArrowRight')
    await page.keyboard.press(' ')
    for (let step = 0; step < 7; step += 1) await page.keyboard.press('Shift+ArrowRight')
    await eventually(async () => expect(await painted()).toBe(8))
    const saturday = page.getByRole('switch', { name: 'Dial on Sat' })
    await keys.tabTo(saturday)
    const before = await saturday.isChecked()
    await page.keyboard.press(' ')
    await eventually(async () => expect(await saturday.isChecked()).toBe(!before))
    await page.keyboard.press('Alt+ArrowLeft')
    await page.getByRole('heading', { name: 'Tasks', level: 1 }).waitFor()
    expect(keys.unseen()).toEqual([])
  } catch (error) {
    await page.screenshot({ path: join('test-results', `keyboard-failed-${driver.name}.png`) })
    throw error
  } finally {
    await opened.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
