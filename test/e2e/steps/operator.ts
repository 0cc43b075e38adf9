import type { Locator, Page } from 'playwright'
import { expect } from 'vitest'

/** What an operator does, by the words on the screen. */
export function createOperator(page: Page) {
  const rail = (name: string) => page.getByRole('navigation').getByText(name, { exact: true }).first().click()
  return {
    rail,
    async connect(account: { name: string; uuid: string; secretKey: string; baseUrl: string }) {
      await page.getByLabel('Name').fill(account.name)
      await page.getByLabel('uuid').fill(account.uuid)
      await page.getByLabel('secretKey').fill(account.secretKey)
      const url = page.getByLabel('Base URL', { exact: true })
      if (!(await url.isVisible())) await page.getByText('Base URL and algorithm').click()
      await url.fill(account.baseUrl)
      await page.getByRole('button', { name: 'Check and connect' }).click()
    },
    async connectNxlink(account: { name: string; accessKey: string; accessSecret: string; tenantId: string; gateway: string }) {
      await page.getByText('NXLink', { exact: true }).first().click()
      await page.getByLabel('Name').fill(account.name)
      await page.getByLabel('accessKey').fill(account.accessKey)
      await page.getByLabel('accessSecret').fill(account.accessSecret)
      await page.getByRole('combobox', { name: 'Region' }).click()
      await page.getByRole('option', { name: 'Own gateway' }).click()
      await page.getByLabel('Base URL', { exact: true }).fill(account.gateway)
      await page.getByLabel('Team id').fill(account.tenantId)
      await page.getByRole('button', { name: 'Check and connect' }).click()
    },
    async importFile(path: string) {
      await rail('Contacts')
      await page.getByLabel('Contact file').setInputFiles(path)
      await page.getByRole('button', { name: /^Import / }).click()
      await page.getByRole('button', { name: /^Use [\d,]+ contact/ }).waitFor()
    },
    async fillTask(task: { name: string; scene: string; strategy: string; lines: number }) {
      await page.getByRole('button', { name: /^Use [\d,]+ contact/ }).click()
      await page.getByLabel('Task name').fill(task.name)
      await page
        .getByRole('combobox', { name: 'Scene id' })
        .or(page.getByRole('textbox', { name: 'Scene id' }))
        .first()
        .fill(task.scene)
      await page.getByRole('combobox', { name: 'Strategy' }).fill(task.strategy)
      await page.keyboard.press('Tab')
      await page.getByRole('textbox', { name: 'Calls at the same time' }).fill(String(task.lines))
    },
    /** Every half-hour of every day, so that the scenario runs at any hour. */
    async paintTheWholeWeek() {
      const cells = page
        .getByRole('grid', { name: /^Half-hours/ })
        .or(page.getByLabel(/^Half-hours of every chosen day/))
        .first()
      // The grid moves while the numbers around it are still coming in; a stroke beside it paints nothing.
      await eventually(async () => {
        await page.getByRole('button', { name: 'Clear', exact: true }).click()
        const box = await cells.boundingBox()
        expect(box).not.toBeNull()
        if (!box) return
        await page.mouse.move(box.x + 4, box.y + box.height / 2)
        await page.mouse.down()
        await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 30 })
        await page.mouse.move(box.x + box.width - 4, box.y + box.height / 2, { steps: 30 })
        await page.mouse.up()
        expect(await cells.locator('[aria-selected=true]').count()).toBe(48)
      })
      for (const day of ['Sat', 'Sun']) {
        const toggle = page.getByRole('switch', { name: `Dial on ${day}` })
        if (!(await toggle.isChecked())) await toggle.click({ force: true })
      }
    },
    async launch(orders: number) {
      await page.getByRole('button', { name: 'Review and launch' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('textbox').fill(String(orders))
      await dialog.getByRole('button', { name: /^Launch [\d,]+/ }).click()
      await page.getByText('orders in all').waitFor()
    },
  }
}
export type Operator = ReturnType<typeof createOperator>

/**
 * Presses a button that goes away by itself once its time has come, such as one that does now what is due in some seconds; either way
 * the outcome has to come.
 */
export async function pressUnless(outcome: Locator, button: Locator): Promise<void> {
  await button.or(outcome).first().waitFor()
  await eventually(async () => {
    if (await outcome.first().isVisible()) return
    await button.click({ timeout: 2_000 })
  })
  await outcome.first().waitFor()
}

/** Looks again until the check passes or enough looks were taken; then the check's own failure is thrown. */
export async function eventually(check: () => Promise<void> | void, looksLeft = 450): Promise<void> {
  try {
    return await check()
  } catch (error) {
    if (looksLeft === 0) throw error
  }
  await new Promise(resolve => setTimeout(resolve, 200))
  return eventually(check, looksLeft - 1)
}
