import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { expect, onTestFinished, test } from 'vitest'
import { openDriver } from '../e2e/drivers/driver.ts'
import { createOperator, eventually } from '../e2e/steps/operator.ts'
import { startElsewhere } from './elsewhere.ts'
import { askForPowers, attack } from './page-attacks.ts'
import { hostilePages } from './window-guards.ts'

/** What the console adds to the page's global names, by driver. A new name here is a decision, not an accident. */
const additions = {
  chromium: ['__zod_globalConfig', '__zod_globalRegistry'],
  electron: ['__zod_globalConfig', '__zod_globalRegistry', 'callboard'],
} as const
const bridgeNames = ['call', 'giveFile', 'host', 'onEvent', 'showExport']

async function openPage(): Promise<{ name: 'chromium' | 'electron'; page: Page }> {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-page-'))
  const driver = await openDriver()
  const opened = await driver.open({ dataDir: join(folder, 'data') })
  onTestFinished(async () => {
    await opened.close()
    rmSync(folder, { recursive: true, force: true })
  })
  await opened.page.getByRole('button', { name: 'Start exploring' }).waitFor()
  return { name: driver.name, page: opened.page }
}

test('the page sees nothing of Node, and no more than the checked-in names of ours', async () => {
  const { name, page } = await openPage()
  const seen = await page.evaluate(() => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const usual = new Set(Object.keys(frame.contentWindow ?? {}))
    frame.remove()
    const all = globalThis as unknown as Record<string, unknown>
    return {
      // A frame is numbered in the window while it is there.
      added: Object.keys(globalThis)
        .filter(key => !usual.has(key) && !/^\d+$/.test(key))
        .sort(),
      node: [
        'require',
        'process',
        'module',
        'exports',
        'global',
        'Buffer',
        '__dirname',
        '__filename',
        'setImmediate',
        'electron',
        'ipcRenderer',
      ].filter(key => all[key] !== undefined),
      bridge: typeof all.callboard === 'object' && all.callboard !== null ? Object.keys(all.callboard).sort() : null,
      opener: globalThis.opener,
    }
  })
  expect(seen).toEqual({ added: additions[name], node: [], bridge: name === 'electron' ? bridgeNames : null, opener: null })
})

test('the bridge cannot be changed by the page and gives nothing of its own world away', async () => {
  const { name, page } = await openPage()
  const found = await page.evaluate(async () => {
    const bridge = (globalThis as unknown as { callboard?: Record<string, (...params: unknown[]) => unknown> }).callboard
    if (!bridge) return null
    try {
      bridge.call = () => 'mine'
    } catch {
      // Frozen.
    }
    const info = (await bridge.call?.('system.info', {})) as { ok: boolean }
    const leaks = Object.values(bridge)
      .filter(part => typeof part === 'function')
      .map(part => {
        try {
          return String((part.constructor as unknown as (text: string) => () => unknown)('return typeof process + typeof require')())
        } catch (error) {
          return (error as Error).name
        }
      })
    const answers = []
    for (const [method, input] of [
      ['system.info', 1],
      ['__proto__', {}],
      ['constructor', {}],
      [{}, {}],
      [null, undefined],
    ])
      answers.push(((await bridge.call?.(method, input)) as { error?: { code: string } }).error?.code)
    return { info: info.ok, leaks: [...new Set(leaks)], answers: [...new Set(answers)] }
  })
  expect(found).toEqual(name === 'electron' ? { info: true, leaks: ['EvalError'], answers: ['invalid_input'] } : null)
})

test('script that got in runs no text as code and reaches no other address', async () => {
  const { page } = await openPage()
  const elsewhere = await startElsewhere()
  const directives = ['script-src-elem', 'require-trusted-types-for', 'img-src', 'connect-src', 'style-src-elem', 'base-uri']
  const { tried, ran, violations } = await page.evaluate(attack, { elsewhere: elsewhere.url, directives })
  expect({ tried: tried.length, ran, visits: elsewhere.visits }).toEqual({ tried: tried.length, ran: 0, visits: [] })
  expect(tried.length).toBeGreaterThan(45)
  // The policy itself said no, not an accident of the test.
  for (const directive of directives) expect(violations).toContain(directive)
})

test('every power a page can ask for is refused', async () => {
  const { page } = await openPage()
  expect(await page.evaluate(askForPowers)).toEqual([])
})

