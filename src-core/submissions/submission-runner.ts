import { toWireError } from '../app-error.ts'
import { findTask } from './ask-platform.ts'
import { createCommitTogether } from './commit-together.ts'
import type { EngineDeps, SendingDeps } from './deps.ts'
import { createInterrupted } from './interrupted.ts'
import { nextStep, type Step } from './next-step.ts'
import { planOrders, type RowSource } from './plan-orders.ts'
import { canStillAsk } from './read-failure.ts'
import { createUnknownResolver } from './resolve-unknown.ts'
import { createBatchSender, type Flight } from './send-batch.ts'
import { createLines, type Line } from './submission-lines.ts'
import type { SubmissionRecord } from './submission-store.ts'
import type { Room, Turns } from './turns.ts'

export interface RunnerDeps extends SendingDeps {
  readonly rows: RowSource
  readonly turns: Turns
  /** Every order is written down: the draft has done its work. */
  readonly planned: (submission: SubmissionRecord) => void
  /** A request was settled; `underWay` is how many still are, all accounts. */
  readonly settled: (underWay: number) => void
}

/** Drives every unfinished submission; what happens next is read from the ledger every time. */
export interface SubmissionRunner {
  /** Makes a submission look at the ledger and go on; many calls in one turn of the event loop are one look. */
  wake(id: string): void
  /** The operator does not want to wait: forgets the pause after trouble. */
  release(accountId: string): void
  /** The computer slept, or the network changed: what waits for a time looks again within two seconds. */
  lookAgain(): void
  /** Until when nothing new leaves an account after trouble; null when nothing holds it. */
  heldUntil(accountId: string): number | null
  /** Ends it: requests under way have `graceMs` to finish, then they are cut (and asked about on the next start). */
  close(graceMs: number): Promise<void>
}

const LOOK_AGAIN_MS = 2_000

