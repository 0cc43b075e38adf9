import { useTranslation } from 'react-i18next'
import type { RowChange } from '../../src-contract/model/webhook.ts'
import { shortId } from '../ui/copy-text.tsx'
import { maskPhone } from '../ui/mask-phone.ts'
import { UNKNOWN } from '../ui/number-format.ts'
import { formatDateTime } from '../ui/time-format.ts'

/** Rows of the cache as they are and as they would become, field by field. */
export function RowChanges({ changes }: { changes: readonly RowChange[] }) {
  const { t } = useTranslation()
  return (
    <table className="webhook-changes">
      <thead>
        <tr>
          <th>{t('webhooks.change.field')}</th>
          <th>{t('webhooks.change.was')}</th>
          <th>{t('webhooks.change.now')}</th>
        </tr>
      </thead>
      {changes.map(change => (
        <tbody key={`${change.what} ${change.id}`}>
          <tr className="webhook-change-row">
            <th colSpan={3} scope="rowgroup" title={change.id}>
              {t(`webhooks.change.${change.what}`, { id: change.id.length > 36 ? shortId(change.id) : change.id })}
              {change.isNew ? <span className="cb-quiet"> {t('webhooks.change.isNew')}</span> : null}
            </th>
          </tr>
          {change.fields
            .filter(({ was, now }) => !change.isNew || (now !== null && now !== '' && now !== was))
            .map(({ name, was, now }) => (
              <tr key={name}>
                <td className="cb-mono">{name}</td>
                <td className="cb-quiet">{shown(name, was)}</td>
                <td>{shown(name, now)}</td>
              </tr>
            ))}
        </tbody>
      ))}
    </table>
  )
}

function shown(name: string, value: RowChange['fields'][number]['was']): string {
  if (value === null || value === '') return UNKNOWN
  if (name === 'phone') return maskPhone(String(value))
  if (name.endsWith('At') && typeof value === 'number') return formatDateTime(value)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
