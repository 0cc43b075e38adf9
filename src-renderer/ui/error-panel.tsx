import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireError } from '../../src-contract/result.ts'
import { CopyButton } from './copy-button.tsx'
import { CopyText, shortId } from './copy-text.tsx'
import { errorWords, supportText } from './error-words.ts'
import { StatusGlyph } from './status-glyph.tsx'

/** A failure in four rows: what happened, what it means for the calls, the next step, what to give support. Stays until dealt with. */
export function ErrorPanel({
  error,
  actions,
  then = null,
  compact = false,
}: {
  error: WireError
  actions?: ReactNode
  /** What comes after the next step where the failure is shown: a sentence. */
  then?: string | null
  compact?: boolean
}) {
  const { t } = useTranslation()
  const words = errorWords(t, error)
  return (
    <div className={compact ? 'cb-error cb-compact' : 'cb-error'} role="alert" data-code={error.code}>
      <h3 className="cb-error-title">
        <StatusGlyph glyph="cross" hue="red" /> {words.title}
      </h3>
      <dl className="cb-error-rows">
        <dt>{t('ui.error.what')}</dt>
        <dd>{words.what}</dd>
        <dt>{t('ui.error.calls')}</dt>
        <dd>{words.calls}</dd>
        <dt>{t('ui.error.next')}</dt>
        <dd>
          {words.next} {then}
        </dd>
        {error.retMsg ? (
          <>
            <dt>{t('ui.error.platformSays')}</dt>
            <dd>{error.retMsg}</dd>
          </>
        ) : null}
        <dt>{t('ui.error.support')}</dt>
        <dd className="cb-error-ids">
          {error.retCode !== null ? (
            <span className="cb-mono">
              {t('ui.error.retCode')} {error.retCode}
            </span>
          ) : null}
          {error.requestId ? (
            <span className="cb-mono">
              {t('ui.error.requestId')} <CopyText text={error.requestId} short={shortId(error.requestId)} what={t('ui.error.requestId')} />
            </span>
          ) : null}
          {error.responseId ? (
            <span className="cb-mono">
              {t('ui.error.responseId')}{' '}
              <CopyText text={error.responseId} short={shortId(error.responseId)} what={t('ui.error.responseId')} />
            </span>
          ) : null}
          <span className="cb-mono">
            {t('ui.error.code')} {error.code}
          </span>
        </dd>
      </dl>
      <div className="cb-actions">
        {actions}
        <CopyButton text={supportText(t, error)} label={t('ui.error.copyAll')} />
      </div>
    </div>
  )
}
