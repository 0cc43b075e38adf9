import type { ContactList } from '../../src-contract/model/contact.ts'
import { type ContactService, createContactService } from '../../src-core/contacts/contact-service.ts'
import { createFileRegistry, type FileRegistry } from '../../src-core/contacts/file-registry.ts'
import { createEventBus } from '../../src-core/event-bus.ts'
import { createLog } from '../../src-core/log.ts'
import { spawnThread } from '../../src-core/threads/spawn.ts'

const LOOK_MS = 10
const MOST_LOOKS = 15_000

export interface RunningContacts {
  readonly service: ContactService
  readonly files: FileRegistry
  close(): Promise<void>
}

/** The real contacts thread on a data folder, with the service in front of it; with `mostRows`, one that kills its process after so many. */
export function startContacts(dataDir: string, mostRows?: number): RunningContacts {
  const file = mostRows === undefined ? '../../src-core/threads/contacts.ts' : './mortal-contacts-thread.ts'
  const thread = spawnThread(new URL(file, import.meta.url).href, { dataDir, mostRows })
  const files = createFileRegistry()
  const bus = createEventBus()
  const service = createContactService({ thread, files, bus, log: createLog(dataDir) })
  return {
    service,
    files,
    async close() {
      bus.close()
      await thread.close()
    },
  }
}

/** The list once its import has ended, whatever way. */
export async function whenEnded(service: ContactService, id: string): Promise<ContactList> {
  // Looks are counted, not time; a test that gives up by itself still closes its thread, one whose time is over would leave it running.
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const list = await service.list(id)
    if (list.state !== 'importing') return list
    await new Promise(resolve => setTimeout(resolve, LOOK_MS))
  }
  throw new Error(`the import of ${id} did not end`)
}
