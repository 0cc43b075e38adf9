import { useTranslation } from 'react-i18next'
import type { Alert } from '../../src-contract/model/board.ts'
import type { WireError } from '../../src-contract/result.ts'
import { useAccounts } from '../store/account-store.ts'
import { go } from '../store/screen-store.ts'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { formatMoment } from '../ui/time-format.ts'
import { alertLook, alertWords } from './alert-words.ts'

interface Props {
  /** Newest first. */
  readonly alerts: readonly Alert[]
  readonly error: WireError | null
  readonly onOpen: (alert: Alert) => void
  readonly onSeeAll: () => void
  readonly onClose: () => void
}

/** The alerts, newest first: what it was, for which task, whether it is over. */
export function AlertList({ alerts, error, onOpen, onSeeAll, onClose }: Props) {
  const { t } = useTranslation()
  const accounts = useAccounts() ?? []
  const several = accounts.length > 1
  return (
    <>
      <header className="alert-head">
        <h2>{t('alerts.title')}</h2>
        <span className="cb-spacer" />
        {alerts.some(alert => alert.seenAt === null) ? (
          <button type="button" className="cb-link" onClick={onSeeAll}>
            {t('alerts.seeAll')}
          </button>
        ) : null}
        <button
          type="button"
          className="cb-link"
          onClick={() => {
            onClose()
            go({ name: 'settings' })
          }}
        >
          {t('alerts.rules.open')}
        </button>
      </header>
      {error ? <ErrorPanel compact error={error} /> : null}
      {alerts.length === 0 && !error ? (
        <div className="alert-none">
          <b>{t('alerts.empty.title')}</b>
          <p className="cb-second">{t('alerts.empty.text')}</p>
        </div>
      ) : (
        <ul className="alert-list">
          {alerts.map((alert, at) => {
            const { title, text } = alertWords(t, alert)
            const account = several ? accounts.find(one => one.id === alert.accountId)?.label : undefined
            return (
              <li key={alert.id}>
                <button
                  type="button"
                  data-unseen={alert.seenAt === null || undefined}
                  onClick={() => onOpen(alert)}
                  data-autofocus={at === 0 || undefined}
                >
                  <StatusGlyph {...alertLook(alert)} title={alert.seenAt === null ? t('alerts.unseen') : t('alerts.seen')} />
                  <span>
                    <b>{title}</b>
                    <span className="cb-second">{text}</span>
                    <span className="cb-caption">
                      {[
                        account,
                        formatMoment(alert.at),
                        alert.endedAt !== null && alert.kind !== 'taskEnded'
                          ? t('alerts.over', { time: formatMoment(alert.endedAt) })
                          : undefined,
                      ]
                        .filter(part => part !== undefined)
                        .join(' · ')}
                    </span>
                  </span>
                </button>
              </li>
            )
          })}
        </ul>
      )}
    </>
  )
}