test('the page stays where it is and opens no other', async () => {
  const { name, page } = await openPage()
  const elsewhere = await startElsewhere()
  const home = page.url()
  if (name === 'electron') {
    for (const address of [...hostilePages.filter(one => one !== 'about:blank'), `${elsewhere.url}/navigate`]) {
      await page.evaluate(to => {
        setTimeout(() => {
          try {
            location.href = to
          } catch {
            // Not even an address.
          }
        }, 0)
      }, address)
      await page.waitForTimeout(60)
      expect([address, page.url()]).toEqual([address, home])
    }
    const opened = await page.evaluate(
      addresses =>
        addresses.map(address => {
          try {
            return open(address)
          } catch {
            return null
          }
        }),
      [...hostilePages.filter(address => !address.startsWith('javascript:')), `${elsewhere.url}/open`],
    )
    expect(opened.every(window => window === null)).toBe(true)
    await page.evaluate(to => {
      const link = Object.assign(document.createElement('a'), { href: to, target: '_blank' })
      document.body.append(link)
      link.click()
      link.dispatchEvent(new MouseEvent('auxclick', { button: 1, bubbles: true }))
      const refresh = Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: `0; url=${to}` })
      document.head.append(refresh)
      const webview = document.createElement('webview')
      webview.setAttribute('src', to)
      document.body.append(webview)
    }, `${elsewhere.url}/link`)
    await page.waitForTimeout(500)
    expect(await page.evaluate(() => typeof (document.querySelector('webview') as unknown as { loadURL?: unknown }).loadURL)).toBe(
      'undefined',
    )
  }
  // In the operator's own browser other addresses are the browser's matter; ours must not be framed or held by them.
  expect({ url: page.url(), pages: page.context().pages().length, visits: elsewhere.visits }).toEqual({ url: home, pages: 1, visits: [] })
  // Asked of the page itself: a navigation that was stopped counts for the test's tools as one under way.
  expect(await page.evaluate(() => document.body.innerText)).toContain('Start exploring')
  if (name === 'electron') {
    // Chromium lets nobody stop this one; what was the page is then nobody, and its calls are refused.
    await page.evaluate(() => void setTimeout(() => void (location.href = 'about:blank'), 0))
    await eventually(async () => expect(await page.evaluate(() => location.href)).toBe('about:blank'))
    const answer = await page.evaluate(
      () =>
        (globalThis as unknown as { callboard?: { call(name: string, input: object): Promise<{ ok: boolean }> } }).callboard?.call(
          'system.info',
          {},
        ) ?? { ok: false },
    )
    expect(answer.ok).toBe(false)
  }
})

test('a click may put text into the clipboard: copying an id works', async () => {
  const { page } = await openPage()
  await page.evaluate(() => {
    const button = Object.assign(document.createElement('button'), { textContent: 'copy probe' })
    button.style.cssText = 'position:fixed;inset:0;z-index:99999'
    button.addEventListener('click', () =>
      navigator.clipboard.writeText('r-1').then(
        () => void (button.textContent = 'written'),
        (error: Error) => void (button.textContent = error.name),
      ),
    )
    document.body.append(button)
  })
  await page.getByText('copy probe').click()
  await page.getByText('written', { exact: true }).waitFor()
})

test('a tour of every screen breaks the policy nowhere', async () => {
  const { page } = await openPage()
  await page.addInitScript(() => {
    const list: string[] = []
    ;(globalThis as unknown as { __violations: string[] }).__violations = list
    document.addEventListener('securitypolicyviolation', event =>
      list.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`),
    )
  })
  await page.reload()
  const errors: string[] = []
  page.on('pageerror', error => errors.push(error.message))
  page.on('console', message => {
    if (message.type() === 'error' || /security policy|trusted type/i.test(message.text())) errors.push(message.text())
  })
  const operator = createOperator(page)
  await page.getByRole('button', { name: 'Start exploring' }).click()
  await page.getByText('Payment reminder, sample').first().click()
  await page
    .getByRole('button', { name: /Ringing/ })
    .first()
    .waitFor()
  for (const place of ['Contacts', 'Orders', 'Webhooks', 'Accounts', 'Settings', 'Tasks']) {
    await operator.rail(place)
    await page.waitForTimeout(700)
    const row = page.getByRole('grid').first().getByRole('row').nth(2)
    if (['Orders', 'Webhooks'].includes(place)) {
      await row.click()
      await page.waitForTimeout(500)
    }
  }
  await page.keyboard.press('Control+k')
  await page.waitForTimeout(300)
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await page.waitForTimeout(300)
  await page.keyboard.press('Escape')
  for (const colorScheme of ['dark', 'light'] as const) await page.emulateMedia({ colorScheme })
  expect({ violations: await page.evaluate(() => (globalThis as unknown as { __violations: string[] }).__violations), errors }).toEqual({
    violations: [],
    errors: [],
  })
})
