import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Page } from 'playwright'
import { expect, onTestFinished, test } from 'vitest'
import { signCallbot } from '../../src-simulator/sign.ts'
import { startSimulator } from '../../src-simulator/simulator.ts'
import { until } from '../core/open-test-core.ts'
import { openDriver } from '../e2e/drivers/driver.ts'
import { createOperator, eventually } from '../e2e/steps/operator.ts'
import { startHostilePlatform } from './hostile-platform.ts'
import { hostileText, hostileTexts } from './hostile-texts.ts'

const ROWS = 40
const IMAGE = hostileTexts[0]
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

/** A contact file whose every cell, also in the header, is hostile. */
function writeHostileFile(path: string): void {
  const header = ['phone', 'name', 'other', ...hostileTexts.slice(0, 6)]
  const lines = [header.map(quoted).join(',')]
  for (let row = 0; row < ROWS; row += 1)
    lines.push(
      [`+56 9 4000 ${String(row).padStart(4, '0')}`, ...header.slice(1).map((_, column) => hostileText(row + column))]
        .map(quoted)
        .join(','),
    )
  lines.push(['<img src=x onerror=globalThis.__xss=1>', ...header.slice(1).map(() => IMAGE)].map(quoted).join(','))
  writeFileSync(path, `${lines.join('\n')}\n`)
}

/** What of the hostile texts became code or an element; asked of every screen. */
async function became(page: Page): Promise<unknown> {
  return page.evaluate(() => {
    const all = globalThis as unknown as { __xss?: number; __violations: string[] }
    return {
      ran: all.__xss ?? 0,
      elements: document.querySelectorAll(
        '[data-xss], img[src="x"], [onerror], [onload], [onfocus], a[href^="javascript:" i], iframe, script:not([src])',
      ).length,
      violations: all.__violations,
      polluted: 'data-xss' in {},
    }
  })
}
const nothing = { ran: 0, elements: 0, violations: [], polluted: false }

test('hostile texts from a file, the API, a webhook and the operator are shown as text on every screen and run nowhere', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-xss-'))
  const dataDir = join(folder, 'data')
  const simulator = await startSimulator({ speed: 400, dialHours: 'ignore' })
  const { uuid, secretKey } = simulator.credentials.callbot
  const platform = await startHostilePlatform(simulator.url, { uuid, secretKey })
  const driver = await openDriver()
  const opened = await driver.open({ dataDir })
  onTestFinished(async () => {
    await opened.close()
    await simulator.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const { page } = opened
  const operator = createOperator(page)
  await page.addInitScript(() => {
    const list: string[] = []
    ;(globalThis as unknown as { __violations: string[] }).__violations = list
    document.addEventListener('securitypolicyviolation', event =>
      list.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
    )
  })
  await page.reload()
  const looked: string[] = []
  const look = async (screen: string) => {
    await page.waitForTimeout(500)
    looked.push(screen)
    expect([screen, await became(page)]).toEqual([screen, nothing])
  }

  await operator.connect({ name: IMAGE, uuid, secretKey, baseUrl: platform.url })
  await page.getByText('No tasks in this account yet').waitFor()
  await look('account')

  // A file name is a text as well.
  const file = join(folder, `a <img src=x onerror=globalThis.__xss=1>.csv`)
  writeHostileFile(file)
  await operator.rail('Contacts')
  await page.getByLabel('Contact file').setInputFiles(file)
  await page.getByRole('button', { name: /^Import / }).waitFor()
  await look('preview')
  await page.getByRole('button', { name: /^Import / }).click()
  await page.getByRole('button', { name: /^Use [\d,]+ contact/ }).waitFor()
  await look('contacts')
  await page.getByText(IMAGE, { exact: true }).first().waitFor()

  await operator.fillTask({ name: hostileTexts[1], scene: 'scene-demo', strategy: 'Once Only', lines: 20 })
  await operator.paintTheWholeWeek()
  await page.getByText('Immediate', { exact: true }).click()
  await page.getByText('This computer', { exact: true }).click()
  await page.getByText('nothing blocks').waitFor()
  await look('setup')
  await operator.launch(ROWS)
  await eventually(async () => expect(await page.getByTestId('total-accepted').innerText()).toBe(String(ROWS)))
  await look('submission')
  await page.getByRole('button', { name: 'Open task' }).click()
  await look('task')

  // A webhook with a hostile text in every field, signed, and one that is not.
  await eventually(() => expect(simulator.records.orders().every(order => order.finish)).toBe(true))
  const db = new Database(join(dataDir, 'ledger.db'), { readonly: true })
  const token = db.prepare('SELECT webhook_token FROM account').pluck().get() as string
  db.close()
  const sent = await until(() => simulator.records.webhooks().at(-1) ?? null)
  const port = new URL(String((sent as { url?: string } | undefined)?.url)).port
  const target = simulator.records.orders()[0]
  for (const [number, text] of hostileTexts.entries()) {
    const body = JSON.stringify({
      orderID: number === 0 ? target?.orderID : `${text} ${number}`,
      userTaskID: target?.userTaskID,
      taskID: text,
      userPhone: text,
      userName: text,
      other: text,
      customerName: text,
      finish: true,
      callInfoDetail: {
        callID: `${text} ${number}`,
        callStatus: 6,
        startTs: 1_711_929_600,
        endTs: 1_711_929_700,
        callingNumber: text,
        lineAddr: text,
        hangupCause: text,
        termSipCode: text,
        audioUrl: hostileTexts[6],
        intentInfos: [{ intentID: text, intentTag: text, intentName: text }],
        smsInfos: [{ content: text, sysMessageID: text, sendTs: 1, status: 1 }],
        agentInfo: { agentName: text, agentGroup: text, agentLabel: text },
        params: [{ name: text, value: text }],
      },
    })
    const parts = { requestID: `r-${number}`, createTs: '1711929600', uuid }
    const sign = number === 3 ? 'AB' : signCallbot('SHA256', { ...parts, secretKey, body })
    expect(
      (
        await fetch(`http://127.0.0.1:${port}/cb/${token}/order`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...parts, sign },
          body,
        })
      ).status,
    ).toBe(number === 3 ? 401 : 200)
  }

  await operator.rail('Orders')
  await page.getByRole('grid', { name: 'Orders' }).getByRole('row').nth(3).waitFor()
  await look('orders')
  for (let row = 1; row < 18; row += 4) {
    await page.getByRole('grid', { name: 'Orders' }).getByRole('row').nth(row).click()
    await page.waitForTimeout(200)
    await look(`order ${row}`)
  }
  await page.getByLabel('Phone, id, name, text').fill('onerror')
  await look('orders found by a hostile text')
  await page.getByRole('grid', { name: 'Orders' }).getByRole('row').nth(1).click()
  await page
    .getByRole('button', { name: 'Pull every call' })
    .click()
    .catch(() => undefined)
  await look('order with pulled calls')
  await page.getByText('Raw JSON', { exact: true }).click()
  await look('raw order')

  await operator.rail('Webhooks')
  await page.getByRole('grid').first().getByRole('row').nth(2).waitFor()
  for (let row = 1; row < 14; row += 3) {
    await page.getByRole('grid').first().getByRole('row').nth(row).click()
    await look(`delivery ${row}`)
  }
  for (const place of ['Tasks', 'Accounts', 'Settings', 'Contacts']) {
    await operator.rail(place)
    await look(place)
  }
  await page.keyboard.press('Control+k')
  await page.keyboard.type('img')
  await look('palette')
  expect(platform.texts()).toBeGreaterThan(100)
  expect(looked.length).toBeGreaterThan(20)
})
