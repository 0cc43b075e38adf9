import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type DeliveryFilter, DeliveryKind, Standing } from '../../src-contract/model/webhook.ts'
import { callStatusName, knownCallStatuses } from '../ui/call-status-look.ts'
import { Chip } from '../ui/chip.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { taskStatusWords } from '../ui/task-status-look.ts'
import { formatDateTime, formatRange } from '../ui/time-format.ts'

/** What the operator chose; the account is the active one. */
export type DeliveryChoice = Omit<DeliveryFilter, 'accountId'>

const MINUTE = 60_000
const spans = { hour: 60 * MINUTE, day: 1_440 * MINUTE, week: 10_080 * MINUTE } as const
type Span = keyof typeof spans
const taskStatuses = [1, 2, 3, 4, 5]

/** True when anything narrows the list. */
export const isNarrowed = (choice: DeliveryChoice): boolean =>
  Boolean(choice.text) ||
  choice.kind !== undefined ||
  choice.status !== undefined ||
  (choice.standing?.length ?? 0) > 0 ||
  choice.from !== undefined

/** Search and filters of the delivery log, in one row. `/` goes to the search. */
export function DeliveryFilters({
  text,
  choice,
  onText,
  onChange,
}: {
  text: string
  choice: DeliveryChoice
  onText: (text: string) => void
  onChange: (choice: DeliveryChoice) => void
}) {
  const { t } = useTranslation()
  const set = (part: { [K in keyof DeliveryChoice]?: DeliveryChoice[K] | undefined }) => {
    const next = Object.entries({ ...choice, ...part }).filter(([, value]) => value !== undefined)
    onChange(Object.fromEntries(next) as DeliveryChoice)
  }
  const codes = choice.kind === 'task' ? taskStatuses : knownCallStatuses
  return (
    <search className="cb-filter-row webhook-filters">
      <SearchField label={t('webhooks.search')} width={196} value={text} onChange={onText} />
      <Select
        w={108}
        clearable
        aria-label={t('webhooks.filter.kind')}
        placeholder={t('webhooks.filter.anyKind')}
        data={DeliveryKind.options.map(kind => ({ value: kind, label: t(`webhooks.kind.${kind}`) }))}
        value={choice.kind ?? null}
        onChange={kind => set({ kind: DeliveryKind.options.find(one => one === kind), status: undefined })}
      />
      <Select
        w={120}
        clearable
        searchable
        aria-label={t('webhooks.filter.status')}
        placeholder={t('webhooks.filter.anyStatus')}
        data={codes.map(code => ({
          value: String(code),
          label: choice.kind === 'task' ? taskStatusWords(t, code) : callStatusName(t, code),
        }))}
        value={choice.status === undefined ? null : String(choice.status)}
        onChange={status => set({ status: status === null ? undefined : Number(status) })}
      />
      <Select
        w={136}
        clearable
        aria-label={t('webhooks.filter.standing')}
        placeholder={t('webhooks.filter.anyStanding')}
        data={Standing.options.map(standing => ({ value: standing, label: t(`webhooks.standing.${standing}`) }))}
        value={choice.standing?.[0] ?? null}
        onChange={standing => set({ standing: standing === null ? undefined : Standing.options.filter(one => one === standing) })}
      />
      <Select
        w={98}
        clearable
        aria-label={t('webhooks.filter.time')}
        placeholder={t('webhooks.filter.anyTime')}
        data={(Object.keys(spans) as Span[]).map(span => ({ value: span, label: t(`webhooks.filter.span.${span}`) }))}
        value={null}
        onChange={span => span !== null && set({ from: Date.now() - spans[span as Span], to: undefined })}
      />
      {choice.from === undefined ? null : (
        <Chip removeLabel={t('webhooks.filter.removeTime')} onRemove={() => set({ from: undefined, to: undefined })}>
          {choice.to === undefined
            ? t('webhooks.filter.since', { time: formatDateTime(choice.from) })
            : formatRange(choice.from, choice.to)}
        </Chip>
      )}
      <span className="cb-spacer" />
      {isNarrowed({ ...choice, text }) ? (
        <button
          type="button"
          className="cb-link"
          onClick={() => {
            onText('')
            onChange({})
          }}
        >
          {t('webhooks.filter.clear')}
        </button>
      ) : null}
    </search>
  )
}
