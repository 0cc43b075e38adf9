import type { Output, Parsed } from '../../src-contract/methods.ts'
import type { AreaHandlers } from '../dispatch.ts'
import type { EventBus } from '../event-bus.ts'
import type { Log } from '../log.ts'
import type { Thread } from '../threads/spawn.ts'
import type { FileRegistry } from './file-registry.ts'

export interface ContactServicePorts {
  readonly thread: Thread
  readonly files: FileRegistry
  readonly bus: EventBus
  readonly log: Log
}

/** The contact lists as the core sees them; the work is done in the contacts thread. */
export interface ContactService {
  lists(): Promise<Output<'contacts.lists'>>
  list(id: string): Promise<Output<'contacts.list'>>
  preview(input: Parsed<'contacts.preview'>): Promise<Output<'contacts.preview'>>
  /** Answers as soon as the file was recognised and its list exists; rows come in behind. */
  import(input: Parsed<'contacts.import'>): Promise<Output<'contacts.import'>>
  cancelImport(id: string): Promise<Output<'contacts.cancelImport'>>
  rows(input: Parsed<'contacts.rows'>): Promise<Output<'contacts.rows'>>
  rename(id: string, name: string): Promise<Output<'contacts.rename'>>
  remove(id: string): Promise<Output<'contacts.remove'>>
}

/** Passes calls on to the contacts thread, file ids turned into paths, and its changes on to the bus. */
export function createContactService({ thread, files, bus, log }: ContactServicePorts): ContactService {
  const { peer } = thread
  peer.onNotify((topic, id) => {
    if (topic === 'changed' && typeof id === 'string') bus.emit('contacts', { id })
  })
  return {
    lists: () => peer.call('lists'),
    list: id => peer.call('list', { id }),
    preview: async ({ fileId, reading }) => peer.call('preview', { file: files.resolve(fileId), reading }),
    async import({ fileId, ...input }) {
      const file = files.resolve(fileId)
      const started = await peer.call<Output<'contacts.import'>>('import', { file, ...input })
      log.write('info', 'contact import started', { id: started.id, sizeBytes: file.sizeBytes })
      bus.emit('contacts', { id: started.id })
      return started
    },
    cancelImport: id => peer.call('cancelImport', { id }),
    rows: input => peer.call('rows', input),
    rename: (id, name) => peer.call('rename', { id, name }),
    remove: id => peer.call('remove', { id }),
  }
}

/** What answers the `contacts.*` calls of the contract. */
export function createContactHandlers(service: ContactService): AreaHandlers<'contacts'> {
  return {
    'contacts.lists': () => service.lists(),
    'contacts.list': ({ id }) => service.list(id),
    'contacts.preview': input => service.preview(input),
    'contacts.import': input => service.import(input),
    'contacts.cancelImport': ({ id }) => service.cancelImport(id),
    'contacts.rows': input => service.rows(input),
    'contacts.rename': ({ id, name }) => service.rename(id, name),
    'contacts.remove': ({ id }) => service.remove(id),
  }
}
