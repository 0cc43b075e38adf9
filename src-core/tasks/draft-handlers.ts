import type { AccountView } from '../../src-contract/model/account.ts'
import type { TaskDraft } from '../../src-contract/model/task.ts'
import { AppError } from '../app-error.ts'
import type { AreaHandlers } from '../dispatch.ts'
import type { EventBus } from '../event-bus.ts'
import { newId } from '../ids.ts'
import type { DraftStore } from './draft-store.ts'
import { newDraftForm } from './new-draft.ts'
import { makePreflight, type PreflightDeps } from './preflight.ts'
import { zoneOfComputer } from './zone-time.ts'

export interface DraftDeps extends Omit<PreflightDeps, 'account'> {
  readonly drafts: DraftStore
  readonly bus: EventBus
  /** Throws `not_found`. */
  readonly account: (accountId: string) => Pick<AccountView, 'kind' | 'simulator'>
}

/** Answers `drafts.*`. */
export function createDraftHandlers(deps: DraftDeps): AreaHandlers<'drafts'> {
  const { drafts, bus } = deps
  const known = (id: string): TaskDraft => {
    const draft = drafts.get(id)
    if (!draft) throw new AppError('not_found', { what: 'draft', id })
    return draft
  }
  return {
    'drafts.list': ({ accountId }) => drafts.list(accountId),
    'drafts.get': ({ id }) => known(id),
    'drafts.create': ({ accountId, listId }) => {
      const list = listId === null ? null : deps.contacts.list(listId)
      if (listId !== null && !list) throw new AppError('not_found', { what: 'contact list', id: listId })
      const form = newDraftForm({ account: deps.account(accountId), list, timeZone: zoneOfComputer() })
      const at = deps.now()
      const draft: TaskDraft = { id: newId(), accountId, listId, form, createdAt: at, updatedAt: at }
      drafts.insert(draft)
      bus.emit('drafts', { accountId, id: draft.id })
      return draft
    },
    'drafts.save': ({ id, listId, form }) => {
      const draft = known(id)
      if (draft.form.kind !== form.kind) throw new AppError('conflict', { field: 'form.kind' })
      const updatedAt = deps.now()
      drafts.save(id, listId, form, updatedAt)
      bus.emit('drafts', { accountId: draft.accountId, id })
      return { updatedAt }
    },
    'drafts.remove': ({ id }) => {
      const draft = known(id)
      drafts.remove(id)
      bus.emit('drafts', { accountId: draft.accountId, id })
      return {}
    },
    'drafts.preflight': ({ id }) => makePreflight(deps, known(id)),
  }
}
