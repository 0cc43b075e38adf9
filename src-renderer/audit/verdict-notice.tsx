import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AuditVerdict } from '../../src-contract/model/audit.ts'
import { CopyText, shortId } from '../ui/copy-text.tsx'
import { Notice } from '../ui/notice.tsx'
import { formatCount, formatDecimal } from '../ui/number-format.ts'

/** What checking the chain found: intact with the last hash, or the line where it breaks and why. */
export function VerdictNotice({
  verdict,
  onShow,
  onClose,
}: {
  verdict: AuditVerdict
  onShow: (line: number) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const close = (
    <Button variant="subtle" onClick={onClose}>
      {t('ui.close')}
    </Button>
  )
  if (verdict.state === 'intact') {
    const time = verdict.tookMs < 1000 ? `${verdict.tookMs} ms` : `${formatDecimal(verdict.tookMs / 1000)} s`
    return (
      <Notice inline tone="green" title={t('audit.verdict.intact', { count: verdict.entries })} actions={close}>
        {t('audit.verdict.intactText', { time })}{' '}
        <span className="audit-hash">
          {t('audit.verdict.lastHash')}{' '}
          <CopyText text={verdict.lastHash} short={shortId(verdict.lastHash)} what={t('audit.verdict.lastHash')} />
        </span>{' '}
        <span className="cb-quiet">{t('audit.verdict.hashHint')}</span>
      </Notice>
    )
  }
  const line = formatCount(verdict.entryId)
  return (
    <Notice
      inline
      tone="red"
      title={t(`audit.verdict.${verdict.why}`, { line })}
      actions={
        <>
          <Button onClick={() => onShow(verdict.entryId)}>{t('audit.verdict.show', { line })}</Button>
          {close}
        </>
      }
    >
      {t('audit.verdict.brokenText', { count: verdict.entries })}
    </Notice>
  )
}
