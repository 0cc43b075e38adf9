import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDriver } from './drivers/driver.ts'

test('a newcomer sees two doors, and the page keeps to its security policy', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-first-'))
  const driver = await openDriver()
  const opened = await driver.open({ dataDir: join(folder, 'data') })
  try {
    const complaints: string[] = []
    opened.page.on('console', message => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    await opened.page.reload()
    await opened.page.getByRole('heading', { name: 'Connect an account' }).waitFor()
    await opened.page.getByRole('heading', { name: 'Explore with the simulator' }).waitFor()
    expect(complaints).toEqual([])
    expect(
      await opened.page.evaluate(() =>
        Object.keys(window).filter(name => ['require', 'process', 'module', 'electron', 'global'].includes(name)),
      ),
    ).toEqual([])
  } finally {
    await opened.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
