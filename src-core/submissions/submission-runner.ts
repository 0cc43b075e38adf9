import { AppError, toWireError } from '../app-error.ts'
import { createAddressWait } from './address-wait.ts'
import { createCommitTogether } from './commit-together.ts'
import type { EngineDeps, SendingDeps } from './deps.ts'
import { createDoubtOver } from './doubt-over.ts'
import { createInterrupted } from './interrupted.ts'
import { createLookSoon, LOOK_AGAIN_MS } from './look-soon.ts'
import { nextStep, type Step } from './next-step.ts'
import { createPlaceQueues } from './place-queues.ts'
import { planOrders, type RowSource } from './plan-orders.ts'
import { canStillAsk } from './read-failure.ts'
import { createUnknownResolver } from './resolve-unknown.ts'
import { createBatchSender, type Flight } from './send-batch.ts'
import { createStick } from './stick.ts'
import { createLines, type Line } from './submission-lines.ts'
import type { SubmissionRecord } from './submission-store.ts'
import { createTaskQuestion } from './task-question.ts'
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
  /** Asks about these unknown batches once, although the submission is stuck with what concerns every request. Sends nothing. */
  askByHand(id: string, batches: readonly number[]): void
  /** The operator does not want to wait: forgets the pause after trouble. */
  release(accountId: string): void
  /** The computer slept, or the network changed: what waits for a time looks again within two seconds. */
  lookAgain(): void
  /** Until when nothing new leaves an account after trouble; null when nothing holds it. */
  heldUntil(accountId: string): number | null
  /** Ends it: requests under way have `graceMs` to finish, then they are cut (and asked about on the next start). */
  close(graceMs: number): Promise<void>
}

export function createSubmissionRunner(deps: RunnerDeps): SubmissionRunner {
  const { submissions, batches, journal, turns, clock, bus, log } = deps
  const engine: EngineDeps = { ...deps, commit: createCommitTogether(work => submissions.transaction(work)) }
  const sender = createBatchSender(engine)
  const resolver = createUnknownResolver(engine)
  const interrupted = createInterrupted(deps)
  const doubtOver = createDoubtOver(deps)
  const hearOfTask = createTaskQuestion(engine)
  const stick = createStick(deps)
  const lookSoon = createLookSoon(deps)
  const addressWait = createAddressWait(deps, id => batches.figures(id).sending === 0)
  const lines = createLines()
  const queues = createPlaceQueues(id => wake(id))
  const running = new Set<Promise<void>>()
  const cut = new AbortController()
  let closed = false

  const tell = ({ accountId, id }: SubmissionRecord) => bus.emit('submissions', { accountId, id })

  const track = (id: string, work: Promise<void>, after: () => void) => {
    const done = work
      .catch(error => stumbled(id, error))
      .then(after)
      .catch(error => stumbled(id, error))
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
      if (line.trouble) stick(id, line.trouble)
      line.trouble = null
      for (;;) {
        const submission = closed ? null : submissions.get(id)
        if (!submission) return
        const step = stepOf(submission, line)
        if (step.do !== 'waitForAddress' && step.do !== 'ask') line.withoutAddressSince = null
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
    line.trouble === null && !line.isPlanning && !line.isOpening && line.asking.size + line.untold.size + batches.figures(id).sending === 0

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
        byHand: line.byHand,
        withoutAddress: sender.isWithoutAddress(submission),
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
        send(submission, step, room.count)
        // A turn of the event loop in between lets the answers in.
        wake(id)
        return false
      }
      case 'ask': {
        const room = turns.room(accountId, 'ask')
        if (room.count === 0) return hold(submission, line, room)
        turns.start(accountId, 'ask', 1)
        line.asking.add(step.batch)
        line.byHand.delete(step.batch)
        track(id, resolver.ask(submission, step.batch, cut.signal), () => {
          line.asking.delete(step.batch)
          try {
            doubtOver(submission, step.batch)
          } finally {
            ended(id, accountId, 'ask')
          }
        })
        return true
      }
      case 'wait':
        if (waitsAnew(submission) && batches.figures(id).sending === 0) submissions.setState(id, 'waiting', null)
        sleepUntil(id, line, step.until)
        return false
      case 'waitForAddress':
        waitForAddress(submission, line, step.until)
        return false
      case 'stick': {
        const unknown = batches.waiting(id).find(batch => batch.state === 'unknown')
        stick(id, unknown ? (batches.get(id, unknown.number)?.problem ?? null) : null)
        return false
      }
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

  /** It was sending, or what it waited for came and it waits for something else now. */
  const waitsAnew = ({ state, problem }: SubmissionRecord) => state === 'sending' || (state === 'waiting' && problem !== null)

  const waitForAddress = (submission: SubmissionRecord, line: Line, question: number | null) => {
    const wait = addressWait(submission, line)
    if (wait === 'over') stick(submission.id, toWireError(new AppError('listener_off')))
    else sleepUntil(submission.id, line, Math.min(wait.until, question ?? wait.until))
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
    else queues.add(accountId, id)
    return false
  }

  const ended = (id: string, accountId: string, what: 'write' | 'ask') => {
    turns.end(accountId, what)
    queues.passOn(accountId, id)
    deps.settled(turns.underWay())
  }

  /** Writes down what the step says, and lets it leave. */
  const send = (submission: SubmissionRecord, step: Step, count: number) => {
    if (step.do === 'sendNew') for (const flight of sender.writeNext(submission, count)) launch(flight)
    if (step.do !== 'sendWritten') return
    const flight = sender.writeAgain(submission, step.batch)
    if (flight) launch(flight)
  }

  const launch = (flight: Flight) => {
    const { id, accountId } = flight.submission
    turns.start(accountId, 'write', 1)
    const sent = sender.send(flight, cut.signal).catch(error => {
      lines.of(id).untold.add(flight.batch.number)
      throw error
    })
    track(id, sent, () => ended(id, accountId, 'write'))
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

  /** A second createAndCall under the same id could make a second task: nothing leaves before the platform said whether it is there. */
  const open = (submission: SubmissionRecord, line: Line): boolean => {
    const { id, accountId } = submission
    turns.start(accountId, 'write', 1)
    line.isOpening = true
    let isTold = false
    const ask = async () => {
      isTold = await hearOfTask(submission, cut.signal)
    }
    track(id, ask(), () => {
      line.isOpening = false
      turns.end(accountId, 'write')
      try {
        const now = closed || !isTold ? null : submissions.get(id)
        // The ledger may have changed meanwhile (paused, stopped): it is only sent if that still is the next step.
        if (now) send(now, stepOf(now, line), 1)
      } finally {
        queues.passOn(accountId, id)
      }
    })
    return false
  }

  /** A surprise in our own code stops this submission where the operator sees it; what was sent stays journalled. */
  const stumbled = (id: string, error: unknown) => {
    if (closed) return
    const problem = toWireError(error)
    log.write(problem.code === 'internal' ? 'error' : 'warn', 'a submission stopped', { error, submission: id })
    try {
      const submission = stick(id, problem)
      if (submission) tell(submission)
    } catch (second) {
      log.write('error', 'the journal could not be written', { error: second, submission: id })
      const line = lines.of(id)
      line.trouble ??= problem
      sleepUntil(id, line, clock.now() + LOOK_AGAIN_MS)
    }
  }

  return {
    wake,
    askByHand(id, numbers) {
      for (const number of numbers) lines.of(id).byHand.add(number)
      wake(id)
    },
    lookAgain() {
      for (const id of submissions.unfinished()) {
        const submission = submissions.get(id)
        if (!submission) continue
        turns.release(submission.accountId)
        lookSoon(id)
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
