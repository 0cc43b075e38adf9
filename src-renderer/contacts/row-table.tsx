import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactGroup, ContactList, ContactRow } from '../../src-contract/model/contact.ts'
import type { DataColumn } from '../ui/data-table.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { maskPhone } from '../ui/mask-phone.ts'
import { formatCount } from '../ui/number-format.ts'
import { StatusLine } from '../ui/status-glyph.tsx'
import css from './contacts.module.css'
import { reasonLook, rowReasonWords } from './reason-words.ts'
import { columnUse, maskDigits, shownColumns } from './shown-columns.ts'
import type { RowWindow } from './use-row-window.ts'

interface Props {
  readonly list: ContactList
  readonly group: ContactGroup
  readonly search: string
  readonly window: RowWindow
  readonly onClearSearch: () => void
}

/** The rows of a group as they stand in the file, the reason in words and the cell at fault tinted. */
export function RowTable({ list, group, search, window, onClearSearch }: Props) {
  const { t } = useTranslation()
  const { columns: headers, mapping } = list
  const columns = useMemo<DataColumn<ContactRow>[]>(
    () => [
      {
        id: 'row',
        header: t('contacts.rows.row'),
        width: 76,
        align: 'right',
        render: row => <span className="cb-quiet">{formatCount(row.rowNumber)}</span>,
      },
      {
        id: 'reason',
        header: t('contacts.rows.reason'),
        width: 288,
        render: row => <StatusLine look={reasonLook(row.reason)}>{rowReasonWords(t, row)}</StatusLine>,
      },
      ...shownColumns({ columns: headers, mapping }).map((column): DataColumn<ContactRow> => {
        const use = columnUse(mapping, column)
        const header = headers[column] || t('contacts.preview.blankHeader', { number: column + 1 })
        const words = use === null ? t('contacts.preview.out') : typeof use === 'object' ? `{${use.variable}}` : t(useKeys[use])
        return {
          id: `c${column}`,
          name: `${header}, ${words}`,
          width: use === 'phone' ? 150 : 120,
          grow: 1,
          header: (
            <span className={css.head}>
              <code>{header}</code> {use === null ? null : words}
            </span>
          ),
          render: row => <Cell row={row} column={column} phone={use === 'phone'} muted={use === null} />,
        }
      }),
    ],
    [t, headers, mapping],
  )
  const empty = window.error ? (
    <div className={css.inTable}>
      <ErrorPanel compact error={window.error} />
    </div>
  ) : (
    <div className={css.inTable}>
      {search === '' ? (
        t('contacts.rows.none')
      ) : (
        <>
          {t('contacts.rows.noneFound', { search })}{' '}
          <Button variant="default" onClick={onClearSearch}>
            {t('contacts.rows.clearSearch')}
          </Button>
        </>
      )}
    </div>
  )
  return (
    <DataTable<ContactRow>
      label={t('contacts.groups.section')}
      columns={columns}
      rowCount={window.total ?? 0}
      rowAt={window.rowAt}
      rowKey={row => String(row.rowNumber)}
      onRange={window.onRange}
      loading={window.loading}
      resetKey={`${list.id} ${group} ${search}`}
      empty={empty}
    />
  )
}

const useKeys = {
  phone: 'contacts.preview.phone',
  name: 'contacts.preview.fieldName',
  customerName: 'contacts.preview.customerName',
  other: 'contacts.preview.otherShort',
} as const

function Cell({ row, column, phone, muted }: { row: ContactRow; column: number; phone: boolean; muted: boolean }) {
  const { t } = useTranslation()
  const raw = row.cells[column] ?? ''
  const faulty = row.reason !== null && row.reasonColumn === column
  const text = phone ? (row.phone === null ? maskDigits(raw) : maskPhone(row.phone)) : raw
  if (!faulty)
    return (
      <span className={muted ? 'cb-quiet' : undefined} title={phone ? undefined : raw}>
        {text}
      </span>
    )
  const empty = raw.trim() === ''
  return (
    <span className={css.fault} data-hue={reasonLook(row.reason).hue} title={phone ? undefined : raw}>
      {empty ? <span className={css.emptyCell}>{t('contacts.rows.empty')}</span> : text}
    </span>
  )
}
