import type { Output, Parsed } from '../../src-contract/methods.ts'
import type { ContactMapping } from '../../src-contract/model/contact.ts'
import { AppError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import type { Db } from '../db/open.ts'
import { newId } from '../ids.ts'
import { createContactPages } from './contact-pages.ts'
import { createContactSearch } from './contact-search.ts'
import { createContactStore } from './contact-store.ts'
import { detectReading } from './detect-reading.ts'
import type { GivenFile } from './file-registry.ts'
import { createImportRunner } from './import-runner.ts'
import { type ListRecord, toContactList } from './list-record.ts'
import { createPhonePlans } from './phone-plans.ts'
import { previewFile } from './preview-file.ts'
import { readSample } from './read-sample.ts'

type OfFile<M extends 'contacts.preview' | 'contacts.import'> = Omit<Parsed<M>, 'fileId'> & { file: GivenFile }

/** Everything the contacts thread answers; values in and out are plain data. */
export interface ContactEngine {
  lists(): Output<'contacts.lists'>
  list(input: Parsed<'contacts.list'>): Output<'contacts.list'>
  preview(input: OfFile<'contacts.preview'>): Promise<Output<'contacts.preview'>>
  import(input: OfFile<'contacts.import'>): Promise<Output<'contacts.import'>>
  cancelImport(input: Parsed<'contacts.cancelImport'>): Promise<Record<string, never>>
  rows(input: Parsed<'contacts.rows'>): Promise<Output<'contacts.rows'>>
  rename(input: Parsed<'contacts.rename'>): Record<string, never>
  remove(input: Parsed<'contacts.remove'>): Promise<Record<string, never>>
  close(): Promise<Record<string, never>>
}

export interface EnginePorts {
  readonly db: Db
  readonly clock: Clock
  /** Something about a list is different now. */
  changed(id: string): void
  /** A surprise in work that nobody waits for. */
  failed(error: unknown, id: string): void
}

const REMOVED_PER_STEP = 2000

/** Imports, keeps, pages and removes contact lists on one database; goes on with what an earlier run left unfinished. */
export function createContactEngine({ db, clock, changed, failed }: EnginePorts): ContactEngine {
  const store = createContactStore(db)
  const pages = createContactPages(db)
  const search = createContactSearch(db)
  const plans = createPhonePlans()
  const runner = createImportRunner({ db, store, plans, clock, changed, failed })
  let closing = false
  let preparing = false
  let removal: Promise<void> = Promise.resolve()

  const need = (id: string): ListRecord => {
    const record = store.find(id)
    if (!record) throw new AppError('not_found', { kind: 'contact list', id })
    return record
  }
  const removeRows = () => {
    removal = removal
      .then(async () => {
        for (const { list_no } of store.inState('removing')) {
          while (!closing && !store.removeSome(list_no, REMOVED_PER_STEP)) await new Promise(resolve => setImmediate(resolve))
          if (closing) return
        }
      })
      .catch(error => failed(error, ''))
  }
  removeRows()
  runner.resumeLeftOvers()

  return {
    lists: () => store.lists().map(toContactList),
    list: ({ id }) => toContactList(need(id)),
    preview: ({ file, reading }) => previewFile(file, reading, plans, fingerprint => store.knownAs(fingerprint)),
    async import({ file, name, reading, mapping }) {
      const running = runner.running()
      if (running || preparing) throw new AppError('import_running', { name: running?.name ?? name, id: running?.id ?? '' })
      preparing = true
      try {
        const sample = await readSample(file.path)
        const found = detectReading(sample, reading)
        refuseUnknownColumns(mapping, found.columns.length)
        const list = store.add({
          id: newId(),
          name,
          file_name: file.fileName,
          size_bytes: sample.sizeBytes,
          encoding: found.encoding,
          delimiter: found.delimiter,
          line_end: found.lineEnd,
          has_header: found.hasHeader ? 1 : 0,
          columns: JSON.stringify(found.columns),
          mapping: JSON.stringify(mapping),
          blank_cells: JSON.stringify(found.columns.map(() => 0)),
          next_byte: found.firstByte,
          next_line: found.firstLine,
          file_path: file.path,
          file_modified_at: sample.modifiedAt,
          fingerprint: sample.fingerprint,
          created_at: clock.now(),
        })
        runner.start(list)
        return { id: list.id }
      } finally {
        preparing = false
      }
    },
    async cancelImport({ id }) {
      need(id)
      await runner.cancel(id)
      return {}
    },
    async rows({ listId, group, search: text, start, count }) {
      const list = need(listId)
      if (text === '') return { total: pages.total(list, group), rows: pages.rows(pages.idsAt(list, group, start, count)) }
      const found = await search.find(list, group, text)
      return { total: found.length, rows: pages.rows(found.slice(start, start + count)) }
    },
    rename({ id, name }) {
      need(id)
      store.rename(id, name)
      changed(id)
      return {}
    },
    async remove({ id }) {
      const list = need(id)
      await runner.cancel(id)
      store.startRemoval(list.list_no)
      removeRows()
      changed(id)
      return {}
    },
    async close() {
      closing = true
      await runner.close()
      await removal
      db.close()
      return {}
    },
  }
}

function refuseUnknownColumns(mapping: ContactMapping, columns: number): void {
  const used = [mapping.phone, mapping.name, mapping.customerName, mapping.other, ...mapping.variables.map(variable => variable.column)]
  for (const column of used)
    if (column !== null && column >= columns)
      throw new AppError('invalid_input', { field: 'mapping', problem: 'no such column', column, columns })
}
