import type { AppError } from '../app-error.ts'
import { toWireError } from '../app-error.ts'
import { findTask } from './ask-platform.ts'
import type { SendingDeps } from './deps.ts'
import { nextStep, type Step } from './next-step.ts'
import { planOrders, type RowSource } from './plan-orders.ts'
import { createUnknownResolver } from './resolve-unknown.ts'
import { createBatchSender } from './send-batch.ts'
import type { SubmissionRecord } from './submission-store.ts'
import { createTurns } from './turns.ts'

export interface RunnerDeps extends SendingDeps {
  readonly rows: RowSource
  /** Every order is written down: the draft has done its work. */
  readonly planned: (submission: SubmissionRecord) => void
}

/** Drives every unfinished submission, each in its own loop; what happens next is read from the ledger every time. */
export interface SubmissionRunner {
  /** Starts the loop of a submission, or makes it look at the ledger again now. */
  wake(id: string): void
  /** Ends the loops: a request under way has `graceMs` to finish, then it is cut (and asked about on the next start). */
  close(graceMs: number): Promise<void>
}

/** Requests under way per account; more needs no other change than this number. */
const IN_FLIGHT = 1

export function createSubmissionRunner(deps: RunnerDeps): SubmissionRunner {
  const { submissions, batches, journal, clock, bus, log } = deps
  const sender = createBatchSender(deps)
  const resolver = createUnknownResolver(deps)
  const turns = createTurns(IN_FLIGHT)
  const loops = new Map<string, { done: Promise<void>; sleep: AbortController; again: boolean }>()
  const cut = new AbortController()
  let closed = false

  const tell = (submission: SubmissionRecord) => {
    bus.emit('submissions', { accountId: submission.accountId, id: submission.id })
  }

  const situation = (submission: SubmissionRecord) => ({
    submission,
    open: batches.open(submission.id),
    hasToSend: batches.hasToSend(submission.id),
  })

  /** The ledger may have changed while a turn was waited for (paused, another batch): the step is only done if it still is the next one. */
  const stillNext = (id: string, step: Step): SubmissionRecord | null => {
    const submission = submissions.get(id)
    if (closed || !submission) return null
    return nextStep(situation(submission), clock.now()).do === step.do ? submission : null
  }

  const perform = async (submission: SubmissionRecord, step: Step): Promise<void> => {
    const { id, accountId } = submission
    switch (step.do) {
      case 'plan':
        await planOrders(deps, id, () => !closed && submissions.get(id)?.state === 'planning')
        if (submissions.get(id)?.planDone) deps.planned(submission)
        return
      case 'send':
        return turns.take(accountId, async () => {
          const now = stillNext(id, step)
          if (now) await sender.sendNext(await withTask(now), cut.signal)
        })
      case 'retry':
        return turns.take(accountId, async () => {
          const now = stillNext(id, step)
          if (now) await sender.sendAgain(now, step.batch, cut.signal)
        })
      case 'ask':
        return turns.take(accountId, async () => {
          const now = stillNext(id, step)
          if (now) await resolver.ask(now, step.batch, cut.signal)
        })
      case 'stick':
        return submissions.transaction(() => {
          const problem = batches.open(id)[0]?.problem ?? null
          submissions.setState(id, 'stuck', problem)
          journal.add(id, null, 'stuck', { code: problem?.code ?? 'timeout' })
        })
      case 'finish':
        return submissions.transaction(() => {
          submissions.finish(id, step.as, clock.now())
          if (step.as === 'done') journal.add(id, null, 'done')
        })
      case 'wait':
      case 'rest':
        return
    }
  }

  /** A second createAndCall under the same id could make a second task, so the platform is asked first. */
  const withTask = async (submission: SubmissionRecord): Promise<SubmissionRecord> => {
    if (submission.kind === 'nxlink' || submission.taskExists || batches.get(submission.id, 1) === null) return submission
    try {
      const task = await findTask(await deps.api.callbot(submission.accountId), submission.userTaskID, cut.signal)
      if (task) submissions.setTask(submission.id, task.taskID || null)
      journal.add(submission.id, null, task ? 'task_found' : 'task_missing', {})
      return submissions.get(submission.id) ?? submission
    } catch {
      // The request that follows meets the same trouble and is journalled with it.
      return submission
    }
  }

  const run = async (id: string, loop: { sleep: AbortController; again: boolean }) => {
    try {
      await runToRest(id, loop)
    } catch (error) {
      stumbled(id, error)
    } finally {
      // In the same turn as the last look at the ledger, so that no wake falls between the two.
      loops.delete(id)
    }
  }

  const runToRest = async (id: string, loop: { sleep: AbortController; again: boolean }) => {
    for (;;) {
      const submission = submissions.get(id)
      if (closed || !submission) return
      const step = nextStep(situation(submission), clock.now())
      if (step.do === 'rest') {
        if (!loop.again) return
        loop.again = false
        continue
      }
      if (step.do === 'wait') {
        if (submission.state === 'sending') submissions.setState(id, 'waiting', null)
        tell(submission)
        loop.sleep = new AbortController()
        if (!loop.again) await clock.sleep(Math.max(1, step.until - clock.now()), loop.sleep.signal)
        loop.again = false
        continue
      }
      await perform(submission, step)
      tell(submission)
      if (step.do === 'finish') return
    }
  }

  /** A surprise in our own code stops this submission where the operator sees it; what was sent stays journalled. */
  const stumbled = (id: string, error: unknown) => {
    if (closed) return
    const known = (error as Partial<AppError>).code === 'confirm_mismatch'
    log.write(known ? 'warn' : 'error', 'a submission stopped', { error, submission: id })
    const submission = submissions.get(id)
    if (!submission) return
    const problem = toWireError(error)
    submissions.setState(id, 'stuck', problem)
    journal.add(id, null, 'stuck', { code: problem.code })
    tell(submission)
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
      const loop = { done: Promise.resolve(), sleep: new AbortController(), again: false }
      loops.set(id, loop)
      loop.done = run(id, loop)
    },
    async close(graceMs) {
      closed = true
      for (const loop of loops.values()) loop.sleep.abort()
      const all = Promise.all([...loops.values()].map(loop => loop.done))
      const late = setTimeout(() => cut.abort(), graceMs)
      await all
      clearTimeout(late)
    },
  }
}
