import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { Batch, Submission } from '../../src-contract/model/submission.ts'
import type { WireError } from '../../src-contract/result.ts'
import { copiedWords } from '../ui/copied-words.ts'
import { CopyIcon } from '../ui/copy-icon.tsx'
import { CopyText, shortId } from '../ui/copy-text.tsx'
import { errorWords } from '../ui/error-words.ts'
import { Facts } from '../ui/facts.tsx'
import { formatCount, UNKNOWN } from '../ui/number-format.ts'
import { PanelSection } from '../ui/panel-section.tsx'
import { retCodeWords } from '../ui/ret-code.ts'
import { useCopied } from '../ui/use-copied.ts'
import { deletedOf, supportLine } from './batch-facts.ts'
import { BatchSentence, decidedWords } from './batch-words.tsx'
import { UnknownSection } from './unknown-section.tsx'

/** One batch: what its state means for the calls, where it comes from and went to, its failure in words, its ids. */
export function BatchSection({
  submission,
  batch,
  onShowBatch,
}: {
  submission: Submission
  batch: Batch
  onShowBatch: (number: number) => void
}) {
  const { t } = useTranslation()
  const { parent, problem, retCode, halves } = batch
  const code = retCode === null ? null : retCodeWords(t, retCode, submission.kind)
  // What the check settled is no failure any more; its journal tells how it came.
  const decided = decidedWords(t, batch)
  const failed = problem !== null && batch.state !== 'accepted'
  const told = failed && batch.state !== 'unknown'
  const answered = failed && !told && !batch.decidable
  return (
    <>
      <PanelSection>
        <div className="batch-meaning">
          <p>
            <BatchSentence batch={batch} />
          </p>
          {problem && batch.state === 'accepted' && decided === null && deletedOf(batch) === 0 ? (
            <p>{t('submissions.settledByCheck')}</p>
          ) : null}
          {decided === null ? null : <p>{decided}</p>}
          {parent !== null ? (
            <p>
              <button type="button" className="cb-link" onClick={() => onShowBatch(parent)}>
                {t('submissions.panel.half', { number: formatCount(parent) })}
              </button>
            </p>
          ) : null}
          {parent !== null && batch.orders === 1 && batch.refused === 1 ? <p>{t('submissions.panel.oneRow')}</p> : null}
          {halves.length > 0 ? (
            <p>{t('submissions.panel.halves', { numbers: halves.map(number => formatCount(number)).join(', ') })}</p>
          ) : null}
        </div>
      </PanelSection>
      {batch.state === 'unknown' ? <UnknownSection submission={submission} batch={batch} /> : null}
      {told && problem ? <Failure problem={problem} code={submission.kind === 'nxlink' ? code : null} /> : null}
      {batch.state === 'queued' ? null : (
        <PanelSection>
          <Facts
            rows={[
              ...(answered && problem ? [[t('submissions.decide.answer'), errorWords(t, problem).what] as const] : []),
              ['requestID', <CopyText key="q" text={batch.requestId} short={shortId(batch.requestId)} what="requestID" />],
              [
                'responseID',
                batch.responseId ? (
                  <CopyText key="s" text={batch.responseId} short={shortId(batch.responseId)} what="responseID" />
                ) : (
                  UNKNOWN
                ),
              ],
              [
                t('submissions.column.code'),
                retCode === null
                  ? UNKNOWN
                  : `${retCode}${batch.retMsg ? ` ${batch.retMsg}` : ''}${code && retCode !== 0 && !told && !answered ? `: ${code.what}` : ''}`,
              ],
            ]}
          />
          <CopySupport line={supportLine(batch)} />
        </PanelSection>
      )}
    </>
  )
}

/**
 * What happened, what it means for the calls, the next step, as everywhere else. The ids stand below, with the way to copy them.
 * `code` adds what an NXLink code means, which the words of the failure do not know.
 */
function Failure({ problem, code }: { problem: WireError; code: ReturnType<typeof retCodeWords> }) {
  const { t } = useTranslation()
  const told = errorWords(t, problem)
  const own = problem.code.startsWith('platform_') ? code : null
  const words = { ...told, what: own === null ? told.what : `${told.what} ${own.what}`, next: own?.next ?? told.next }
  return (
    <PanelSection>
      <div className="cb-error cb-compact" role="alert" data-code={problem.code}>
        <h3 className="cb-error-title">{words.title}</h3>
        <dl className="cb-error-rows">
          {(['what', 'calls', 'next'] as const).map(part => (
            <Fragment key={part}>
              <dt>{t(`ui.error.${part}`)}</dt>
              <dd>{words[part]}</dd>
            </Fragment>
          ))}
        </dl>
      </div>
    </PanelSection>
  )
}

/** Copies code, both ids and the time as one line. */
function CopySupport({ line }: { line: string }) {
  const { t } = useTranslation()
  const { copied, copy } = useCopied(line)
  return (
    <button
      type="button"
      className="cb-link support-copy"
      title={`${t('submissions.panel.supportWhat')}: ${line}`}
      data-line={line}
      onClick={copy}
    >
      <CopyIcon copied={copied} /> {copiedWords(t, copied, t('submissions.panel.support'))}
    </button>
  )
}
