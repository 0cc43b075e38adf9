import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ContactList } from '../../src-contract/model/contact.ts'
import { useCommand } from '../bridge/use-command.ts'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { Notice } from '../ui/notice.tsx'
import { formatBytes, formatCount, formatPercent, shareOf } from '../ui/number-format.ts'
import { ProgressBar } from '../ui/progress-bar.tsx'
import css from './contacts.module.css'
import { problemCount } from './groups.ts'

/** The import while it runs, or how it ended when that was not the end of the file. Nothing for a finished list with contacts in it. */
export function ImportState({ list }: { list: ContactList }) {
  const { t } = useTranslation()
  const rows = formatCount(list.rowCount)
  if (list.state === 'importing') return <Running list={list} />
  if (list.state === 'cancelled') {
    return (
      <Notice
        inline
        tone="amber"
        title={t('contacts.list.cancelledTitle', { share: formatPercent(shareOf(list.bytesRead, list.sizeBytes), 0) })}
      >
        {t('contacts.list.cancelledText', { rows })}
      </Notice>
    )
  }
  if (list.state === 'failed') {
    return (
      <div className={css.strip}>
        <b>{t('contacts.list.failedTitle', { rows })}</b>
        {list.problem ? <ErrorPanel compact error={list.problem} /> : null}
      </div>
    )
  }
  if (list.readyCount === 0 && list.rowCount > 0) {
    const country = (list.byReason.phone_no_country ?? 0) * 2 > list.rowCount
    return (
      <Notice inline tone="amber" title={t('contacts.list.noneReadyTitle', { rows })}>
        {country ? t('contacts.list.noneReadyCountry') : t('contacts.list.noneReadyText')}
      </Notice>
    )
  }
  return null
}

function Running({ list }: { list: ContactList }) {
  const { t } = useTranslation()
  const { run, running, error } = useCommand('contacts.cancelImport')
  const facts: [string, string][] = [
    [t('contacts.importing.rows'), formatCount(list.rowCount)],
    [t('contacts.importing.ready'), formatCount(list.readyCount)],
    [t('contacts.importing.left'), formatCount(problemCount(list))],
    [t('contacts.importing.speed'), formatCount(Math.round(list.rowsPerSecond))],
  ]
  const share = formatPercent(shareOf(list.bytesRead, list.sizeBytes), 0)
  return (
    <div className={css.strip}>
      <div className={css.importing}>
        <div className={css.grow}>
          <div className={css.importHead}>
            <b>{t('contacts.importing.title', { name: list.name })}</b>{' '}
            <span className="cb-second">{t('contacts.importing.share', { share, size: formatBytes(list.sizeBytes) })}</span>
          </div>
          <ProgressBar
            tone="accent"
            done={list.bytesRead}
            total={list.sizeBytes}
            label={t('contacts.importing.title', { name: list.name })}
          />
        </div>
        <dl className={css.importFacts}>
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <Button variant="default" loading={running} title={t('contacts.importing.keeps')} onClick={() => void run({ id: list.id })}>
          {t('contacts.importing.cancel')}
        </Button>
      </div>
      {error ? <ErrorPanel compact error={error} /> : null}
    </div>
  )
}
