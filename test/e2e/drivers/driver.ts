import type { Page } from 'playwright'

export interface OpenOptions {
  readonly dataDir: string
  /** What the operating system says about colours; light unless told. */
  readonly theme?: 'light' | 'dark'
  /** Inner size of the window, 1440×900 unless told. */
  readonly size?: { readonly width: number; readonly height: number }
  /** A window on the display, also where the driver could do without one. */
  readonly onDisplay?: boolean
}

/** A running console with its page. */
export interface OpenConsole {
  readonly page: Page
  /** Ends the console the way an operator does, and waits until it has closed its data. */
  close(): Promise<void>
  /** Closes and opens it again with the same data. */
  restart(): Promise<OpenConsole>
  /** Ends every process of the console at once, as a crash would. */
  kill(): Promise<void>
}

/** One way to run the console for a scenario; scenarios are the same for both. */
export interface Driver {
  readonly name: 'chromium' | 'electron'
  open(options: OpenOptions): Promise<OpenConsole>
}

/** How long a step waits for the page: far beyond what any takes, so that a slow machine decides nothing. */
export const stepLimitMs = 90_000
export const defaultSize = { width: 1440, height: 900 } as const
/** Items of the scenarios in the OS keychain are kept apart from everybody's real ones. */
export const testKeychainService = 'Callboard end-to-end test'

/** Waits until the page has painted something to read. */
export async function waitForText(page: Page): Promise<void> {
  await page.locator('#root').getByText(/\S/).first().waitFor()
}

/** The driver that CALLBOARD_DRIVER names; `chromium` unless told. */
export async function openDriver(env: NodeJS.ProcessEnv = process.env): Promise<Driver> {
  if (env.CALLBOARD_DRIVER === 'electron') return (await import('./electron-driver.ts')).createElectronDriver()
  return (await import('./chromium-driver.ts')).createChromiumDriver(env)
}
