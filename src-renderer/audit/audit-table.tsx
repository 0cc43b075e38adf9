import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditEntry } from '../../src-contract/model/audit.ts'
import { shortId } from '../ui/copy-text.tsx'
import { type DataColumn, DataTable } from '../ui/data-table.tsx'
import { formatCount, UNKNOWN } from '../ui/number-format.ts'
import { StatusLine } from '../ui/status-glyph.tsx'
import { formatMoment } from '../ui/time-format.ts'
import { entryWords, outcomeLooks } from './audit-words.ts'
import type { AuditLines } from './use-audit-lines.ts'

/** Lines of the audit, newest first. Beside an open line, what its panel shows anyway leaves the table. */
export function AuditTable({
  lines,
  resetKey,
  openId,
  onOpen,
  empty,
}: {
  lines: AuditLines
  resetKey: string
  openId: number | null
  onOpen: (entry: AuditEntry) => void
  empty: ReactNode
}) {
  const { t } = useTranslation()
  const words = (text: string) => (
    <span className="cb-ellipsis" title={text}>
      {text}
    </span>
  )
  const columns: DataColumn<AuditEntry>[] = [
    { id: 'line', header: t('audit.column.line'), width: 76, align: 'right', render: row => formatCount(row.id) },
    { id: 'at', header: t('audit.column.at'), width: 116, render: row => formatMoment(row.at) },
    { id: 'by', header: t('audit.column.by'), width: 112, render: row => words(row.by) },
    {
      id: 'action',
      header: t('audit.column.action'),
      width: 200,
      grow: 2,
      render: row => <span className="cb-strong">{words(entryWords(t, row))}</span>,
    },
    { id: 'subject', header: t('audit.column.subject'), width: 140, grow: 2, render: row => words(row.subject) },
    {
      id: 'account',
      header: t('audit.column.account'),
      width: 112,
      grow: 1,
      render: row =>
        row.accountId === null ? <span className="cb-quiet">{t('audit.noAccount')}</span> : words(row.accountLabel || row.accountId),
    },
    {
      id: 'outcome',
      header: t('audit.column.outcome'),
      width: 108,
      render: row => <StatusLine look={outcomeLooks[row.outcome]}>{t(`audit.outcome.${row.outcome}`)}</StatusLine>,
    },
    {
      id: 'ids',
      header: t('audit.column.ids'),
      width: 104,
      render: row =>
        row.requestId === null ? (
          <span className="cb-quiet">{UNKNOWN}</span>
        ) : (
          <span className="cb-mono cb-quiet">{shortId(row.requestId)}</span>
        ),
    },
  ]
  return (
    <DataTable<AuditEntry>
      label={t('audit.title')}
      columns={openId === null ? columns : columns.filter(column => column.id !== 'account' && column.id !== 'ids')}
      rowCount={lines.rowCount}
      rowAt={lines.rowAt}
      rowKey={row => String(row.id)}
      rowTint={row => (row.outcome === 'unknown' ? 'violet' : undefined)}
      selectedKey={openId === null ? null : String(openId)}
      onOpen={onOpen}
      onRange={lines.onRange}
      loading={lines.total === null && lines.error === null}
      resetKey={resetKey}
      empty={lines.error === null ? empty : undefined}
    />
  )
}
