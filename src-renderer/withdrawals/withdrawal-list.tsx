import { useTranslation } from 'react-i18next'
import { useQuery } from '../bridge/use-query.ts'
import { go } from '../store/screen-store.ts'
import { formatCount } from '../ui/number-format.ts'
import { PanelSection } from '../ui/panel-section.tsx'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { formatMoment } from '../ui/time-format.ts'
import { withdrawalLooks } from './withdrawal-look.tsx'
import './withdrawals.css'

const SHOWN = 5

/** The latest withdrawals from one task, as a section of a panel; nothing when there was none. */
export function WithdrawalList({ accountId, userTaskID }: { accountId: string; userTaskID: string }) {
  const { t } = useTranslation()
  const list = useQuery('withdrawals.list', { accountId }, { on: ['withdrawals'], accountId })
  const own = (list.data ?? []).filter(one => one.tasks.some(task => task.userTaskID === userTaskID))
  if (own.length === 0) return null
  return (
    <PanelSection
      title={t('withdrawals.listTitle')}
      extra={
        own.length > SHOWN ? (
          <button type="button" className="cb-link" onClick={() => go({ name: 'withdrawals' })}>
            {formatCount(own.length)}
          </button>
        ) : undefined
      }
    >
      <ul className="withdrawal-list">
        {own.slice(0, SHOWN).map(one => (
          <li key={one.id}>
            <button type="button" onClick={() => go({ name: 'withdrawal', id: one.id })}>
              <StatusGlyph {...withdrawalLooks[one.state]} />
              <span className="cb-ellipsis">
                {t(`withdrawals.state.${one.state}`)} <span className="cb-quiet">{formatMoment(one.createdAt)}</span>
              </span>
              <span>
                {formatCount(one.totals.withdrawn)} / {formatCount(one.totals.total)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </PanelSection>
  )
}
