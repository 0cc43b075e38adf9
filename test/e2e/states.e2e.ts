import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { type Simulator, startSimulator } from '../../src-simulator/simulator.ts'
import { openDriver } from './drivers/driver.ts'
import { createOperator, eventually, pressUnless } from './steps/operator.ts'
import { createScreens } from './steps/screens.ts'

/** An open console with its own folder and simulator; everything is closed at the end, and a failure leaves a picture. */
async function withConsole(
  name: string,
  run: (at: { page: Page; folder: string; simulator: Simulator; take: (name: string) => Promise<void> }) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), `callboard-states-${name}-`))
  // Nobody hangs up soon at real speed, and a task that has nobody left to call waits: none ends while a batch is on its way.
  const simulator = await startSimulator({ speed: 1, maxArray: 1000, idleSeconds: 86_400 })
  const driver = await openDriver()
  const screens = createScreens(join('test-results', 'screens', `${driver.name}-states`, name))
  const opened = await driver.open({ dataDir: join(folder, 'data'), size: { width: 1280, height: 800 } })
  try {
    await run({ page: opened.page, folder, simulator, take: shot => screens.take(opened.page, shot) })
  } catch (error) {
    await opened.page.screenshot({ path: join('test-results', `states-${name}-failed-${driver.name}.png`) })
    throw error
  } finally {
    await opened.close()
    await simulator.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Every sentence has to be on screen. */
async function reads(page: Page, ...sentences: (string | RegExp)[]): Promise<void> {
  for (const sentence of sentences) await page.getByText(sentence).first().waitFor()
}

test('each way a connection can fail is named with its numbers and the request id, and nothing is stored', () =>
  withConsole('connect', async ({ page, simulator, take }) => {
    const operator = createOperator(page)
    const { uuid, secretKey } = simulator.credentials.callbot
    const late = await startSimulator({ clockOffsetSeconds: 600 })
    const good = { name: 'Pacífico Crédito', uuid, secretKey, baseUrl: simulator.url }
    const both = () =>
      eventually(async () => {
        const [connect, explore] = await Promise.all(
          ['Check and connect', 'Start exploring'].map(name => page.getByRole('button', { name }).boundingBox()),
        )
        expect([connect?.y, (connect?.y ?? 0) < 760]).toEqual([explore?.y, true])
      })
    const fails = async (name: string, account: typeof good, ...sentences: (string | RegExp)[]) => {
      await operator.connect(account)
      await reads(page, ...sentences, 'Next step')
      await take(name)
      await both()
      simulator.setFaults({ redirect: 0, htmlBody: 0, truncateBody: 0, hugeBody: 0 })
    }
    try {
      await page.getByRole('heading', { name: 'Connect an account' }).waitFor()
      await take('empty')
      await page.getByRole('button', { name: 'Check and connect' }).click()
      await reads(page, 'Needed')
      await take('needed')
      await fails(
        'wrong-secret',
        { ...good, secretKey: 'not-the-secret' },
        'The platform refused the signature',
        'the secret is not the one it knows',
        /^requestID/,
      )
      await fails(
        'unknown-uuid',
        { ...good, uuid: 'NOBODYuuid' },
        'The platform does not know this account',
        'Copy the uuid or accessKey again',
        /^requestID/,
      )
      await fails(
        'clock',
        { ...good, baseUrl: late.url },
        'The clock of this computer is off',
        /differs from the platform by (59\d|60\d)(\.\d)? s/,
        /^requestID/,
      )
      await fails('unreachable', { ...good, baseUrl: 'http://127.0.0.1:9' }, 'The address does not answer', /^requestID/)
      simulator.setFaults({ redirect: 1 })
      await fails('redirect', good, 'The address sends us elsewhere', 'Signed requests are not sent on', /^requestID/)
      simulator.setFaults({ htmlBody: 1 })
      await fails('html', good, 'The answer is not from the API', 'such as a login page', /^requestID/)
      simulator.setFaults({ truncateBody: 1 })
      await fails('truncated', good, 'The connection broke', /^requestID/)
      simulator.setFaults({ hugeBody: 200_000_000 })
      await fails('huge', good, 'The answer is too large', 'larger than 32 MB', /^requestID/)
      await page.reload()
      await page.getByRole('heading', { name: 'Connect an account' }).waitFor()
    } finally {
      await late.close()
    }
  }))

test('a button that copies for support says that it did, and says so when there is no clipboard', () =>
  withConsole('copy', async ({ page, simulator, take }) => {
    const { uuid } = simulator.credentials.callbot
    await createOperator(page).connect({ name: 'Pacífico Crédito', uuid, secretKey: 'not-the-secret', baseUrl: simulator.url })
    // The words stand for a moment only: they are waited for from before the press.
    const copySays = async (words: string) => {
      const copy = page.getByRole('button', { name: 'Copy all for support' })
      await copy.waitFor()
      await Promise.all([page.getByRole('button', { name: words }).waitFor(), copy.click()])
    }
    await copySays('Copied')
    // As on a page that came over plain HTTP from another computer.
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true }))
    await copySays('Not copied')
    await take('not-copied')
    await page.getByRole('button', { name: 'Copy all for support' }).waitFor()
  }))

