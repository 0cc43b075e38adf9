import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconDownload, IconRefresh, IconSearch } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../src-contract/model/account.ts'
import type { OrderColumn, OrderFilter, OrderSort } from '../../src-contract/model/order.ts'
import { useCommand } from '../bridge/use-command.ts'
import { useQuery } from '../bridge/use-query.ts'
import { useActiveAccount } from '../store/account-store.ts'
import { go, useScreen } from '../store/screen-store.ts'
import { useSetting } from '../store/settings-store.ts'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { FooterBar } from '../ui/footer-bar.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { hereZone } from '../ui/time-format.ts'
import { ColumnChooser } from './column-chooser.tsx'
import { ExportStatus } from './export-status.tsx'
import { FacetColumn } from './facet-column.tsx'
import { type Condition, filterChips, withoutChip } from './filter-chips.ts'
import { FilterForm } from './filter-form.tsx'
import { orderColumns, usualColumns } from './order-columns.tsx'
import { useOrderList } from './order-list.ts'
import { OrderPanel } from './order-panel.tsx'
import { WithdrawDialog } from './withdraw-dialog.tsx'
import './orders.css'

const NEWEST: OrderSort = { column: 'lastCallAt', direction: 'desc' }

/** Every order of the active account: filter, search, sort, select, open, withdraw, export; also with the network off. */
export function OrdersScreen() {
  const account = useActiveAccount()
  const screen = useScreen()
  const given = screen.name === 'orders' ? screen.filter : undefined
  return account ? <OrdersOf key={`${account.id} ${JSON.stringify(given ?? {})}`} account={account} given={given ?? {}} /> : null
}

