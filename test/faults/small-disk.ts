import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

const run = (program: string, ...args: string[]) => {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' })
  if (error ?? status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr.trim()} (mounting needs root)`)
}

/** A disk of its own, as large as told, that goes with the test. */
export function mountSmallDisk(megabytes: number) {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-disk-'))
  run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder)
  onTestFinished(() => {
    // Lazily: a process that is still ending may hold a file.
    run('umount', '-l', folder)
    rmSync(folder, { recursive: true, force: true })
  })
  const filler = join(folder, 'filler')
  return {
    folder,
    /** Somebody else's file, which goes when space is made. */
    occupy: (bytes: number) => writeFileSync(filler, Buffer.alloc(bytes)),
    /** Writes until not one more byte fits. */
    fill() {
      const file = openSync(filler, 'a')
      try {
        for (let bytes = 65_536; bytes >= 1; ) {
          try {
            if (writeSync(file, Buffer.alloc(bytes)) < bytes) throw Object.assign(new Error('short'), { code: 'ENOSPC' })
          } catch (error) {
            if ((error as { code?: string }).code !== 'ENOSPC') throw error
            bytes = Math.floor(bytes / 2)
          }
        }
      } finally {
        closeSync(file)
      }
    },
    free: () => rmSync(filler, { force: true }),
    remount: (mode: 'ro' | 'rw') => run('mount', '-o', `remount,${mode}`, folder),
  }
}