test('a bad contact file is refused by name and line, or its rows are kept with their reasons', () =>
  withConsole('contacts', async ({ page, folder, simulator, take }) => {
    const operator = createOperator(page)
    const { uuid, secretKey } = simulator.credentials.callbot
    await operator.connect({ name: 'Pacífico Crédito', uuid, secretKey, baseUrl: simulator.url })
    await page.getByText('No tasks in this account yet').waitFor()
    await operator.rail('Contacts')
    await page.getByText('No contact list yet').waitFor()
    await take('empty')
    const give = async (name: string, content: string | Buffer) => {
      const path = join(folder, name)
      writeFileSync(path, content)
      await page.getByLabel('Contact file').setInputFiles(path)
    }
    const leave = () =>
      page
        .getByRole('button', { name: 'Choose another file' })
        .or(page.getByRole('button', { name: 'Leave this file' }))
        .first()
        .click()

    await give('empty.csv', '')
    await reads(page, 'The file is empty', 'Export the list again')
    await take('file-empty')
    await leave()
    await give('header.csv', 'phone,name,amount\r\n')
    await reads(page, 'The file has only a header')
    await take('file-header-only')
    await leave()
    await give('latin.csv', Buffer.from('phone,name\n56912345678,Mu\xf1oz\n56912345679,Pe\xf1a\n', 'latin1'))
    await reads(page, 'Muñoz')
    await page.getByRole('combobox', { name: 'Encoding' }).click()
    await page.getByRole('option', { name: 'UTF-8' }).first().click()
    await reads(page, 'The file does not read in this encoding', 'It does not read as UTF-8', 'Choose another encoding')
    await take('wrong-encoding')
    await leave()
    await give(
      'wide.csv',
      `phone,${Array.from({ length: 499 }, (_, at) => `field_${at}`).join(',')}\n+56912345678,${Array.from({ length: 499 }, (_, at) => at).join(',')}\n`,
    )
    await reads(page, /500 columns/)
    await take('500-columns')
    await leave()
    await give('headers.csv', 'phone,name,name,__proto__\n8.61E+12,a,b,c\n+56912345678,a,b,c\n')
    await reads(page, /Two columns are called/, /is a reserved word/, /8\.61E\+12/)
    await take('headers')
    await page.getByRole('button', { name: /^Import / }).click()
    await page.getByRole('button', { name: /^Use 1 contact/ }).waitFor()
    await reads(page, 'Bad phone: 8.61E+12, digits lost in Excel')
    await take('headers-list')
    await page.getByRole('button', { name: 'Load contacts' }).first().click({ trial: true })
    await give(
      'mixed.csv',
      `phone,name\n+56912345678,Ana\n+56912345678,Eva\n+5612345,Short\n,Nobody\nnone,Words\n+56912345679,"An"a",\n+56912345670,A\0na\n`,
    )
    await page.getByRole('button', { name: /^Import / }).click()
    await reads(page, 'NUL bytes', 'Duplicate in file', 'Phone too short')
    await take('mixed-list')
    await give(
      'quotes.csv',
      `phone,name\n${Array.from({ length: 20_000 }, (_, at) => `+569${10_000_000 + at},x\n`).join('')}+56911111111,"Ana\n${Array.from({ length: 20_000 }, (_, at) => `+569${20_000_000 + at},x\n`).join('')}`,
    )
    await page.getByRole('button', { name: /^Import / }).click()
    await reads(page, 'A quote is not closed', /line 20,?002/)
    await take('quotes')
  }))

test('a submission says at every moment what happened to the calls: busy, no answer, a changed secret, done', () =>
  withConsole('submission', async ({ page, folder, simulator, take }) => {
    const operator = createOperator(page)
    const { uuid, secretKey } = simulator.credentials.callbot
    await operator.connect({ name: 'Pacífico Crédito', uuid, secretKey, baseUrl: simulator.url })
    await page.getByText('No tasks in this account yet').waitFor()
    const file = join(folder, 'contacts.csv')
    writeFileSync(file, `phone,name\n${Array.from({ length: 3000 }, (_, at) => `+569${40_000_000 + at},Rojas ${at}\n`).join('')}`)
    await operator.importFile(file)
    await operator.fillTask({ name: 'Reminder D+3', scene: 'scene-demo', strategy: 'Once Only', lines: 200 })
    await operator.paintTheWholeWeek()
    await page.getByText('Immediate', { exact: true }).click()
    await page.getByText('nothing blocks').waitFor()

    simulator.setFaults({ answerCode: { code: 7, probability: 1 } })
    await operator.launch(3000)
    await reads(page, /The platform is busy\. Next try in/, 'nothing is sent twice')
    await page.getByRole('grid', { name: 'Submission' }).getByRole('row').nth(1).click()
    await reads(page, /^requestID/)
    await take('busy')
    simulator.setFaults({
      answerCode: { code: 0, probability: 0 },
      dropAnswerAfterWork: 1,
      paths: ['createAndCall', 'addBatchCall', 'listOrder'],
    })
    // Both buttons do now what comes by itself after a pause, which may end at any moment.
    await pressUnless(page.getByText(/Batch 1 has no answer/), page.getByRole('button', { name: 'Try now' }))
    await reads(page, /Batch 1 has no answer\. Asking again in/, /not sent again until the platform says/)
    await take('unknown')
    simulator.setFaults({ dropAnswerAfterWork: 0, answerCode: { code: 6, probability: 1 }, paths: [] })
    await pressUnless(page.getByText('Open credentials'), page.getByRole('button', { name: 'Ask the platform now' }).first())
    await reads(page, 'The platform refused the signature', 'Open credentials')
    await take('stuck')
    simulator.setFaults({ answerCode: { code: 0, probability: 0 } })
    await page.getByRole('button', { name: 'Go on sending' }).first().click()
    await reads(page, 'All orders are settled. Nothing is left to send.')
    await eventually(async () => expect(await page.getByTestId('total-accepted').innerText()).toBe('3,000'))
    await take('done')
    const sent = simulator.records.orders()
    expect({ orders: sent.length, twice: sent.filter(order => order.timesCreated !== 1).length }).toEqual({ orders: 3000, twice: 0 })
  }))
