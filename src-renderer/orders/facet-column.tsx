import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderFacets, OrderFilter } from '../../src-contract/model/order.ts'
import { useQuery } from '../bridge/use-query.ts'
import { callStatusLook, callStatusName } from '../ui/call-status-look.ts'
import { formatCount } from '../ui/number-format.ts'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { type Condition, toggled, withMember } from './filter-chips.ts'

const SHOWN = 12

interface Props {
  readonly filter: OrderFilter
  readonly condition: Condition
  readonly onChange: (condition: Condition) => void
}

/** Counts beside the list: click includes, Alt and click excludes. They double as the legend of the shapes. */
export function FacetColumn({ filter, condition, onChange }: Props) {
  const { t } = useTranslation()
  const facets = useQuery('orders.facets', { filter }, { on: ['orders'], accountId: filter.accountId })
  const data: OrderFacets | null = facets.data
  if (!data) return <div className="facets" aria-busy />
  const byStatus = (code: number | null, exclude: boolean) => {
    const into = exclude ? 'notCallStatus' : 'callStatus'
    const other = exclude ? 'callStatus' : 'notCallStatus'
    const cleaned = withMember(
      condition,
      other,
      condition[other]?.filter(value => value !== code).length ? condition[other]?.filter(value => value !== code) : undefined,
    )
    onChange(withMember(cleaned, into, toggled(condition[into], code)))
  }
  return (
    <nav className={facets.outdated ? 'facets cb-dim' : 'facets'} aria-label={t('orders.filter.title')}>
      <Group
        title={t('orders.facet.status')}
        extra={<span className="cb-quiet">{t('orders.facet.ms', { count: Math.round(data.tookMs) })}</span>}
      >
        {data.callStatus
          .slice()
          .sort((a, b) => b.count - a.count)
          .map(({ callStatus, count }) => {
            const look = callStatusLook(callStatus)
            return (
              <Line
                key={String(callStatus)}
                on={condition.callStatus?.includes(callStatus) === true}
                off={condition.notCallStatus?.includes(callStatus) === true}
                count={count}
                title={t('orders.facet.include')}
                onClick={exclude => byStatus(callStatus, exclude)}
              >
                <StatusGlyph glyph={look.glyph} hue={look.hue} />{' '}
                {callStatus === null ? t('orders.facet.statusText') : callStatusName(t, callStatus)}
              </Line>
            )
          })}
      </Group>
      <Group title={t('orders.facet.intent')}>
        {data.intents.slice(0, SHOWN).map(({ intentName, intentTag, count }) => (
          <Line
            key={`${intentTag} ${intentName}`}
            on={condition.intentNames?.includes(intentName) === true}
            count={count}
            onClick={() => onChange(withMember(condition, 'intentNames', toggled(condition.intentNames, intentName)))}
          >
            {intentName === '' ? t('orders.facet.noIntent') : `${intentTag} ${intentName}`.trim()}
          </Line>
        ))}
      </Group>
      <Group title={t('orders.facet.finish')}>
        {data.finish.map(({ finish, count }) => (
          <Line
            key={String(finish)}
            on={condition.finish === finish}
            count={count}
            onClick={() => onChange(withMember(condition, 'finish', condition.finish === finish ? undefined : finish))}
          >
            {t(finish ? 'orders.facet.finished' : 'orders.facet.unfinished')}
          </Line>
        ))}
      </Group>
      <Group
        title={t('orders.facet.task')}
        extra={
          data.tasks.length > SHOWN ? (
            <span className="cb-quiet">{t('orders.facet.more', { count: data.tasks.length - SHOWN })}</span>
          ) : null
        }
      >
        {data.tasks.slice(0, SHOWN).map(({ userTaskID, taskName, count }) => (
          <Line
            key={userTaskID}
            title={taskName || userTaskID}
            on={condition.userTaskIDs?.includes(userTaskID) === true}
            count={count}
            onClick={() => onChange(withMember(condition, 'userTaskIDs', toggled(condition.userTaskIDs, userTaskID)))}
          >
            {taskName || userTaskID}
          </Line>
        ))}
      </Group>
    </nav>
  )
}

function Group({ title, extra, children }: { title: string; extra?: ReactNode; children: readonly ReactNode[] }) {
  if (children.length === 0) return null
  return (
    <section>
      <h2>
        <span>{title}</span>
        {extra}
      </h2>
      {children}
    </section>
  )
}

function Line({
  on,
  off = false,
  count,
  title,
  onClick,
  children,
}: {
  on: boolean
  off?: boolean
  count: number
  title?: string
  onClick: (exclude: boolean) => void
  children: ReactNode
}) {
  return (
    <button
      type="button"
      className="facet"
      aria-pressed={on}
      data-off={off || undefined}
      title={title}
      onClick={event => onClick(event.altKey)}
    >
      <span className="cb-ellipsis">{children}</span>
      <span className="facet-count">{formatCount(count)}</span>
    </button>
  )
}
