import type { ContactList } from '../../src-contract/model/contact.ts'
import { type ContactService, createContactService } from '../../src-core/contacts/contact-service.ts'
import { createFileRegistry, type FileRegistry } from '../../src-core/contacts/file-registry.ts'
import { createEventBus } from '../../src-core/event-bus.ts'
import { createLog } from '../../src-core/log.ts'
import { spawnThread } from '../../src-core/threads/spawn.ts'

export interface RunningContacts {
  readonly service: ContactService
  readonly files: FileRegistry
  close(): Promise<void>
}

/** The real contacts thread on a data folder, with the service in front of it. */
export function startContacts(dataDir: string): RunningContacts {
  const thread = spawnThread(new URL('../../src-core/threads/contacts.ts', import.meta.url).href, { dataDir })
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
  for (;;) {
    const list = await service.list(id)
    if (list.state !== 'importing') return list
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}
