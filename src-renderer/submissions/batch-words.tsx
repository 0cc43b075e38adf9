import type { TFunction } from 'i18next'
import { Trans } from 'react-i18next'
import type { Batch, Submission } from '../../src-contract/model/submission.ts'
import { shownState } from '../ui/batch-status.tsx'
import { errorWords } from '../ui/error-words.ts'
import { formatSeconds } from '../ui/number-format.ts'
import { formatTimeSeconds } from '../ui/time-format.ts'
import { decisionOf, deletedOf, isDeletedHere } from './batch-facts.ts'

const bold = { 1: <strong /> }

/** Refused as a whole, and none of its orders kept the refusal: they wait again. */
const isGivenBack = ({ state, orders, refused, halves }: Batch) => state === 'refused' && orders > 0 && refused === 0 && halves.length === 0

/** What the state of a batch means for the calls, one sentence, the part that counts in bold. */
export function BatchSentence({ batch }: { batch: Batch }) {
  const deleted = deletedOf(batch)
  if (deleted > 0)
    return (
      <Trans
        i18nKey={`submissions.batchSentence.${deleted < batch.accepted ? 'deletedPart' : 'deleted'}`}
        values={{ accepted: batch.accepted - deleted, deleted }}
        components={bold}
      />
    )
  if (batch.state === 'unknown' && isDeletedHere(batch))
    return (
      <Trans
        i18nKey="submissions.batchSentence.decideDeleted"
        values={{ count: batch.orders - batch.found, time: formatTimeSeconds(batch.sentAt) }}
        components={bold}
      />
    )
  if (batch.state === 'unknown')
    return (
      <Trans
        i18nKey={`submissions.batchSentence.${batch.decidable ? 'decidable' : 'unknown'}`}
        values={{ count: batch.orders, time: formatTimeSeconds(batch.sentAt) }}
        components={bold}
      />
    )
  if (batch.state === 'accepted' && batch.refused > 0)
    return (
      <Trans
        i18nKey="submissions.batchSentence.acceptedPart"
        values={{ accepted: batch.accepted, refused: batch.refused }}
        components={bold}
      />
    )
  return <Trans i18nKey={`submissions.batchSentence.${isGivenBack(batch) ? 'givenBack' : shownState(batch)}`} components={bold} />
}

/** Who settled it by hand, and how; null when nobody had to. */
export function decidedWords(t: TFunction, batch: Batch): string | null {
  const by = batch.decidedBy ?? ''
  switch (decisionOf(batch)) {
    case 'accepted':
      return t('submissions.decidedAccepted', { by })
    case 'left':
      return t('submissions.decidedLeft', { by })
    case 'again':
      return t('submissions.decidedNotTaken', { by })
    case null:
      return null
  }
}

/** The last column of the table of batches: what happened, and what comes next with its countdown. */
export function whatHappened(t: TFunction, submission: Pick<Submission, 'state' | 'isResting'>, batch: Batch, now: number): string {
  // A request that a crash cut off left no answer to have a problem with.
  const title = batch.problem ? errorWords(t, batch.problem).title : batch.state === 'unknown' ? t('submissions.interrupted') : ''
  const time = formatSeconds(Math.max(0, Math.ceil(((batch.nextAt ?? now) - now) / 1000)))
  const isGoing = submission.state === 'sending' || submission.state === 'waiting'
  if (batch.state === 'backoff' && !isGoing) return t('submissions.tryLater', { what: title })
  if (batch.state === 'backoff') return t('submissions.tryIn', { what: title, tries: batch.tries + 1, time })
  if (batch.state === 'unknown' && submission.isResting) return t('submissions.askLater', { what: title })
  if (batch.state === 'unknown')
    return batch.decidable ? t('submissions.askNever', { what: title }) : t('submissions.askIn', { what: title, time })
  const decided = decidedWords(t, batch)
  if (decided !== null) return decided
  const deleted = deletedOf(batch)
  if (deleted > 0) return t('submissions.deletedHere', { count: deleted })
  if (shownState(batch) === 'halved') return t('submissions.halved')
  const half = batch.parent === null ? null : t('submissions.halfOf', { number: batch.parent })
  const what =
    batch.state === 'accepted' && (batch.problem !== null || batch.rounds > 0)
      ? t('submissions.settledByCheck')
      : batch.problem
        ? batch.state === 'refused' && batch.retMsg
          ? t('submissions.inItsWords', { words: batch.retMsg })
          : title
        : batch.refused > 0
          ? t('submissions.refusedIn', { count: batch.refused })
          : ''
  const words = [what, half].filter(Boolean).join(', ')
  return isGivenBack(batch) ? t('submissions.givenBack', { what: words }) : words
}
