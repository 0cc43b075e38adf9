import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'

/** Takes a screen in both themes and both sizes; they are artefacts of the run, to be looked at. */
export function createScreens(folder: string) {
  mkdirSync(folder, { recursive: true })
  let count = 0
  return {
    async take(page: Page, name: string): Promise<void> {
      count += 1
      const number = String(count).padStart(2, '0')
      for (const theme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
        await page.waitForTimeout(120)
        await page.screenshot({ path: join(folder, `${number}-${name}-${theme}.png`) })
      }
    },
  }
}
export type Screens = ReturnType<typeof createScreens>
