import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDriver } from './drivers/driver.ts'

/** Another site on this machine; it writes down who asks it. */
async function startStranger(): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/html' }).end('<title>stranger</title>')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

test('a script that got into the page runs nothing more, reaches nobody, opens nothing and gets no permission', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-locked-'))
  const stranger = await startStranger()
  const driver = await openDriver()
  const opened = await driver.open({ dataDir: join(folder, 'data') })
  try {
    const { page } = opened
    await page.getByRole('heading', { name: 'Connect an account' }).waitFor()
    const address = page.url()
    const found = await page.evaluate(async (url: string) => {
      const attempt = async (run: () => unknown) => {
        try {
          return String(await run())
        } catch (error) {
          return error instanceof Error ? error.name : 'refused'
        }
      }
      const add = (tag: string, set: (element: HTMLElement) => void) => {
        const element = document.createElement(tag)
        set(element)
        document.body.append(element)
        return new Promise<string>(resolve => {
          element.addEventListener('load', () => resolve('loaded'))
          element.addEventListener('error', () => resolve('refused'))
          setTimeout(() => resolve('nothing'), 500)
        })
      }
      const flag = globalThis as unknown as { pwned?: boolean }
      // The debugger that runs this lifts the ban on eval for its own turn only.
      await new Promise(resolve => setTimeout(resolve, 50))
      const evaluated = await attempt(() => globalThis.eval('globalThis.pwned = true'))
      const markup = await attempt(() => {
        document.createElement('div').innerHTML = '<img src=x onerror="globalThis.pwned = true">'
      })
      const inline = await attempt(() => {
        const script = document.createElement('script')
        script.textContent = 'globalThis.pwned = true'
        document.body.append(script)
      })
      const fetched = await attempt(async () => (await fetch(`${url}/fetch`)).status)
      const image = await add('img', element => element.setAttribute('src', `${url}/image`))
      const frame = await add('iframe', element => element.setAttribute('src', `${url}/frame`))
      const webview = await add('webview', element => element.setAttribute('src', `${url}/webview`))
      const notify = await attempt(() => Notification.requestPermission())
      const where = await attempt(
        () =>
          new Promise((resolve, reject) =>
            navigator.geolocation.getCurrentPosition(
              () => resolve('told'),
              () => reject(new Error('denied')),
            ),
          ),
      )
      return {
        pwned: flag.pwned === true,
        evaluated,
        markup,
        inline,
        fetched,
        image,
        webview,
        notify,
        where,
        frame: frame === 'loaded' && document.querySelector('iframe')?.contentDocument?.title === 'stranger',
      }
    }, stranger.url)
    expect(found).toMatchObject({
      pwned: false,
      evaluated: 'EvalError',
      markup: 'TypeError',
      inline: 'TypeError',
      fetched: 'TypeError',
      webview: 'nothing',
      notify: 'denied',
      where: 'Error',
      frame: false,
    })
    expect(found.image).not.toBe('loaded')
    if (driver.name === 'electron') {
      expect(await page.evaluate((url: string) => window.open(url) === null, `${stranger.url}/open`)).toBe(true)
      for (const hostile of [
        `${stranger.url}/go`,
        'file:///etc/passwd',
        'https://evil.example/',
        'data:text/html,x',
        'javascript:globalThis.pwned=true',
        'app://other/',
        'app://console/../../package.json',
      ]) {
        await page.evaluate((url: string) => {
          const link = document.createElement('a')
          link.href = url
          document.body.append(link)
          link.click()
        }, hostile)
        await page.waitForTimeout(100)
        expect(page.url(), hostile).toBe(address)
      }
    }
    expect(stranger.asked).toEqual([])
  } finally {
    await opened.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
