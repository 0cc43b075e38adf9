import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A notification as the desktop was asked to show it. */
export interface ShownNotification {
  readonly title: string
  /** May hold markup of the program that sent it. */
  readonly body: string
}

/** A desktop of our own: a display, a window manager and a notification server (openbox and dunst), driven by keyboard and mouse. */
export interface Desktop {
  /** Every notification so far, oldest first. */
  shown(): readonly ShownNotification[]
  /** Presses the left button of the mouse on the notification that lies on the screen. */
  clickNotification(): Promise<void>
  /** Another program shows a notification for a moment, while there is no other one; what comes before and after it tells the order. */
  notifyFromElsewhere(title: string): Promise<void>
  /** Title of the window that has the focus; empty when none has. */
  frontWindow(): Promise<string>
  /** Minimizes the window whose title holds these words. */
  minimize(title: string): Promise<void>
  close(): Promise<void>
}

const LOOK_MS = 50
/** Looks and not time are counted: a machine that stood still had no chance to show anything meanwhile. */
const MOST_LOOKS = 1_200
/** Stays until it is pressed, and a left click does what the sender asked for, as on the desktops operators have. */
const SETTINGS = `[global]
  font = Liberation Sans 12
  mouse_left_click = do_action, close_current
[urgency_normal]
  timeout = 0
`

/** Opens the desktop on the session bus of this process and makes it the display of everything started until it is closed. */
export async function openDesktop(): Promise<Desktop> {
  if (!process.env.DBUS_SESSION_BUS_ADDRESS) throw new Error('Notifications need a session bus; "npm run e2e" brings one.')
  const folder = mkdtempSync(join(tmpdir(), 'callboard-desktop-'))
  const settings = join(folder, 'dunstrc')
  writeFileSync(settings, SETTINGS)
  const before = process.env.DISPLAY
  const started: ChildProcess[] = []
  const start = (program: string, args: readonly string[], stdio: ('ignore' | 'pipe')[]) => {
    const child = spawn(program, args, { stdio, env: { ...process.env, XDG_CACHE_HOME: folder, XDG_CONFIG_HOME: folder } })
    started.push(child)
    return child
  }
  const close = async () => {
    for (const child of started.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      child.kill()
      await once(child, 'exit')
    }
    if (before === undefined) delete process.env.DISPLAY
    else process.env.DISPLAY = before
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const display = start(
      'Xvfb',
      ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'],
      ['ignore', 'ignore', 'ignore', 'pipe'],
    )
    process.env.DISPLAY = `:${await firstLine(display.stdio[3] as Readable)}`
    start('openbox', ['--sm-disable'], ['ignore', 'ignore', 'ignore'])
    await untilTrue('the window manager', () => answers('xdotool', ['get_desktop']))
    const server = start('dunst', ['-config', settings, '-print'], ['ignore', 'pipe', 'ignore'])
    let printed = ''
    server.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text
    })
    await untilTrue('the notification server', () => hasOwner('org.freedesktop.Notifications', server.pid))
    return {
      shown: () => readPrinted(printed),
      async clickNotification() {
        await untilTrue('a notification on the screen', async () => (await dunstWindow()) !== null)
        const window = (await dunstWindow()) ?? ''
        await run('xdotool', ['mousemove', '--window', window, '40', '15', 'click', '1'])
      },
      async notifyFromElsewhere(title) {
        await run('dunstify', ['--timeout=1', title])
        await untilTrue(`"${title}"`, async () => readPrinted(printed).some(one => one.title === title))
        // A press on the next notification must not hit this one.
        await untilTrue(`the end of "${title}"`, async () => (await dunstWindow()) === null)
      },
      frontWindow: async () => (await said('xdotool', ['getactivewindow', 'getwindowname'])) ?? '',
      minimize: async title => void (await run('xdotool', ['search', '--onlyvisible', '--name', title, 'windowminimize'])),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** The notification server prints each notification as lines of a name and a quoted value. */
function readPrinted(printed: string): ShownNotification[] {
  return Array.from(printed.matchAll(/\n\tsummary: '(.*)'\n\tbody: '([\s\S]*?)'\n\ticon: /g), ([, title = '', body = '']) => ({
    title,
    body,
  }))
}

const dunstWindow = async (): Promise<string | null> =>
  (await said('xdotool', ['search', '--onlyvisible', '--class', 'dunst']))?.split('\n')[0] || null

/** Whether this process, and no other one of the bus, shows notifications. */
async function hasOwner(name: string, pid: number | undefined): Promise<boolean> {
  const call = ['--session', '--print-reply=literal', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus']
  const owner = await said('dbus-send', [...call, 'org.freedesktop.DBus.GetConnectionUnixProcessID', `string:${name}`])
  return owner?.split(/\s+/).at(-1) === String(pid)
}

/** What a program printed; null when it failed. */
async function said(program: string, args: readonly string[]): Promise<string | null> {
  try {
    return (await run(program, args)).stdout.trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw error
    return null
  }
}

const answers = async (program: string, args: readonly string[]): Promise<boolean> => (await said(program, args)) !== null

async function untilTrue(what: string, look: () => Promise<boolean>): Promise<void> {
  for (let looks = 1; !(await look()); looks += 1) {
    if (looks === MOST_LOOKS) throw new Error(`${what} did not come within ${MOST_LOOKS} looks`)
    await new Promise(resolve => setTimeout(resolve, LOOK_MS))
  }
}

async function firstLine(stream: Readable): Promise<string> {
  let text = ''
  for await (const chunk of stream) {
    text += String(chunk)
    if (text.includes('\n')) break
  }
  return text.trim()
}
