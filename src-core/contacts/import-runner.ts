import { stat } from 'node:fs/promises'
import type { ContactMapping } from '../../src-contract/model/contact.ts'
import { AppError, asSystemError, toWireError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import type { Db } from '../db/open.ts'
import { createRowCheck } from './check-row.ts'
import type { ContactStore } from './contact-store.ts'
import { importFile } from './import-file.ts'
import type { ListRecord } from './list-record.ts'
import { createPhoneNormaliser } from './normalise-phone.ts'
import type { PhonePlans } from './phone-plans.ts'
import { createSliceWriter } from './slice-writer.ts'

const NOTICE_GAP_MS = 200

export interface ImportRunner {
  /** The list that is being imported, if any. */
  running(): ListRecord | null
  /** Begins reading; answers at once. */
  start(list: ListRecord): void
  /** Goes on with what the last run left unfinished, one list after the other; a file that is gone or changed ends its list. */
  resumeLeftOvers(): void
  /** Ends the import for good; resolves when the list is marked. */
  cancel(id: string): Promise<void>
  /** Stops after the slice under way; the next start goes on from there. */
  close(): Promise<void>
}

export interface RunnerPorts {
  readonly db: Db
  readonly store: ContactStore
  readonly plans: PhonePlans
  readonly clock: Clock
  changed(id: string): void
  failed(error: unknown, id: string): void
}

/** Runs one import at a time and sees to it that every list ends in a state that says what happened. */
export function createImportRunner({ db, store, plans, clock, changed, failed }: RunnerPorts): ImportRunner {
  let current: { list: ListRecord; stop: 'no' | 'cancel' | 'close'; done: Promise<void> } | null = null
  let closing = false
  let resuming: Promise<void> = Promise.resolve()

  const begin = (list: ListRecord): Promise<void> => {
    const job = { list, stop: 'no' as 'no' | 'cancel' | 'close', done: Promise.resolve() }
    current = job
    const mapping = JSON.parse(list.mapping) as ContactMapping
    const check = createRowCheck(
      (JSON.parse(list.columns) as string[]).length,
      mapping,
      createPhoneNormaliser(plans, mapping.defaultCountry),
    )
    let saidAt = 0
    const onSlice = () => {
      if (clock.now() - saidAt < NOTICE_GAP_MS) return
      saidAt = clock.now()
      changed(list.id)
    }
    const run = async () => {
      try {
        const end = await importFile(list, createSliceWriter(db, list, check), () => job.stop !== 'no', onSlice)
        if (end === 'done') store.finish(list.list_no, 'ready', clock.now(), null)
        else if (job.stop === 'cancel') store.finish(list.list_no, 'cancelled', clock.now(), null)
      } catch (error) {
        markFailed(list, error)
      } finally {
        current = null
        changed(list.id)
      }
    }
    job.done = run()
    return job.done
  }

  const markFailed = (list: ListRecord, error: unknown) => {
    if (!(error instanceof AppError)) failed(error, list.id)
    try {
      store.finish(list.list_no, 'failed', clock.now(), toWireError(asSystemError(error, db.name) ?? error))
    } catch (again) {
      // A full disk cannot take even this line; the list stays under import and is taken up at the next start.
      failed(again, list.id)
    }
  }

  const resumeAll = async () => {
    for (const list of store.inState('importing')) {
      if (closing) return
      const problem = await whyNotResumable(list)
      if (problem) {
        store.finish(list.list_no, 'cancelled', clock.now(), toWireError(problem))
        changed(list.id)
        continue
      }
      // The operator may have begun another import meanwhile; one at a time.
      while (current) await current.done
      if (!closing) await begin(list)
    }
  }

  return {
    running: () => current?.list ?? null,
    start(list) {
      void begin(list)
    },
    resumeLeftOvers() {
      resuming = resumeAll().catch(error => failed(error, ''))
    },
    async cancel(id) {
      if (current?.list.id !== id) return
      if (current.stop === 'no') current.stop = 'cancel'
      await current.done
    },
    async close() {
      closing = true
      if (current && current.stop === 'no') current.stop = 'close'
      await current?.done
      await resuming
    },
  }
}

/** The file must be the very one the import began with: same place, size and time. */
async function whyNotResumable(list: ListRecord): Promise<AppError | null> {
  try {
    const { size, mtimeMs } = await stat(list.file_path)
    if (size === list.size_bytes && Math.round(mtimeMs) === list.file_modified_at) return null
    return new AppError('file_unreadable', { path: list.file_path, code: 'changed' })
  } catch {
    return new AppError('file_unreadable', { path: list.file_path, code: 'gone' })
  }
}
