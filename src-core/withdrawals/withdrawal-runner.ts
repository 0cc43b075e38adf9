import { toWireError } from '../app-error.ts'
import type { EventBus } from '../event-bus.ts'
import type { Turns } from '../submissions/turns.ts'
import { createSliceWithdrawer, LARGEST_SLICE, type Portion, type SettledSlice, type SliceDeps } from './withdraw-slice.ts'
import type { WithdrawalRecord } from './withdrawal-store.ts'

export interface WithdrawalRunnerDeps extends SliceDeps {
  /** The account's requests a second are counted together with those of sending. */
  readonly turns: Pick<Turns, 'next'>
  readonly bus: EventBus
  /** Shows in the list what became of these orders. Never throws. */
  readonly show: (withdrawal: WithdrawalRecord, slice: SettledSlice) => Promise<void>
}

/** Drives every unfinished withdrawal, each in its own loop; what happens next is read from the ledger every time. */
export interface WithdrawalRunner {
  /** Starts the loop of a withdrawal, or makes it look at the ledger again now. */
  wake(id: string): void
  /** Ends the loops: a request under way has `graceMs` to finish, then it is cut and repeated on the next start. */
  close(graceMs: number): Promise<void>
}

type Step = 'rest' | 'wait' | 'withdraw' | 'finish' | 'end'

interface Loop {
  done: Promise<void>
  sleep: AbortController
  again: boolean
}

export function createWithdrawalRunner(deps: WithdrawalRunnerDeps): WithdrawalRunner {
  const { store, clock, turns, bus, show, log } = deps
  const slices = createSliceWithdrawer(deps)
  const loops = new Map<string, Loop>()
  const queues = new Map<string, Promise<SettledSlice | null>>()
  const cut = new AbortController()
  const wasCut = new Promise<void>(resolve => cut.signal.addEventListener('abort', () => resolve(), { once: true }))
  let closed = false

  const tell = ({ accountId, id }: WithdrawalRecord) => bus.emit('withdrawals', { accountId, id })

  const stepOf = ({ id, state, finishedAt, nextAt }: WithdrawalRecord): Step => {
    if (finishedAt !== null || state === 'paused' || state === 'stuck') return 'rest'
    if (state === 'stopped') return 'end'
    if (nextAt !== null && nextAt > clock.now()) return 'wait'
    return store.inDoubt(id).length > 0 || store.next(id, 1).length > 0 ? 'withdraw' : 'finish'
  }

  /** One request of an account at a time, however many withdrawals it has. */
  const withdraw = ({ id, accountId }: WithdrawalRecord, portion: Portion): Promise<SettledSlice | null> => {
    const mine = (queues.get(accountId) ?? Promise.resolve(null)).then(async () => {
      await turns.next(accountId, cut.signal)
      // The operator may have paused it while the turn was waited for.
      const now = store.get(id)
      return closed || !now || stepOf(now) !== 'withdraw' ? null : slices.withdraw(now, portion, cut.signal)
    })
    queues.set(
      accountId,
      mine.catch(() => null),
    )
    return mine
  }

  const runToRest = async (id: string, loop: Loop) => {
    const portion: Portion = { size: LARGEST_SLICE, took: new Set(), refusedSingly: 0 }
    let shown: Promise<void> = Promise.resolve()
    for (;;) {
      const withdrawal = store.get(id)
      if (closed || !withdrawal) return
      const step = stepOf(withdrawal)
      if (step === 'rest') {
        if (!loop.again) return
        loop.again = false
      } else if (step === 'wait') {
        tell(withdrawal)
        loop.sleep = new AbortController()
        if (!loop.again) await clock.sleep(Math.max(1, (withdrawal.nextAt ?? 0) - clock.now()), loop.sleep.signal)
        loop.again = false
      } else if (step === 'withdraw') {
        const slice = await withdraw(withdrawal, portion)
        if (slice) {
          // The list is brought up to date beside the next request, and never falls behind by more than one.
          await Promise.race([shown, wasCut])
          shown = show(withdrawal, slice)
        }
        tell(withdrawal)
      } else {
        await Promise.race([shown, wasCut])
        if (closed) return
        if (step === 'end') await slices.askLeft(withdrawal, cut.signal)
        store.change(id, { state: step === 'end' ? 'stopped' : 'done', finishedAt: clock.now(), nextAt: null, problem: null })
        tell(withdrawal)
        return
      }
    }
  }

  const run = async (id: string, loop: Loop) => {
    try {
      await runToRest(id, loop)
    } catch (error) {
      if (closed) return
      // A surprise in our own code stops it where the operator sees it.
      log.write('error', 'a withdrawal stopped', { error, withdrawal: id })
      store.change(id, { state: 'stuck', problem: toWireError(error), nextAt: null })
      const withdrawal = store.get(id)
      if (withdrawal) tell(withdrawal)
    } finally {
      // In the same turn as the last look at the ledger, so that no wake falls between the two.
      loops.delete(id)
    }
  }

  return {
    wake(id) {
      if (closed) return
      const running = loops.get(id)
      if (running) {
        running.again = true
        running.sleep.abort()
        return
      }
      const loop: Loop = { done: Promise.resolve(), sleep: new AbortController(), again: false }
      loops.set(id, loop)
      loop.done = run(id, loop)
    },
    async close(graceMs) {
      closed = true
      for (const loop of loops.values()) loop.sleep.abort()
      const late = setTimeout(() => cut.abort(), graceMs)
      await Promise.all([...loops.values()].map(loop => loop.done))
      clearTimeout(late)
    },
  }
}
