import { Button } from '@mantine/core'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireError } from '../../src-contract/result.ts'
import { CopyText, shortId } from './copy-text.tsx'
import { retCodeWords } from './ret-code.ts'
import { StatusGlyph } from './status-glyph.tsx'

export interface ErrorWords { readonly title: string; readonly what: string; readonly calls: string; readonly next: string }

/** The sentences of a failure, from the catalogue, with the numbers of the case. A known platform code adds its own. */
export function errorWords(t: TFunction, error: WireError): ErrorWords {
  const params = { ...error.params, retCode: error.retCode ?? '', retMsg: error.retMsg ?? '' }
  const platform = error.code.startsWith('platform_') && error.retCode !== null ? retCodeWords(t, error.retCode, 'callbot') : null
  return {
    title: t(`errors.${error.code}.title`, params),
    what: platform ? `${t(`errors.${error.code}.what`, params)} ${platform.what}` : t(`errors.${error.code}.what`, params),
    calls: t(`errors.${error.code}.calls`, params),
    next: t(`errors.${error.code}.next`, params),
  }
}

/** Everything support asks for, as lines of text. */
export function supportText(t: TFunction, error: WireError): string {
  const { what } = errorWords(t, error)
  const lines = [what, `code ${error.code}`]
  if (error.retCode !== null) lines.push(`retCode ${error.retCode}${error.retMsg ? ` ${error.retMsg}` : ''}`)
  if (error.requestId) lines.push(`requestID ${error.requestId}`)
  if (error.responseId) lines.push(`responseID ${error.responseId}`)
  for (const [name, value] of Object.entries(error.params)) lines.push(`${name} ${value}`)
  return lines.join('\n')
}

/** A failure in four rows: what happened, what it means for the calls, the next step, what to give support. Stays until dealt with. */
export function ErrorPanel({ error, actions, compact = false }: { error: WireError; actions?: ReactNode; compact?: boolean }) {
  const { t } = useTranslation()
  const words = errorWords(t, error)
  return (
    <div className={compact ? 'cb-error cb-compact' : 'cb-error'} role="alert" data-code={error.code}>
      <h3 className="cb-error-title"><StatusGlyph glyph="cross" hue="red" /> {words.title}</h3>
      <dl className="cb-error-rows">
        <dt>{t('ui.error.what')}</dt><dd>{words.what}</dd>
        <dt>{t('ui.error.calls')}</dt><dd>{words.calls}</dd>
        <dt>{t('ui.error.next')}</dt><dd>{words.next}</dd>
        {error.retMsg ? <><dt>{t('ui.error.platformSays')}</dt><dd>{error.retMsg}</dd></> : null}
        <dt>{t('ui.error.support')}</dt>
        <dd className="cb-error-ids">
          {error.retCode !== null ? <span className="cb-mono">{t('ui.error.retCode')} {error.retCode}</span> : null}
          {error.requestId ? <span className="cb-mono">{t('ui.error.requestId')} <CopyText text={error.requestId} short={shortId(error.requestId)} what={t('ui.error.requestId')} /></span> : null}
          {error.responseId ? <span className="cb-mono">{t('ui.error.responseId')} <CopyText text={error.responseId} short={shortId(error.responseId)} what={t('ui.error.responseId')} /></span> : null}
          <span className="cb-mono">{t('ui.error.code')} {error.code}</span>
        </dd>
      </dl>
      <div className="cb-actions">
        {actions}
        <Button variant="default" onClick={() => void navigator.clipboard.writeText(supportText(t, error))}>{t('ui.error.copyAll')}</Button>
      </div>
    </div>
  )
}
