import { IconSearch } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../src-contract/model/account.ts'
import type { OrderRow } from '../../src-contract/model/order.ts'
import { useBridge } from '../bridge/bridge-context.tsx'
import { useQuery } from '../bridge/use-query.ts'
import { KeyHint } from '../ui/key-hint.tsx'
import { useFocusReturn } from '../ui/use-focus-return.ts'
import type { Ranges } from './match.ts'
import type { PaletteItem } from './palette-items.tsx'
import { pickItems, readQuery, usePaletteItems } from './palette-items.tsx'

/** Orders that contain the text, asked for once typing rests; with the time it took. */
function useFoundOrders(account: AccountView | null, text: string): { rows: readonly OrderRow[]; tookMs: number | null } {
  const bridge = useBridge()
  const [found, setFound] = useState<{ rows: readonly OrderRow[]; tookMs: number | null }>({ rows: [], tookMs: null })
  const accountId = account?.id
  useEffect(() => {
    if (accountId === undefined || text.length < 3) return setFound({ rows: [], tookMs: null })
    let over = false
    const timer = window.setTimeout(async () => {
      const answer = await bridge.call('orders.open', {
        filter: { accountId, text },
        sort: { column: 'lastCallAt', direction: 'desc' },
        count: 4,
      })
      if (!answer.ok) return
      void bridge.call('orders.close', { handle: answer.value.handle })
      if (!over) setFound({ rows: answer.value.rows, tookMs: answer.value.tookMs })
    }, 80)
    return () => {
      over = true
      window.clearTimeout(timer)
    }
  }, [bridge, accountId, text])
  return found
}

/** Finds and does anything: orders, tasks, accounts, commands. Ctrl/⌘ K opens it, Esc closes it. */
export function Palette({ account, onClose, onShortcuts }: { account: AccountView | null; onClose: () => void; onShortcuts: () => void }) {
  const { t } = useTranslation()
  const id = useId()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const { text, only } = readQuery(query)
  const found = useFoundOrders(account, only === null || only === 'orders' ? text : '')
  const tasks = useQuery('tasks.list', account ? { accountId: account.id } : null)
  const drafts = useQuery('drafts.list', account ? { accountId: account.id } : null)
  const items = usePaletteItems({ account, tasks: tasks.data ?? [], drafts: drafts.data ?? [], orders: found.rows, text, onShortcuts })
  const results = useMemo(() => pickItems(items, query), [items, query])
  const flat = results.flatMap(result => result.shown)
  const current = Math.min(at, flat.length - 1)

  useFocusReturn()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the marked row is another one when the position changes
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [current])

  const choose = (item: PaletteItem | undefined) => {
    if (!item) return
    onClose()
    item.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt((current + 1) % Math.max(1, flat.length))
    else if (event.key === 'ArrowUp') setAt((current - 1 + flat.length) % Math.max(1, flat.length))
    else if (event.key === 'Enter') choose(flat[current])
    else if (event.key === 'Escape') onClose()
    else if (event.key !== 'Tab') return
    event.preventDefault()
    event.stopPropagation()
  }

  let row = -1
  return (
    <div className="cb-palette-scrim" onPointerDown={event => event.target === event.currentTarget && onClose()}>
      <div className="cb-palette" role="dialog" aria-modal aria-label={t('shell.palette.label')} onKeyDown={onKeyDown}>
        <div className="cb-palette-head">
          <IconSearch size={16} aria-hidden />
          <input
            // biome-ignore lint/a11y/noAutofocus: it opens to be typed into
            autoFocus
            role="combobox"
            aria-expanded
            aria-controls={`${id}-list`}
            aria-label={t('shell.palette.input')}
            placeholder={t('shell.palette.input')}
            aria-activedescendant={current >= 0 ? `${id}-${current}` : undefined}
            value={query}
            spellCheck={false}
            onChange={event => {
              setQuery(event.currentTarget.value)
              setAt(0)
            }}
          />
          {found.tookMs === null ? null : <span>{t('shell.palette.took', { ms: Math.round(found.tookMs) })}</span>}
          <KeyHint keys="Escape" />
        </div>
        <div className="cb-palette-list" ref={list} role="listbox" id={`${id}-list`} aria-label={t('shell.palette.label')}>
          {flat.length === 0 ? <div className="cb-palette-nothing">{t('shell.palette.nothing')}</div> : null}
          {results.map(result => (
            <div key={result.group} role="group" aria-label={t(`shell.palette.${result.group}`)}>
              <div className="cb-palette-group">
                <span>{t(`shell.palette.${result.group}`)}</span>
                {result.total > result.shown.length ? (
                  <span>{t('shell.palette.count', { shown: result.shown.length, total: result.total })}</span>
                ) : null}
              </div>
              {result.shown.map(item => {
                row += 1
                const index = row
                return (
                  <div
                    key={item.id}
                    id={`${id}-${index}`}
                    className="cb-palette-row"
                    role="option"
                    aria-selected={index === current}
                    onPointerMove={() => setAt(index)}
                    onClick={() => choose(item)}
                  >
                    <span className="cb-palette-icon">{item.icon}</span>
                    <span className="cb-ellipsis">
                      <Marked text={item.text} ranges={item.ranges} />{' '}
                      {item.detail ? <span className="cb-quiet">{item.detail}</span> : null}
                    </span>
                    <span className="cb-spacer" />
                    {item.keys?.map(key => (
                      <KeyHint key={key} keys={key} />
                    ))}
                    {index === current ? <KeyHint keys="Enter" /> : null}
                  </div>
                )
              })}
            </div>
          ))}
        </div>
        <div className="cb-palette-foot">
          <span>
            <KeyHint keys="ArrowUp" />
            <KeyHint keys="ArrowDown" /> {t('shell.palette.move')}
          </span>
          <span>
            <KeyHint keys="Enter" /> {t('shell.palette.choose')}
          </span>
          <i className="cb-spacer" />
          <span>
            <b>#</b> {t('shell.palette.hintTasks')}
          </span>
          <span>
            <b>@</b> {t('shell.palette.hintPeople')}
          </span>
          <span>
            <b>&gt;</b> {t('shell.palette.hintCommands')}
          </span>
        </div>
      </div>
    </div>
  )
}

function Marked({ text, ranges }: { text: string; ranges: Ranges }) {
  let from = 0
  const parts = ranges.map(([start, end]) => {
    const part = (
      <span key={start}>
        {text.slice(from, start)}
        <mark>{text.slice(start, end)}</mark>
      </span>
    )
    from = end
    return part
  })
  return (
    <>
      {parts}
      {text.slice(from)}
    </>
  )
}