export function createSubmissionRunner(deps: RunnerDeps): SubmissionRunner {
  const { submissions, batches, journal, turns, clock, bus, log, random } = deps
  const engine: EngineDeps = { ...deps, commit: createCommitTogether(work => submissions.transaction(work)) }
  const sender = createBatchSender(engine)
  const resolver = createUnknownResolver(engine)
  const interrupted = createInterrupted(deps)
  const lines = createLines()
  /** Submissions that wait for a place of their account. */
  const queues = new Map<string, Set<string>>()
  const running = new Set<Promise<void>>()
  const cut = new AbortController()
  let closed = false

  const tell = ({ accountId, id }: SubmissionRecord) => bus.emit('submissions', { accountId, id })

  const track = (id: string, work: Promise<void>, after: () => void) => {
    const done = work
      .catch(error => stumbled(id, error))
      .then(after)
      .finally(() => running.delete(done))
    running.add(done)
  }

  const wake = (id: string) => {
    const line = lines.of(id)
    if (closed || line.isDue) return
    line.isDue = true
    setImmediate(() => {
      line.isDue = false
      look(id, line)
    })
  }

  const look = (id: string, line: Line) => {
    line.sleep?.abort()
    line.sleep = null
    try {
      tellUntold(id, line)
      for (;;) {
        const submission = closed ? null : submissions.get(id)
        if (!submission) return
        const step = stepOf(submission, line)
        if (!perform(submission, line, step)) {
          if ((step.do === 'finish' || step.do === 'rest') && isIdle(id, line)) lines.drop(id)
          return tell(submission)
        }
      }
    } catch (error) {
      stumbled(id, error)
    }
  }

  const isIdle = (id: string, line: Line) =>
    !line.isPlanning && !line.isOpening && line.asking.size + line.untold.size + batches.figures(id).sending === 0

  const stepOf = (submission: SubmissionRecord, line: Line): Step =>
    nextStep(
      {
        submission,
        waiting: batches.waiting(submission.id),
        sending: batches.figures(submission.id).sending + (line.isOpening ? 1 : 0),
        asking: line.asking,
        hasToSend: batches.hasToSend(submission.id),
        heldUntil: turns.heldUntil(submission.accountId),
        canAsk: canStillAsk(submission.problem),
      },
      clock.now(),
    )

  /** Begins a step; true when the next one can be looked for at once. */
  const perform = (submission: SubmissionRecord, line: Line, step: Step): boolean => {
    const { id, accountId } = submission
    switch (step.do) {
      case 'plan': {
        if (line.isPlanning) return false
        line.isPlanning = true
        const plan = async () => {
          await planOrders(deps, id, () => !closed && submissions.get(id)?.state === 'planning')
          if (submissions.get(id)?.planDone) deps.planned(submission)
        }
        track(id, plan(), () => {
          line.isPlanning = false
          wake(id)
        })
        return false
      }
      case 'sendNew':
      case 'sendWritten': {
        const room = turns.room(accountId, 'write')
        if (room.count === 0) return hold(submission, line, room)
        if (isSecondOpening(submission)) return open(submission, line)
        const flights = step.do === 'sendNew' ? sender.writeNext(submission, room.count) : [sender.writeAgain(submission, step.batch)]
        for (const flight of flights) if (flight) launch(flight)
        // A turn of the event loop in between lets the answers in.
        wake(id)
        return false
      }
      case 'ask': {
        const room = turns.room(accountId, 'ask')
        if (room.count === 0) return hold(submission, line, room)
        turns.start(accountId, 'ask', 1)
        line.asking.add(step.batch)
        track(id, resolver.ask(submission, step.batch, cut.signal), () => {
          line.asking.delete(step.batch)
          ended(id, accountId, 'ask')
        })
        return true
      }
      case 'wait':
        if (submission.state === 'sending' && batches.figures(id).sending === 0) submissions.setState(id, 'waiting', null)
        sleepUntil(id, line, step.until)
        return false
      case 'stick':
        submissions.transaction(() => {
          const unknown = batches.waiting(id).find(batch => batch.state === 'unknown')
          const problem = unknown ? (batches.get(id, unknown.number)?.problem ?? null) : null
          submissions.setState(id, 'stuck', problem)
          journal.add(id, null, 'stuck', { code: problem?.code ?? 'timeout' })
        })
        return false
      case 'finish':
        submissions.transaction(() => {
          submissions.finish(id, step.as, clock.now())
          if (step.as === 'done') journal.add(id, null, 'done')
        })
        return false
      case 'rest':
        return false
    }
  }

  const sleepUntil = (id: string, line: Line, until: number) => {
    const sleep = new AbortController()
    line.sleep = sleep
    void clock.sleep(Math.max(1, until - clock.now()), sleep.signal).then(() => {
      if (!sleep.signal.aborted) wake(id)
    })
  }

  const hold = ({ id, accountId }: SubmissionRecord, line: Line, room: Room): boolean => {
    if (room.at !== null) sleepUntil(id, line, room.at)
    else queues.set(accountId, (queues.get(accountId) ?? new Set()).add(id))
    return false
  }

  const ended = (id: string, accountId: string, what: 'write' | 'ask') => {
    turns.end(accountId, what)
    passOn(id, accountId)
    deps.settled(turns.underWay())
  }

  const passOn = (id: string, accountId: string) => {
    const queue = queues.get(accountId)
    queues.delete(accountId)
    // Who waited longest looks first; this one goes to the end.
    for (const each of queue ?? []) if (each !== id) wake(each)
    wake(id)
  }

  const launch = (flight: Flight) => {
    const { id, accountId } = flight.submission
    turns.start(accountId, 'write', 1)
    const send = sender.send(flight, cut.signal).catch(error => {
      lines.of(id).untold.add(flight.batch.number)
      throw error
    })
    track(id, send, () => ended(id, accountId, 'write'))
  }

  /** A request whose outcome could not be written down (the disk was full) is unknown like one that was interrupted. */
  const tellUntold = (id: string, line: Line) => {
    if (line.untold.size === 0) return
    submissions.transaction(() => {
      const submission = submissions.get(id)
      if (submission) for (const number of line.untold) interrupted(submission, number)
    })
    line.untold.clear()
  }

  const isSecondOpening = ({ id, kind, taskExists }: SubmissionRecord) =>
    kind === 'callbot' && !taskExists && batches.figures(id).batches > 0

  /** A second createAndCall under the same id could make a second task, so the platform is asked first. */
  const open = (submission: SubmissionRecord, line: Line): boolean => {
    const { id, accountId, userTaskID } = submission
    turns.start(accountId, 'write', 1)
    line.isOpening = true
    const ask = async () => {
      try {
        const task = await findTask(await deps.api.callbot(accountId), userTaskID, cut.signal)
        if (task) submissions.setTask(id, task.taskID || null)
        // Asked before every half while nothing opens the task; the same answer again is no news.
        const heard = task ? 'task_found' : 'task_missing'
        if (!journal.isNewest(id, heard, ['task_found', 'task_missing'])) journal.add(id, null, heard, {})
      } catch {
        // The request that follows meets the same trouble and is journalled with it.
      }
      await turns.next(accountId, cut.signal)
    }
    track(id, ask(), () => {
      line.isOpening = false
      turns.end(accountId, 'write')
      const now = closed ? null : submissions.get(id)
      // The ledger may have changed meanwhile (paused, stopped): it is only sent if that still is the next step.
      const step = now ? stepOf(now, line) : null
      if (now && step?.do === 'sendNew') for (const flight of sender.writeNext(now, 1)) launch(flight)
      else if (now && step?.do === 'sendWritten') {
        const flight = sender.writeAgain(now, step.batch)
        if (flight) launch(flight)
      }
      passOn(id, accountId)
    })
    return false
  }

  /** A surprise in our own code stops this submission where the operator sees it; what was sent stays journalled. */
  const stumbled = (id: string, error: unknown) => {
    if (closed) return
    const problem = toWireError(error)
    log.write(problem.code === 'internal' ? 'error' : 'warn', 'a submission stopped', { error, submission: id })
    try {
      const submission = submissions.get(id)
      if (!submission || submission.state === 'stuck' || submission.finishedAt !== null) return
      submissions.setState(id, 'stuck', problem)
      journal.add(id, null, 'stuck', { code: problem.code })
      tell(submission)
    } catch (second) {
      log.write('error', 'the journal could not be written', { error: second, submission: id })
    }
  }

  return {
    wake,
    lookAgain() {
      for (const id of submissions.unfinished()) {
        const submission = submissions.get(id)
        if (!submission) continue
        turns.release(submission.accountId)
        submissions.transaction(() => {
          for (const { number, state, nextAt } of batches.waiting(id)) {
            const soon = Math.round(clock.now() + random() * LOOK_AGAIN_MS)
            if (state !== 'queued' && nextAt !== null && nextAt > soon) batches.apply(id, number, { event: 'sooner', nextAt: soon })
          }
        })
        wake(id)
      }
    },
    release: accountId => turns.release(accountId),
    heldUntil: accountId => turns.heldUntil(accountId),
    async close(graceMs) {
      closed = true
      for (const line of lines.all()) line.sleep?.abort()
      const late = setTimeout(() => cut.abort(), graceMs)
      while (running.size > 0) await Promise.all(running)
      clearTimeout(late)
    },
  }
}
