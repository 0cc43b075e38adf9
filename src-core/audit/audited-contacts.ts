import type { ContactList } from '../../src-contract/model/contact.ts'
import { AppError } from '../app-error.ts'
import type { AreaHandlers } from '../dispatch.ts'
import type { EventBus } from '../event-bus.ts'
import type { Log } from '../log.ts'
import type { Audit } from './audit.ts'

type ContactHandlers = AreaHandlers<'contacts'>

/**
 * Writes down which contact list came in, when its last row is in, and which was removed: file and counts, never a row.
 * An import that the last run left unfinished is written down when this run ends it.
 */
export function auditContacts(
  handlers: ContactHandlers,
  { audit, bus, log }: { audit: Audit; bus: Pick<EventBus, 'on'>; log: Log },
): ContactHandlers {
  /** Lists whose rows still come in. */
  const underWay = new Set<string>()
  const look = async (id: string) => {
    try {
      const list = await handlers['contacts.list']({ id })
      if (list.state !== 'importing' && underWay.delete(id)) audit.add(importedFact(list))
    } catch (error) {
      // Removed before its end was seen: the removal has its own line.
      if (error instanceof AppError && (error.code === 'not_found' || error.code === 'cancelled')) underWay.delete(id)
      else log.write('error', 'the end of an import could not be written into the audit', { error })
    }
  }
  bus.on(({ name, id }) => {
    if (name === 'contacts' && id !== undefined && underWay.has(id)) void look(id)
  })
  void Promise.resolve(handlers['contacts.lists']({})).then(
    lists => {
      for (const { id, state } of lists) if (state === 'importing') underWay.add(id)
    },
    error => log.write('warn', 'the contact lists could not be read for the audit', { error }),
  )

  return {
    ...handlers,
    async 'contacts.import'(input) {
      const started = await handlers['contacts.import'](input)
      underWay.add(started.id)
      // A short file may have been through before this line.
      void look(started.id)
      return started
    },
    async 'contacts.remove'(input) {
      const list = await handlers['contacts.list'](input)
      const answer = await handlers['contacts.remove'](input)
      underWay.delete(list.id)
      audit.add({ action: 'contacts.removed', accountId: null, subject: list.name, before: countsOf(list) })
      return answer
    },
  }
}

const importedFact = (list: ContactList) =>
  ({
    action: 'contacts.imported',
    accountId: null,
    subject: list.name,
    outcome: list.state === 'failed' ? 'refused' : 'done',
    after: { ...countsOf(list), state: list.state, problem: list.problem?.code ?? null },
  }) as const

const countsOf = ({ id, fileName, sizeBytes, rowCount, readyCount }: ContactList) => ({
  listId: id,
  fileName,
  sizeBytes,
  rowCount,
  readyCount,
})
