import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type {
  ContactGroup,
  ContactList,
  ContactMapping,
  ContactPreview,
  ContactRow,
  FileReading,
} from '../../src-contract/model/contact.ts'
import { type RunningContacts, startContacts, whenEnded } from './contacts-thread.ts'

export const automatic: FileReading = { encoding: 'auto', delimiter: 'auto', header: 'auto' }

export interface Bench extends RunningContacts {
  readonly dataDir: string
  /** Writes a file into the folder and hands it in. */
  give(name: string, content: string | Buffer): string
  giveExisting(path: string): string
  preview(fileId: string, reading?: Partial<FileReading>): Promise<ContactPreview>
  /** Imports to the end with the suggested mapping, changed as told. */
  import(fileId: string, mapping?: Partial<ContactMapping>, reading?: Partial<FileReading>): Promise<ContactList>
  page(
    listId: string,
    group?: ContactGroup,
    search?: string,
    start?: number,
    count?: number,
  ): Promise<{ total: number; rows: ContactRow[] }>
}

/** Gives a test a folder with the real contacts thread on it, and clears both away. */
export async function withContacts(work: (bench: Bench) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'callboard-contacts-'))
  const running = startContacts(dataDir)
  const giveExisting = (path: string) => running.files.give({ path, fileName: basename(path), sizeBytes: statSync(path).size }).fileId
  const bench: Bench = {
    ...running,
    dataDir,
    giveExisting,
    give(name, content) {
      const path = join(dataDir, name)
      writeFileSync(path, content)
      return giveExisting(path)
    },
    preview: (fileId, reading = {}) => running.service.preview({ fileId, reading: { ...automatic, ...reading } }),
    async import(fileId, mapping = {}, reading = {}) {
      const chosen = { ...automatic, ...reading }
      const { suggested } = await running.service.preview({ fileId, reading: chosen })
      const { id } = await running.service.import({ fileId, name: 'List', reading: chosen, mapping: { ...suggested, ...mapping } })
      return whenEnded(running.service, id)
    },
    page: (listId, group = 'all', search = '', start = 0, count = 500) => running.service.rows({ listId, group, search, start, count }),
  }
  try {
    await work(bench)
  } finally {
    await running.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
