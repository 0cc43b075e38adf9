import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { methods } from '../../src-contract/methods.ts'
import { hostilePaths } from './guards.ts'
import { openSandboxedElectron } from './sandboxed-electron.ts'
import { hostilePages, safePreferences } from './window-guards.ts'

/** The status and command line of every process below one of ours. */
function processesOf(root: number): { command: string; status: Record<string, string> }[] {
  const all = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => {
      try {
        const status = Object.fromEntries(
          readFileSync(`/proc/${name}/status`, 'utf8')
            .split('\n')
            .map(line => line.split(/:\s*/, 2) as [string, string]),
        )
        return [
          {
            pid: Number(name),
            parent: Number(status.PPid),
            command: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' '),
            status,
          },
        ]
      } catch {
        return []
      }
    })
  const isBelow = (pid: number): boolean => pid === root || all.some(one => one.pid === pid && one.parent > 1 && isBelow(one.parent))
  return all.filter(one => isBelow(one.pid))
}

test('the renderer lives in the sandbox of the operating system: system calls filtered, processes of its own, no rights', async () => {
  const { electron } = await openSandboxedElectron()
  const look = () => processesOf(electron.process().pid ?? 0)
  const renderersOf = (all: ReturnType<typeof look>) => all.filter(({ command }) => command.includes('--type=renderer'))
  // A window begins with a renderer that the page's replaces; it ends a moment later.
  await expect.poll(() => renderersOf(look()).length).toBe(1)
  const processes = look()
  const renderers = renderersOf(processes)
  expect(renderers).toHaveLength(1)
  for (const { command, status } of renderers) {
    expect({
      seccomp: status.Seccomp,
      newPrivileges: status.NoNewPrivs,
      capabilities: Number.parseInt(status.CapEff ?? '1', 16),
      isRoot: status.Uid?.startsWith('0'),
    }).toEqual({ seccomp: '2', newPrivileges: '1', capabilities: 0, isRoot: false })
    // A number of its own inside a namespace of its own.
    expect(status.NSpid?.trim().split(/\s+/).length).toBeGreaterThan(1)
    expect(command).toContain('--enable-sandbox')
  }
  expect(processes.filter(({ command }) => command.includes('--no-sandbox'))).toEqual([])
})

test('the window runs with the preferences that were asked for, and has one page', async () => {
  const { electron } = await openSandboxedElectron()
  const found = await electron.evaluate(({ BrowserWindow, webContents }) => ({
    pages: webContents.getAllWebContents().length,
    preferences: (
      BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
    ).getLastWebPreferences(),
  }))
  expect(found.pages).toBe(1)
  // Electron leaves this one out where it is off.
  expect({ nodeIntegrationInWorker: false, ...found.preferences }).toMatchObject(safePreferences)
})

test('there are three channels, and each refuses every window and frame but the console', async () => {
  const { electron, page } = await openSandboxedElectron()
  const channels = await electron.evaluate(({ ipcMain }) => ({
    handled: [...(ipcMain as unknown as { _invokeHandlers: Map<string, unknown> })._invokeHandlers.keys()]
      .filter(name => !name.startsWith('__ELECTRON'))
      .sort(),
    heard: ipcMain
      .eventNames()
      .map(String)
      .filter(name => name !== 'error')
      .sort(),
  }))
  expect(channels).toEqual({ handled: ['callboard:call', 'callboard:give-file', 'callboard:show-export'], heard: [] })

  const answers = await electron.evaluate(async ({ app, BrowserWindow }, names) => {
    const preload = `${app.getAppPath()}/out/preload/preload.cjs`
    const seen: Record<string, unknown> = {}
    for (const address of ['app://console/', 'data:text/html,<p>other</p>', 'about:blank']) {
      const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, contextIsolation: true } })
      await other.loadURL(address)
      const codes = (await other.webContents.executeJavaScript(`(async () => {
        const answers = []
        for (const ask of [...${JSON.stringify(names)}.map(name => () => callboard.call(name, {})), () => callboard.showExport('x')]) {
          try {
            const answer = await ask()
            answers.push(answer.ok ? 'ANSWERED' : answer.error.code + ' ' + answer.error.params.field)
          } catch (error) {
            answers.push(String(error))
          }
        }
        return answers
      })()`)) as string[]
      seen[address] = [...new Set(codes)]
      other.destroy()
    }
    return seen
  }, Object.keys(methods))
  expect(answers).toEqual({
    'app://console/': ['invalid_input sender'],
    'data:text/html,<p>other</p>': ['invalid_input sender'],
    'about:blank': ['invalid_input sender'],
  })

  // A frame inside the console has no bridge at all, whatever is in it.
  const inFrames = await page.evaluate(async () => {
    const found = []
    for (const source of [null, 'about:blank', 'app://console/index.html', 'data:text/html,x']) {
      const frame = document.createElement('iframe')
      if (source) frame.src = source
      document.body.append(frame)
      await new Promise(resolve => setTimeout(resolve, 200))
      try {
        found.push(typeof (frame.contentWindow as unknown as { callboard?: unknown }).callboard)
      } catch (error) {
        found.push((error as Error).name)
      }
    }
    return found
  })
  expect(inFrames.filter(kind => kind !== 'undefined' && kind !== 'SecurityError')).toEqual([])
  expect(
    await page.evaluate(() =>
      (globalThis as unknown as { callboard: { call(name: string, input: object): Promise<{ ok: boolean }> } }).callboard.call(
        'system.info',
        {},
      ),
    ),
  ).toMatchObject({ ok: true })
})

