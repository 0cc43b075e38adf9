import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { onTestFinished } from 'vitest'

/** An empty folder that goes with the test. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** What every file under a folder holds, by path; two equal answers mean that nothing was added, changed or deleted. */
export function fingerprints(folder: string, isMeant: (path: string) => boolean = () => true): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
  return Object.fromEntries(
    files
      .map(file => [relative(folder, file), createHash('sha256').update(readFileSync(file)).digest('hex')] as const)
      .filter(([path]) => isMeant(path)),
  )
}
