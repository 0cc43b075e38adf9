import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** A file under construction: a `.part` beside a reserved name, so that half a file never looks like a whole one. */
export interface ExportFile {
  readonly fileName: string
  readonly path: string
  /** Waits while the disk is slower than we are. */
  write(text: string): Promise<void>
  finish(): Promise<void>
  discard(): Promise<void>
}

/** Reserves `stem.csv`, or `stem (2).csv` and so on: an existing file is never overwritten. Errors of the disk come through. */
export async function createExportFile(folder: string, stem: string, extension: 'csv' | 'jsonl'): Promise<ExportFile> {
  await mkdir(folder, { recursive: true })
  const { fileName, path } = await reserve(folder, stem, extension)
  const part = `${path}.part`
  const stream = createWriteStream(part, { encoding: 'utf8', flags: 'wx' })
  let failure: Error | null = null
  stream.on('error', error => {
    failure = error
  })
  const check = () => {
    if (failure) throw failure
  }
  return {
    fileName,
    path,
    async write(text) {
      check()
      if (!stream.write(text)) await Promise.race([once(stream, 'drain'), once(stream, 'close')])
      check()
    },
    async finish() {
      stream.end()
      if (!stream.closed) await once(stream, 'close')
      check()
      await rename(part, path)
    },
    async discard() {
      stream.destroy()
      if (!stream.closed) await once(stream, 'close').catch(() => undefined)
      await rm(part, { force: true })
      await rm(path, { force: true })
    },
  }
}

async function reserve(folder: string, stem: string, extension: string): Promise<{ fileName: string; path: string }> {
  for (let number = 1; ; number += 1) {
    const fileName = number === 1 ? `${stem}.${extension}` : `${stem} (${number}).${extension}`
    const path = join(folder, fileName)
    try {
      await (await open(path, 'wx')).close()
      return { fileName, path }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
}
