import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { startSimulator } from '../../src-simulator/simulator.ts'
import { openDriver } from './drivers/driver.ts'
import { createOperator, eventually } from './steps/operator.ts'
import { createScreens } from './steps/screens.ts'

const OWN_PHONE = '56987654321'
const phone = (at: number) => `569${40_000_000 + at}`

/** A list of `count` phones from a number on. */
const contacts = (from: number, count: number) =>
  `phone,name,amount\n${Array.from({ length: count }, (_, at) => `+${phone(from + at)},Rojas ${from + at},${1000 + at}\n`).join('')}`

/** Changes the lines of the one draft past the screen, as another window would. */
const fromElsewhere = (page: Page, maxCall: number) =>
  page.evaluate(async lines => {
    const desktop = (window as unknown as { callboard?: { call(name: string, input: unknown): Promise<{ value: unknown }> } }).callboard
    const call = async <T>(name: string, input: unknown): Promise<T> => {
      const answer = desktop
        ? await desktop.call(name, input)
        : await (
            await fetch('/call', {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ name, input }),
            })
          ).json()
      return answer.value as T
    }
    const [account] = await call<{ id: string }[]>('accounts.list', {})
    const [draft] = await call<{ id: string; listId: string; form: object }[]>('drafts.list', { accountId: account?.id })
    if (draft) await call('drafts.save', { id: draft.id, listId: draft.listId, form: { ...draft.form, maxCall: lines } })
  }, maxCall)