function OrdersOf({ account, given }: { account: AccountView; given: Partial<OrderFilter> }) {
  const { t } = useTranslation()
  const { accountId: _ours, text: givenText, ...givenCondition } = given
  const [condition, setCondition] = useState<Condition>(givenCondition)
  const [text, setText] = useState(givenText ?? '')
  const [searched] = useDebouncedValue(text.trim(), 150)
  const [sort, setSort] = useState<OrderSort>(NEWEST)
  const [columns, keepColumns] = useSetting<OrderColumn[] | null>('orders.columns', null)
  const [open, setOpen] = useState<string | null>(null)
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set())
  const [exportId, setExportId] = useState<string | null>(null)
  const [withdrawing, setWithdrawing] = useState(false)
  const search = useRef<HTMLInputElement>(null)

  const filter = useMemo<OrderFilter>(
    () => ({ accountId: account.id, ...condition, ...(searched ? { text: searched } : {}) }),
    [account.id, condition, searched],
  )
  const list = useOrderList(filter, sort)
  const tasks = useQuery('tasks.list', { accountId: account.id }, { on: ['tasks'], accountId: account.id })
  const startExport = useCommand('exports.start')
  const pull = useCommand('sync.start')
  const shown = columns ?? usualColumns
  const records = account.kind === 'nxlink'
  const chips = filterChips(t, condition, id => tasks.data?.find(task => task.userTaskID === id)?.taskName || id)
  const filters = chips.length + (searched ? 1 : 0)
  const clear = () => {
    setCondition({})
    setText('')
  }
  const exportRows = async () => {
    const answer = await startExport.run({
      filter,
      sort,
      columns: [...shown],
      timeZone: hereZone(),
      orderIDs: checked.size > 0 ? [...checked].slice(0, 5000) : null,
    })
    if (answer.ok) setExportId(answer.value.id)
  }
  const oneTask = condition.userTaskIDs?.length === 1 ? condition.userTaskIDs[0] : undefined

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the filter is the point; rows that are no longer in view would be withdrawn or exported unseen
  useEffect(() => setChecked(new Set()), [filter])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (
        event.key !== '/' ||
        event.ctrlKey ||
        event.metaKey ||
        (event.target instanceof HTMLElement && event.target.matches('input,textarea'))
      )
        return
      event.preventDefault()
      search.current?.focus()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])

  const empty =
    filters > 0 ? (
      <EmptyState
        title={t('orders.emptyFilter.title', { count: filters })}
        actions={
          <Button variant="default" onClick={clear}>
            {t('orders.emptyFilter.clear')}
          </Button>
        }
      >
        {t('orders.emptyFilter.body')}
      </EmptyState>
    ) : (
      <EmptyState
        sketch
        title={t('orders.empty.title')}
        actions={
          <>
            <Button onClick={() => go({ name: 'contacts' })}>{t('orders.empty.load')}</Button>
            <Button
              variant="default"
              loading={pull.running}
              onClick={() => void pull.run({ accountId: account.id, kind: records ? 'records' : 'orders', userTaskID: null })}
            >
              {t(records ? 'tasks.pullRecords' : 'orders.empty.pull')}
            </Button>
          </>
        }
      >
        {t('orders.empty.body')}
      </EmptyState>
    )
  const problem = list.error ?? startExport.error ?? pull.error

  return (
    <div className="orders-screen">
      <FacetColumn filter={filter} condition={condition} onChange={setCondition} />
      <div className="orders-main">
        <PageHead
          title={t('orders.title')}
          actions={
            <>
              <Button
                variant="default"
                leftSection={<IconRefresh size={14} />}
                loading={pull.running}
                onClick={() => void pull.run({ accountId: account.id, kind: records ? 'records' : 'orders', userTaskID: oneTask ?? null })}
              >
                {t(records ? 'tasks.pullRecords' : 'orders.pull')}
              </Button>
              <ColumnChooser shown={shown} onChange={next => keepColumns([...next])} />
              <Button
                variant="default"
                leftSection={<IconDownload size={14} />}
                loading={startExport.running}
                disabled={list.total === 0}
                onClick={() => void exportRows()}
              >
                {checked.size > 0 ? t('orders.exportChosen', { count: checked.size }) : t('orders.export', { count: list.total ?? 0 })}
              </Button>
            </>
          }
        />
        <div className="orders-filter">
          <TextInput
            ref={search}
            className="orders-search"
            aria-label={t('orders.search')}
            placeholder={t('orders.search')}
            leftSection={<IconSearch size={14} />}
            value={text}
            onChange={event => setText(event.currentTarget.value)}
          />
          {chips.map(chip => (
            <Chip
              key={chip.key}
              tone={chip.negative ? 'red' : 'accent'}
              removeLabel={t('orders.filter.remove', { name: chip.words })}
              onRemove={() => setCondition(withoutChip(condition, chip.key))}
            >
              {chip.words}
            </Chip>
          ))}
          <FilterForm condition={condition} onChange={setCondition} />
          {filters > 1 ? (
            <Button variant="subtle" onClick={clear}>
              {t('orders.filter.clear')}
            </Button>
          ) : null}
          <span className="cb-spacer" />
          {!records && (checked.size > 0 || (filters > 0 && (list.total ?? 0) > 0)) ? (
            <Button variant="default" className="cb-danger" onClick={() => setWithdrawing(true)}>
              {checked.size > 0 ? t('orders.withdraw.button', { count: checked.size }) : t('orders.withdraw.buttonAll')}
            </Button>
          ) : null}
        </div>
        {exportId ? <ExportStatus key={exportId} id={exportId} onClose={() => setExportId(null)} /> : null}
        {problem ? <ErrorPanel error={problem} compact /> : null}
        <DataTable
          label={t('orders.title')}
          columns={orderColumns(t, shown)}
          rowCount={list.total ?? 0}
          rowAt={list.rowAt}
          rowKey={row => row.orderID}
          onRange={list.onRange}
          selectedKey={open}
          onOpen={row => setOpen(row.orderID)}
          checked={checked}
          onCheck={setChecked}
          sort={sort}
          onSort={column =>
            setSort({ column: column as OrderColumn, direction: sort.column === column && sort.direction === 'desc' ? 'asc' : 'desc' })
          }
          loading={list.opening}
          empty={list.opening ? null : empty}
          resetKey={JSON.stringify([filter, sort])}
        />
        <FooterBar
          hints={[
            { keys: ['J', 'K'], label: t('orders.key.move') },
            { keys: ['Enter'], label: t('orders.key.open') },
            { keys: ['X'], label: t('orders.key.select') },
            { keys: ['/'], label: t('orders.key.search') },
          ]}
        >
          {checked.size > 0 ? <b>{t('orders.selected', { count: checked.size })}</b> : null}
          <span data-testid="order-count">{list.total === null ? t('orders.counting') : t('orders.count', { count: list.total })}</span>
          <span className="cb-quiet">{list.tookMs === null ? '' : t('orders.took', { count: Math.round(list.tookMs) })}</span>
          <span className="cb-quiet">{t('orders.zone', { zone: hereZone() })}</span>
          {list.changed ? (
            <button type="button" className="cb-link" onClick={list.reopen}>
              {t('orders.refreshList')}
            </button>
          ) : null}
        </FooterBar>
      </div>
      {open ? <OrderPanel key={open} accountId={account.id} orderID={open} onClose={() => setOpen(null)} /> : null}
      {withdrawing ? (
        <WithdrawDialog
          filter={filter}
          conditions={[...chips.map(chip => chip.words), ...(searched ? [t('orders.withdraw.text', { text: searched })] : [])]}
          total={list.total ?? 0}
          ticked={[...checked]}
          onClose={() => setWithdrawing(false)}
        />
      ) : null}
    </div>
  )
}
