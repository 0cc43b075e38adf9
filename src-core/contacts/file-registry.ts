import { randomBytes } from 'node:crypto'
import { AppError } from '../app-error.ts'

/** A file the operator chose: from the disk in the desktop window, or as uploaded to the served host. */
export interface GivenFile {
  readonly path: string
  readonly fileName: string
  readonly sizeBytes: number
}

export interface FileRegistry {
  give(file: GivenFile): { fileId: string }
  /** Throws `not_found` for an id we did not hand out. */
  resolve(fileId: string): GivenFile
}

/** Stands between the page and the disk: the page holds random ids, never paths. */
export function createFileRegistry(): FileRegistry {
  const files = new Map<string, GivenFile>()
  return {
    give(file) {
      const fileId = randomBytes(16).toString('hex')
      files.set(fileId, file)
      return { fileId }
    },
    resolve(fileId) {
      const file = files.get(fileId)
      if (!file) throw new AppError('not_found', { kind: 'file', id: fileId })
      return file
    },
  }
}
