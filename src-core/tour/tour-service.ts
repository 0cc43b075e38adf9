import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { AccountView } from '../../src-contract/model/account.ts'
import type { AccountService } from '../accounts/account-service.ts'
import { AppError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import type { AreaHandlers, Handlers } from '../dispatch.ts'
import type { CorePorts } from '../ports.ts'
import { tourForm } from './tour-form.ts'

type Call = Pick<
  Handlers,
  | 'contacts.preview'
  | 'contacts.import'
  | 'contacts.list'
  | 'contacts.lists'
  | 'drafts.create'
  | 'drafts.save'
  | 'writes.preview'
  | 'writes.commit'
  | 'submissions.get'
>

export interface TourDeps {
  readonly ports: Pick<CorePorts, 'sampleContactsFile' | 'startSimulator'>
  readonly accounts: Pick<AccountService, 'saveSimulator'>
  /** Learns the listener's addresses for a new account. */
  readonly accountReady: (accountId: string) => Promise<void>
  readonly give: (file: { path: string; fileName: string; sizeBytes: number }) => { fileId: string }
  /** The console's own calls: the tour does what an operator would do. */
  readonly call: Call
  readonly clock: Pick<Clock, 'sleep'>
  readonly simulatorChanged: (url: string) => void
}

const LIST_NAME = 'Sample contacts'
const TASK_NAME = 'Payment reminder, sample'
const LOOK_MS = 100
/** Looks are counted and not time: a computer that slept meanwhile has not been slow. */
const IMPORT_LOOKS = 600
const FIRST_BATCH_LOOKS = 600

/** "Explore with the simulator": account, contacts, task and launch, through the same calls an operator uses. */
export function createTourHandlers(deps: TourDeps): AreaHandlers<'simulator'> {
  const { call, clock } = deps

  const start = async (): Promise<AccountView> => {
    const running = await deps.ports.startSimulator()
    const account = await deps.accounts.saveSimulator(running)
    await deps.accountReady(account.id)
    deps.simulatorChanged(running.url)
    return account
  }
  const until = async <T>(mostLooks: number, look: () => Promise<T | null>): Promise<T> => {
    for (let looks = 0; looks < mostLooks; looks += 1) {
      const seen = await look()
      if (seen !== null) return seen
      await clock.sleep(LOOK_MS)
    }
    throw new AppError('simulator_failed', { detail: 'took too long' })
  }
  const sampleList = async (): Promise<string> => {
    const lists = await call['contacts.lists']({})
    const known = lists.find(list => list.name === LIST_NAME && list.state === 'ready')
    if (known) return known.id
    const path = deps.ports.sampleContactsFile
    const { fileId } = deps.give({ path, fileName: basename(path), sizeBytes: statSync(path).size })
    const reading = { encoding: 'auto', delimiter: 'auto', header: 'auto' } as const
    const { suggested } = await call['contacts.preview']({ fileId, reading })
    const { id } = await call['contacts.import']({ fileId, name: LIST_NAME, reading, mapping: suggested })
    await until(IMPORT_LOOKS, async () => {
      const list = await call['contacts.list']({ id })
      if (list.state === 'failed' || list.state === 'cancelled')
        throw new AppError('simulator_failed', { detail: `sample contacts ${list.state}` })
      return list.state === 'ready' ? list : null
    })
    return id
  }

  return {
    'simulator.start': async () => ({ url: (await start()).baseUrl }),
    'simulator.explore': async () => {
      const account = await start()
      const listId = await sampleList()
      const draft = await call['drafts.create']({ accountId: account.id, listId })
      if (draft.form.kind !== 'callbot') throw new AppError('simulator_failed', { detail: 'account kind' })
      await call['drafts.save']({ id: draft.id, listId, form: tourForm(draft.form, TASK_NAME) })
      const { token, typed, blockers } = await call['writes.preview']({ do: 'launch', draftId: draft.id, mode: 'createAndCall' })
      if (token === null) throw new AppError('simulator_failed', { detail: blockers[0]?.code ?? 'blocked' })
      const { submissionId } = await call['writes.commit']({ token, typed: typed ?? '' })
      if (submissionId === null) throw new AppError('simulator_failed', { detail: 'nothing was launched' })
      const submission = await until(FIRST_BATCH_LOOKS, async () => {
        const seen = await call['submissions.get']({ id: submissionId })
        return seen.totals.accepted > 0 || seen.state === 'stuck' ? seen : null
      })
      return { accountId: account.id, userTaskID: submission.userTaskID, submissionId }
    },
  }
}
