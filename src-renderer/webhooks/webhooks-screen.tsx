import { Button } from '@mantine/core'
import { useDebouncedValue, useViewportSize } from '@mantine/hooks'
import { IconPlugConnected, IconRotateClockwise, IconSend } from '@tabler/icons-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../src-contract/model/account.ts'
import type { DeliveryRow } from '../../src-contract/model/webhook.ts'
import { useQuery } from '../bridge/use-query.ts'
import { useActiveAccount } from '../store/account-store.ts'
import { go, useScreen } from '../store/screen-store.ts'
import { isDirect } from '../tunnel/uses-tunnel.ts'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { FooterBar } from '../ui/footer-bar.tsx'
import { Notice } from '../ui/notice.tsx'
import { formatCount } from '../ui/number-format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { formatDateTime, formatMoment, hereZone } from '../ui/time-format.ts'
import { useNow } from '../ui/use-now.ts'
import { deliveryColumns } from './delivery-columns.tsx'
import { type DeliveryChoice, DeliveryFilters, isNarrowed } from './delivery-filters.tsx'
import { DeliveryHead } from './delivery-head.tsx'
import { DeliveryPanel } from './delivery-panel.tsx'
import { EmptyLog } from './empty-log.tsx'
import { ListenerTab } from './listener-tab.tsx'
import { ReplayDialog } from './replay-dialog.tsx'
import { TestDialog } from './test-dialog.tsx'
import { useDeliveries } from './use-deliveries.ts'
import { WayInNotice } from './way-in-notice.tsx'
import './webhooks.css'

type Tab = 'deliveries' | 'listener'

/** That the inbox was replaced is said above everything for two days, then on the Listener tab alone. */
const TOLD_MS = 2 * 86_400_000

/** What the platform sent to this computer for the active account: every delivery with its proof, and the listener itself. */
export function WebhooksScreen() {
  const account = useActiveAccount()
  const screen = useScreen()
  const text = screen.name === 'webhooks' ? (screen.text ?? '') : ''
  return account ? <WebhooksOf key={`${account.id} ${text}`} account={account} given={text} /> : null
}