test('app:// gives the files of the page and nothing else, however the path is spelled', async () => {
  const { page } = await openSandboxedElectron()
  const targets = ['package.json', 'out/main/index.js', 'main/index.js', 'preload/preload.cjs', 'etc/passwd']
  const paths = [
    ...hostilePaths,
    ...targets.flatMap(target =>
      [
        '/../',
        '/../../',
        '/%2e%2e/',
        '/..%2f',
        '/..%2f..%2f',
        '/..%5c',
        '/%2e%2e%2f%2e%2e%2f',
        '//',
        '///',
        '/%2f',
        '/assets/..%2f..%2f..%2f',
        '/%252e%252e%252f',
        '/./',
        '/C:/',
      ].map(way => way + target),
    ),
    '/etc/passwd',
    '/proc/self/environ',
  ]
  const got = await page.evaluate(async all => {
    const answers: { path: string; status: number; text: string }[] = []
    for (const path of all) {
      try {
        const answer = await fetch(`app://console${path.startsWith('/') ? '' : '/'}${path}`)
        answers.push({ path, status: answer.status, text: (await answer.text()).slice(0, 60) })
      } catch {
        // No answer at all.
      }
    }
    for (const [address, method] of [
      ['app://other/index.html', 'GET'],
      ['app://console/index.html', 'POST'],
      ['app://console/index.html', 'PUT'],
      ['file:///etc/passwd', 'GET'],
    ] as const) {
      const status = await fetch(address, { method }).then(
        answer => answer.status,
        () => 0,
      )
      if (status === 200) answers.push({ path: `${method} ${address}`, status, text: '' })
    }
    return answers
  }, paths)
  expect(got.filter(({ path, status }) => status === 200 && !['/.', '/..', ''].includes(path))).toEqual([])
  // Those three are the page itself once the address is tidied up.
  expect(got.filter(({ status }) => status === 200).every(({ text }) => text.toLowerCase().startsWith('<!doctype html>'))).toBe(true)
  expect(await page.evaluate(async () => (await fetch('app://console/index.html')).status)).toBe(200)
})

test('a link leaves the console only for the listed places, and nothing is opened inside', async () => {
  const { electron, page } = await openSandboxedElectron()
  await electron.evaluate(({ shell }) => {
    const left: string[] = []
    ;(globalThis as unknown as { __left: string[] }).__left = left
    shell.openExternal = async (url: string) => void left.push(url)
  })
  const allowed = 'https://docs.nxcloud.com/callbot'
  await page.evaluate(
    addresses => {
      for (const address of addresses) {
        try {
          open(address)
        } catch {
          // Not even an address.
        }
      }
    },
    [
      ...hostilePages.filter(address => !address.startsWith('javascript:')),
      'https://docs.nxcloud.com@evil.example/',
      'https://docs.nxcloud.com.evil.example/',
      'http://docs.nxcloud.com/',
      allowed,
    ],
  )
  const outcome = () =>
    electron.evaluate(({ webContents }) => ({
      left: (globalThis as unknown as { __left: string[] }).__left,
      pages: webContents.getAllWebContents().length,
    }))
  await expect.poll(async () => (await outcome()).left).toContain(allowed)
  // What should not leave has had its time as well.
  await page.waitForTimeout(300)
  expect(await outcome()).toEqual({ left: [allowed], pages: 1 })
})

test('a second start ends at once and brings the first window forward', async () => {
  const { electron, startAgain } = await openSandboxedElectron()
  await electron.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]
    const done: string[] = []
    ;(globalThis as unknown as { __done: string[] }).__done = done
    if (!window) return
    window.isMinimized = () => true
    window.restore = () => void done.push('restore')
    window.focus = () => void done.push('focus')
  })
  expect(await startAgain()).toEqual({ status: 0 })
  // The second start is over once the first one was told; what it does then takes a moment.
  await expect
    .poll(() =>
      electron.evaluate(({ BrowserWindow }) => ({
        windows: BrowserWindow.getAllWindows().length,
        done: (globalThis as unknown as { __done: string[] }).__done,
      })),
    )
    .toEqual({ windows: 1, done: ['restore', 'focus'] })
})
