import { useTranslation } from 'react-i18next'
import type { ContactPreview } from '../../src-contract/model/contact.ts'
import css from './contacts.module.css'
import type { Becomes, MappingAction, MappingDraft } from './mapping.ts'
import { variableName } from './mapping.ts'
import { maskDigits } from './shown-columns.ts'

interface Props {
  readonly preview: ContactPreview
  readonly draft: MappingDraft
  /** The rows answer earlier settings. */
  readonly outdated: boolean
  readonly onEdit: (action: MappingAction) => void
}

const kinds = ['phone', 'name', 'customerName', 'other', 'variable', 'out'] as const

/** The file's first rows under a head that says what each column becomes. */
export function MappingTable({ preview, draft, outdated, onEdit }: Props) {
  const { t } = useTranslation()
  const isPhone = (column: number) => draft.columns[column]?.kind === 'phone'
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the rows scroll, and the keyboard has to reach them
    <section className={css.mapping} data-outdated={outdated || undefined} tabIndex={0} aria-label={t('contacts.reading.section')}>
      <table>
        <thead>
          <tr className={css.mappingHead}>
            <th scope="row">
              <span>{t('contacts.preview.columnInFile')}</span>
              <span>{t('contacts.preview.becomes')}</span>
              <span>{t('contacts.preview.samples')}</span>
            </th>
            {preview.columns.map(column => (
              <ColumnHead
                key={column.index}
                column={column}
                becomes={draft.columns[column.index] ?? { kind: 'out' }}
                onBecomes={becomes => onEdit({ type: 'column', column: column.index, becomes })}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: preview rows have no identity but their place in the file
            <tr key={index}>
              <td className={css.rowNumber}>{index + 1}</td>
              {preview.columns.map(column => (
                <td key={column.index} data-out={draft.columns[column.index]?.kind === 'out' || undefined}>
                  {isPhone(column.index) ? maskDigits(row[column.index] ?? '') : (row[column.index] ?? '')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface HeadProps {
  readonly column: ContactPreview['columns'][number]
  readonly becomes: Becomes
  readonly onBecomes: (becomes: Becomes) => void
}

function ColumnHead({ column, becomes, onBecomes }: HeadProps) {
  const { t } = useTranslation()
  const header = column.header || t('contacts.preview.blankHeader', { number: column.index + 1 })
  const braced = `{${becomes.kind === 'variable' && becomes.name.trim() !== '' ? becomes.name : variableName(column.header, column.index)}}`
  const words = {
    phone: t('contacts.preview.phone'),
    name: t('contacts.preview.fieldName'),
    customerName: t('contacts.preview.customerName'),
    other: t('contacts.preview.other'),
    variable: t('contacts.preview.variable', { braced }),
    out: t('contacts.preview.out'),
  }
  const choose = (kind: Becomes['kind']) =>
    onBecomes(kind === 'variable' ? { kind, name: variableName(column.header, column.index) } : { kind })
  const label = t('contacts.preview.becomesOf', { column: header })
  const samples = column.samples
    .slice(0, 3)
    .map(sample => (becomes.kind === 'phone' ? maskDigits(sample) : sample))
    .join(', ')
  return (
    <th scope="col" data-out={becomes.kind === 'out' || undefined}>
      <code title={header}>{header}</code>
      <select
        aria-label={label}
        value={becomes.kind}
        onChange={event => choose(kinds.find(kind => kind === event.currentTarget.value) ?? 'out')}
      >
        {kinds.map(kind => (
          <option key={kind} value={kind}>
            {words[kind]}
          </option>
        ))}
      </select>
      {becomes.kind === 'variable' ? (
        <input
          type="text"
          aria-label={t('contacts.preview.variableName', { column: header })}
          value={becomes.name}
          maxLength={64}
          spellCheck={false}
          aria-invalid={becomes.name.trim() === ''}
          onChange={event => onBecomes({ kind: 'variable', name: event.currentTarget.value })}
        />
      ) : (
        <span className={css.samples} title={samples}>
          {samples || '—'}
        </span>
      )}
    </th>
  )
}