function WebhooksOf({ account, given }: { account: AccountView; given: string }) {
  const { t } = useTranslation()
  const accountId = account.id
  const [tab, setTab] = useState<Tab>('deliveries')
  const [choice, setChoice] = useState<DeliveryChoice>({})
  const [text, setText] = useState(given)
  const [searched] = useDebouncedValue(text.trim(), 250)
  const [openId, setOpenId] = useState<number | null>(null)
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set())
  const [replaying, setReplaying] = useState<readonly number[] | null>(null)
  const [testing, setTesting] = useState(false)
  const now = useNow(10_000)
  const midnight = new Date(now).setHours(0, 0, 0, 0)

  const filter = useMemo(() => ({ accountId, ...choice, ...(searched ? { text: searched } : {}) }), [accountId, choice, searched])
  const status = useQuery('webhooks.status', {}, { on: ['webhooks', 'system'] })
  const tunnel = useQuery('tunnel.get', {}, { on: ['tunnel', 'system'] }).data
  const summary = useQuery(
    'webhooks.summary',
    { accountId, since: Math.min(midnight, Math.floor(now / 60_000) * 60_000 - 90 * 60_000) },
    { on: ['webhooks'], accountId },
  )
  const today = useQuery('webhooks.summary', { accountId, since: midnight }, { on: ['webhooks'], accountId })
  const deliveries = useDeliveries(filter)
  const { rows, reload, more, hasMore } = deliveries
  const total = today.data?.total ?? 0
  // With a standing chosen only those of it are news.
  const standings = choice.standing
  const counted = standings
    ? (today.data?.byStanding ?? []).filter(one => standings.includes(one.standing)).reduce((sum, one) => sum + one.count, 0)
    : total
  const [seen, setSeen] = useState<number | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown was read with this filter
  useEffect(() => setSeen(null), [filter])
  useEffect(() => {
    if (rows !== null && today.data !== null) setSeen(before => before ?? counted)
  }, [rows, today.data, counted])
  const fresh = seen === null ? 0 : Math.max(0, counted - seen)
  const showNew = useCallback(() => {
    setSeen(counted)
    reload()
  }, [counted, reload])
  // The first ones ever appear by themselves: there is nothing they could push away.
  useEffect(() => {
    if (rows?.length === 0 && fresh > 0) showNew()
  }, [rows, fresh, showNew])

  const { width } = useViewportSize()
  const isTight = openId !== null && width < 1400
  const replacedAt = status.data?.inboxReplacedAt ?? null
  const narrowed = isNarrowed({ ...choice, text: searched })
  const openOrder = (row: DeliveryRow) => row.orderID !== null && go({ name: 'orders', filter: { accountId, orderIDs: [row.orderID] } })
  return (
    <div className="cb-columns">
      <div className="cb-column">
        <PageHead
          title={t('webhooks.title')}
          actions={
            <>
              <Button variant="default" leftSection={<IconPlugConnected size={14} />} onClick={() => go({ name: 'tunnel' })}>
                {t('tunnel.open')}
              </Button>
              <Button variant="default" leftSection={<IconSend size={14} />} onClick={() => setTesting(true)}>
                {t('webhooks.sendTest')}
              </Button>
              <Button
                variant="default"
                leftSection={<IconRotateClockwise size={14} />}
                onClick={() => setReplaying([...checked].map(Number))}
              >
                {checked.size > 0 ? t('webhooks.replayChosen', { count: checked.size }) : t('webhooks.replayAny')}
              </Button>
            </>
          }
        >
          <Segmented<Tab>
            label={t('webhooks.title')}
            value={tab}
            onChange={setTab}
            options={[
              { value: 'deliveries', label: t('webhooks.tabs.deliveries') },
              { value: 'listener', label: t('webhooks.tabs.listener') },
            ]}
          />
        </PageHead>
        {status.data?.state === 'off' ? (
          <Notice inline title={t('webhooks.listener.off')}>
            {t('webhooks.listener.offText')}
          </Notice>
        ) : null}
        {replacedAt !== null && now - replacedAt < TOLD_MS ? (
          <Notice inline title={t('webhooks.replaced.title', { time: formatMoment(replacedAt) })}>
            {t('webhooks.replaced.text')}
          </Notice>
        ) : null}
        {status.data?.state === 'listening' && tunnel && tab === 'deliveries' ? <WayInNotice account={account} tunnel={tunnel} /> : null}
        {status.data?.problem && tab === 'deliveries' ? (
          <div className="cb-section">
            <ErrorPanel compact error={status.data.problem} />
          </div>
        ) : null}
        {tab === 'listener' ? (
          <ListenerTab account={account} status={status.data} />
        ) : (
          <>
            {summary.data && today.data ? (
              <DeliveryHead
                summary={{ ...summary.data, byStanding: today.data.byStanding }}
                status={status.data}
                gaps={tunnel && !isDirect(account, tunnel) ? tunnel.gaps : []}
                now={now}
                chosen={choice.standing?.[0] ?? null}
                onStanding={standing => setChoice(standing === null ? {} : { standing: [standing], from: midnight })}
                onMinute={minute => setChoice({ from: minute * 60_000, to: (minute + 1) * 60_000 })}
              />
            ) : null}
            <DeliveryFilters text={text} choice={choice} onText={setText} onChange={setChoice} />
            {deliveries.error ? (
              <div className="cb-section">
                <ErrorPanel compact error={deliveries.error} actions={<Button onClick={reload}>{t('shell.start.tryAgain')}</Button>} />
              </div>
            ) : null}
            {fresh > 0 && rows !== null && rows.length > 0 ? (
              <button type="button" className="cb-new-rows" onClick={showNew}>
                {t('webhooks.newRows', { count: fresh, number: formatCount(fresh) })}
              </button>
            ) : null}
            <DataTable
              label={t('webhooks.title')}
              columns={deliveryColumns(t, isTight)}
              rowCount={rows?.length ?? 0}
              rowAt={at => rows?.[at]}
              rowKey={row => String(row.id)}
              loading={rows === null && deliveries.error === null}
              selectedKey={openId === null ? null : String(openId)}
              onOpen={row => setOpenId(row.id)}
              checked={checked}
              onCheck={setChecked}
              onRowKey={(event, row) => {
                if (event.ctrlKey || event.metaKey || event.altKey) return false
                if (event.key === 'o') return openOrder(row) !== false
                if (event.key === 'r') setReplaying(checked.size > 0 ? [...checked].map(Number) : [row.id])
                return event.key === 'r'
              }}
              onRange={(_, end) => rows !== null && end >= rows.length - 20 && hasMore && more()}
              resetKey={JSON.stringify(filter)}
              empty={
                narrowed ? (
                  <EmptyState
                    title={t(hasMore ? 'webhooks.emptySearch.soFar' : 'webhooks.emptySearch.title')}
                    actions={
                      <>
                        {hasMore ? <Button onClick={more}>{t('webhooks.emptySearch.goOn')}</Button> : null}
                        <Button
                          variant="default"
                          onClick={() => {
                            setText('')
                            setChoice({})
                          }}
                        >
                          {t('webhooks.filter.clear')}
                        </Button>
                      </>
                    }
                  >
                    {deliveries.searchedTo === null
                      ? t('webhooks.emptySearch.text')
                      : t('webhooks.emptySearch.searchedTo', { time: formatDateTime(deliveries.searchedTo) })}
                  </EmptyState>
                ) : (
                  <EmptyLog account={account} tunnel={tunnel} now={now} onTest={() => setTesting(true)} />
                )
              }
            />
          </>
        )}
        <FooterBar
          hints={[
            { keys: ['J', 'K'], label: t('webhooks.hint.move') },
            { keys: ['O'], label: t('webhooks.hint.order') },
            { keys: ['R'], label: t('webhooks.hint.replay') },
            { keys: ['/'], label: t('webhooks.hint.search') },
          ]}
        >
          <span>
            {t('webhooks.footer.today', {
              count: total,
              number: formatCount(total),
              all: formatCount(status.data ? Math.max(total, status.data.received) : null),
            })}
          </span>
          <span>{t('webhooks.footer.stored')}</span>
          {narrowed && hasMore && deliveries.searchedTo !== null ? (
            <span>{t('webhooks.footer.searchedTo', { time: formatDateTime(deliveries.searchedTo) })}</span>
          ) : null}
          <span className="cb-quiet">{t('ui.timesHere', { zone: hereZone() })}</span>
        </FooterBar>
      </div>
      {openId !== null && tab === 'deliveries' ? (
        <DeliveryPanel
          id={openId}
          accountId={accountId}
          onOpen={setOpenId}
          onReplay={id => setReplaying([id])}
          onClose={() => setOpenId(null)}
        />
      ) : null}
      {replaying !== null ? (
        <ReplayDialog
          accountId={accountId}
          chosen={replaying}
          onClose={() => {
            setReplaying(null)
            reload()
          }}
        />
      ) : null}
      {testing ? (
        <TestDialog
          account={account}
          onClose={() => {
            setTesting(false)
            showNew()
          }}
          onSent={id => {
            setTesting(false)
            setTab('deliveries')
            showNew()
            setOpenId(id)
          }}
        />
      ) : null}
    </div>
  )
}
