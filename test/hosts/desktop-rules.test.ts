import type { BrowserWindow, IpcMainInvokeEvent } from 'electron'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseDataDir, chooseKeychainService } from '../../src-main/data-dir.ts'
import { nodeProblem, readServeOptions } from '../../src-main/served/options.ts'
import { isOwnPage } from '../../src-main/shell/app-protocol.ts'
import { isAllowedLink } from '../../src-main/shell/external-links.ts'
import { channels, openIpcDoor } from '../../src-main/shell/ipc-door.ts'
import { createFakeCore } from './served-console.ts'

test('only listed https addresses may leave the console', () => {
  for (const good of ['https://www.nxcloud.com/', 'https://github.com/a/b?c#d']) expect(isAllowedLink(good), good).toBe(true)
  const bad = [
    'http://www.nxcloud.com/',
    'https://www.nxcloud.com.evil.example/',
    'https://evil.example/https://github.com/',
    'https://github.com@evil.example/',
    'https://user@github.com/',
    'https://github.com:444/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://github.com/x',
    'ms-msdt:/id',
    ' ',
    '',
    'https://',
    '//github.com',
    'https:github.com.evil.example',
  ]
  for (const address of bad) expect(isAllowedLink(address), address).toBe(false)
  fc.assert(
    fc.property(fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.string()), address => !isAllowedLink(address)),
    { numRuns: 10_000 },
  )
})

test('only app://console is the page', () => {
  for (const good of ['app://console/', 'app://console/index.html?a#b']) expect(isOwnPage(good), good).toBe(true)
  for (const bad of [
    'app://other/',
    'app://console.evil/',
    'https://console/',
    'file:///console',
    'app:console',
    '',
    'data:text/html,app://console/',
  ])
    expect(isOwnPage(bad), bad).toBe(false)
})

test('every channel of the desktop answers the main frame of its own window and nobody else', async () => {
  const { core, calls, given } = createFakeCore({ e1: { path: '/exports/e1.csv', fileName: 'e1.csv' } })
  const handlers = new Map<string, (event: IpcMainInvokeEvent, ...params: unknown[]) => unknown>()
  const shown: string[] = []
  const mainFrame = { url: 'app://console/' }
  const window = { webContents: { mainFrame, send: () => undefined }, isDestroyed: () => false } as unknown as BrowserWindow
  openIpcDoor({
    ipcMain: { handle: (channel, run) => void handlers.set(channel, run) },
    shell: { showItemInFolder: path => void shown.push(path) },
    core,
    currentWindow: () => window,
  })
  expect([...handlers.keys()].sort()).toEqual([channels.call, channels.giveFile, channels.showExport].sort())

  const ask = (channel: string, sender: unknown, senderFrame: unknown, ...params: unknown[]) =>
    handlers.get(channel)?.({ sender, senderFrame } as IpcMainInvokeEvent, ...params)
  const strangers = [
    [window.webContents, { url: 'app://console/' }],
    [window.webContents, null],
    [{ mainFrame }, mainFrame],
  ]
  for (const channel of handlers.keys()) {
    for (const [sender, frame] of strangers)
      expect(await ask(channel, sender, frame, 'e1', {})).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
    mainFrame.url = 'https://evil.example/'
    expect(await ask(channel, window.webContents, mainFrame, 'e1', {})).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
    mainFrame.url = 'app://console/'
  }
  expect([calls, given, shown]).toEqual([[], [], []])

  const own = (channel: string, ...params: unknown[]) => ask(channel, window.webContents, mainFrame, ...params)
  expect(await own(channels.call, 'tasks.list', { a: 1 })).toEqual({ ok: true, value: { name: 'tasks.list', input: { a: 1 } } })
  expect(await own(channels.giveFile, import.meta.filename)).toEqual({ ok: true, value: { fileId: 'file-1' } })
  expect(await own(channels.giveFile, import.meta.dirname)).toMatchObject({ ok: false, error: { code: 'file_unreadable' } })
  expect(await own(channels.giveFile, '/no/such/file.csv')).toMatchObject({ ok: false })
  expect(await own(channels.showExport, 'e1')).toEqual({ ok: true, value: {} })
  expect(await own(channels.showExport, '/etc/passwd')).toMatchObject({ ok: false, error: { code: 'not_found' } })
  expect(shown).toEqual(['/exports/e1.csv'])
})

test("the data folder is the one asked for, else the place of the operating system; a checkout never reads an operator's keys", () => {
  expect(chooseDataDir(undefined, {}, 'darwin', '/Users/a')).toBe('/Users/a/Library/Application Support/Callboard')
  expect(chooseDataDir(undefined, { APPDATA: 'X' }, 'win32', 'H')).toMatch(/^X.Callboard$/)
  expect(chooseDataDir(undefined, { XDG_DATA_HOME: '/d' }, 'linux', '/home/a')).toBe('/d/callboard')
  expect(chooseDataDir(undefined, {}, 'linux', '/home/a')).toBe('/home/a/.local/share/callboard')
  expect(chooseDataDir(undefined, { CALLBOARD_DATA_DIR: '/env' }, 'linux', '/home/a')).toBe('/env')
  expect(chooseDataDir('/asked', { CALLBOARD_DATA_DIR: '/env' }, 'linux', '/home/a')).toBe('/asked')
  expect(chooseKeychainService(false, {})).not.toBe(chooseKeychainService(true, {}))
})

test('the served host says in one sentence what it cannot use', () => {
  expect(nodeProblem('20.18.1')).toMatch(/^Callboard needs Node 22 or later .* this is Node 20\.18\.1/)
  expect(nodeProblem('24.21.0')).toBeNull()
  expect(readServeOptions(['--help'], {})).toBeNull()
  expect(readServeOptions(['--port', '0', '--data-dir', '/d'], {})).toEqual({ dataDir: '/d', port: 0 })
  expect(() => readServeOptions(['--port', 'x'], {})).toThrow(/--port must be a number/)
  expect(() => readServeOptions(['--what'], {})).toThrow(/--what/)
})