test('an operator tries one on the own phone, launches in two steps, adds to the task, replaces what waits, withdraws by filter, and a read-only account does nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-writes-'))
  const simulator = await startSimulator({ speed: 400 })
  const driver = await openDriver()
  const screens = createScreens(join('test-results', 'screens', `${driver.name}-writes`))
  const opened = await driver.open({ dataDir: join(folder, 'data'), size: { width: 1280, height: 800 } })
  const { page } = opened
  const operator = createOperator(page)
  const dialog = page.getByRole('dialog')
  const take = (name: string) => screens.take(page, name)
  const { uuid, secretKey } = simulator.credentials.callbot
  const ofList = () => simulator.records.orders().filter(order => order.userPhone !== OWN_PHONE)
  const asked = (endpoint: string) => simulator.records.requests().filter(request => request.path.endsWith(`/${endpoint}`)).length
  const done = async () => {
    await page.getByText('orders in all').waitFor()
    await page.getByText('All orders are settled').first().waitFor()
  }
  /** Types the count that is asked for, and Enter in its field: a dialog that has just changed may not have given it the focus yet. */
  const answer = async (count: string) => {
    await dialog.getByRole('textbox').fill(count)
    await dialog.getByRole('textbox').press('Enter')
  }
  const chooseList = async (name: string) => {
    await dialog.getByRole('combobox', { name: 'Contact list' }).click()
    await page.getByRole('option', { name }).click()
  }
  try {
    await operator.connect({ name: 'Pacífico Crédito', uuid, secretKey, baseUrl: simulator.url })
    await page.getByText('No tasks in this account yet').waitFor()
    for (const [name, from, count] of [
      ['more', 50, 40],
      ['others', 900, 30],
      ['april', 0, 60],
    ] as const) {
      const file = join(folder, `${name}.csv`)
      writeFileSync(file, contacts(from, count))
      await operator.importFile(file)
    }
    await operator.fillTask({ name: 'Reminder D+3', scene: 'scene-demo', strategy: 'Once Only', lines: 5 })
    await page.getByText('Manual', { exact: true }).click()
    await page.getByText('nothing blocks').waitFor()

    // Try one: the row is said, the own phone rings, nobody of the list does, and the draft stays.
    await page.getByRole('button', { name: 'Try one number first' }).click()
    await dialog.getByLabel('Your phone').fill('+56 9 8765 4321')
    await dialog.getByText('Rojas 0', { exact: true }).waitFor()
    await dialog.getByLabel('Your phone').press('Enter')
    await dialog.getByText('56 9 •••• 4321 rings.').waitFor()
    await take('try-one')
    await dialog.getByRole('button', { name: 'Call my phone' }).click()
    await page.getByRole('button', { name: 'Open the order' }).waitFor()
    expect(simulator.records.orders().map(order => [order.userPhone, order.timesCreated])).toEqual([[OWN_PHONE, 1]])
    await eventually(() => expect(simulator.records.orders()[0]?.finish).toBe(true))
    await take('tried')

    // The draft is found by its name, told apart from a task.
    await page.keyboard.press('Control+k')
    await page.keyboard.type('reminder')
    await page.getByRole('option', { name: 'Reminder D+3 draft, not launched' }).waitFor()
    await page.keyboard.press('Escape')

    // The task first, then its orders; the count is typed, Esc is the safe answer.
    await page.getByRole('button', { name: 'Review and launch' }).click()
    await dialog.getByText('Create the task first, then add orders').click()
    await dialog.getByText('The task is created empty').waitFor()
    // One order to the own phone taught the account nothing about how many a request may hold.
    await dialog.getByText('1 request of up to 500 orders').waitFor()
    await dialog.getByRole('button', { name: 'Show request' }).click()
    await dialog.getByText('POST createTask').waitFor()
    await take('launch')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    // The keyboard stays where it was: the button that opened the dialog has the focus again.
    const opener = page.getByRole('button', { name: 'Review and launch' })
    await eventually(async () => expect(await opener.evaluate(button => button === document.activeElement)).toBe(true))
    expect(asked('createTask')).toBe(0)
    await page.getByRole('button', { name: 'Review and launch' }).click()
    await dialog.getByText('Create the task first, then add orders').click()
    await dialog.getByText('The task is created empty').waitFor()
    await answer('59')

    // Somebody changes the form meanwhile: nothing is sent, the new state is shown, and what was typed for the old one is gone.
    await fromElsewhere(page, 6)
    await answer('60')
    await dialog.getByText('This has changed.').waitFor()
    await dialog.getByText('6 lines at the same time').waitFor()
    await take('changed')
    expect([await dialog.getByRole('textbox').inputValue(), asked('createTask')]).toEqual(['', 0])
    await answer('60')
    await done()
    expect([asked('createTask'), ofList().length]).toEqual([1, 60])

    // Added: what the task has already is left out.
    await page.getByRole('button', { name: 'Open task' }).click()
    // A status that becomes known between preview and commit is a change, and would be shown anew first.
    await page.getByText('waiting (1)').first().waitFor()
    await page.getByRole('button', { name: 'Add orders…' }).click()
    await chooseList('more')
    await take('add')
    await dialog.getByRole('button', { name: 'Review' }).click()
    await dialog.getByText('30 orders from more').waitFor()
    await dialog.getByText('10 rows are left out').waitFor()
    await take('add-review')
    await answer('30')
    await done()
    expect([ofList().length, new Set(ofList().map(order => order.userPhone)).size]).toEqual([90, 90])

    // Replaced: what waits is deleted, said before and typed.
    await page.getByRole('button', { name: 'Open task' }).click()
    await page.getByRole('button', { name: 'Add orders…' }).click()
    await chooseList('others')
    await dialog.getByText('Replace what is not dialled yet').click()
    await dialog.getByRole('button', { name: 'Review' }).click()
    await dialog.getByText('90 orders the task has not dialled yet are deleted').waitFor()
    await take('replace-review')
    await dialog.getByRole('textbox').fill('30')
    await dialog.getByRole('button', { name: 'Delete and send 30' }).click()
    await done()
    const waiting = ofList().filter(order => order.callCount === 0 && !order.finish)
    expect([asked('importBatchCall'), waiting.length, waiting.every(order => order.userPhone >= phone(900))]).toEqual([1, 30, true])

    // The task shows what the platform has left, no more, and a start counts that.
    await page.getByRole('button', { name: 'Open task' }).click()
    await page.getByText('0 of 30 orders finished').waitFor()
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await dialog.getByText('30 orders not dialled yet are dialled inside the dial hours.').waitFor()
    await take('start-after-replace')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(simulator.records.tasks().find(task => task.orders > 1)?.orders).toBe(30)

    // Withdrawn: all of a filter, and the withdrawal has its screen.
    await page.getByRole('button', { name: 'Open 30 orders' }).click()
    await page.getByLabel('Phone, id, name, text').fill('Rojas 91')
    await eventually(async () => expect(await page.getByTestId('order-count').innerText()).toBe('10 orders'))
    await page.getByRole('button', { name: 'Withdraw all of this filter…' }).click()
    await dialog.getByText('Withdraw 10 orders for good?').waitFor()
    await take('withdraw')
    await answer('10')
    await dialog.waitFor({ state: 'detached' })
    await eventually(() => expect(ofList().filter(order => order.callStatus === 18)).toHaveLength(10))
    await take('withdrawal')
    // The foot counts what is shown, of all.
    await page.getByText('10 of 10 orders', { exact: true }).waitFor()
    await page.getByText('Left', { exact: true }).click()
    await page.getByText('0 of 10 orders', { exact: true }).waitFor()

    // Read only: the dialog says so and where it is decided; there is nothing to press.
    await operator.rail('Accounts')
    await page.getByRole('grid', { name: 'Accounts' }).getByRole('row').nth(1).click()
    await page.getByText('Refuses everything that changes something').click()
    await page.getByRole('button', { name: 'Save rules' }).click()
    await page.getByText('These rules are in force.').waitFor()
    await take('rules')
    await operator.rail('Tasks')
    await page.getByRole('grid', { name: 'Tasks' }).getByText('Reminder D+3', { exact: true }).click()
    const before = simulator.records.requests().length
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await dialog.getByText('Pacífico Crédito is read only.').waitFor()
    expect(await dialog.getByRole('button', { name: 'Start task' }).count()).toBe(0)
    await take('read-only')
    await dialog.getByRole('button', { name: 'Open its rules' }).click()
    await page.getByText('Rules for writing to the platform').waitFor()
    expect(
      simulator.records
        .requests()
        .slice(before)
        .filter(request => request.path.endsWith('/mgrTaskStatus')),
    ).toEqual([])
  } catch (error) {
    await page.screenshot({ path: join('test-results', `writes-failed-${driver.name}.png`) })
    throw error
  } finally {
    await opened.close()
    await simulator.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
