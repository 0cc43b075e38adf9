import { useTranslation } from 'react-i18next'
import type { ContactList } from '../../src-contract/model/contact.ts'
import type { Glyph, Hue } from '../ui/glyph.ts'
import { formatCount } from '../ui/number-format.ts'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import css from './contacts.module.css'

const looks: Record<ContactList['state'], { glyph: Glyph; hue: Hue }> = {
  importing: { glyph: 'half-ring', hue: 'blue' },
  ready: { glyph: 'disc-check', hue: 'green' },
  cancelled: { glyph: 'square', hue: 'grey' },
  failed: { glyph: 'cross', hue: 'red' },
}

/** Every contact list: name, how much of it is ready, and its state where that is not plain. */
export function ListColumn({
  lists,
  openId,
  onOpen,
}: {
  lists: readonly ContactList[]
  openId: string | null
  onOpen: (id: string) => void
}) {
  const { t } = useTranslation()
  return (
    <nav className={css.lists} aria-label={t('contacts.column.title')}>
      <div className={css.columnHead}>{t('contacts.column.title')}</div>
      {lists.map(list => (
        <button
          key={list.id}
          type="button"
          className={css.listItem}
          aria-current={list.id === openId || undefined}
          title={list.name}
          onClick={() => onOpen(list.id)}
        >
          <StatusGlyph {...looks[list.state]} title={t(`contacts.column.state.${list.state}`)} />
          <span className={css.listName}>{list.name}</span>
          <span className={css.listFacts}>
            {list.state === 'ready'
              ? t('contacts.column.ready', { ready: formatCount(list.readyCount), total: formatCount(list.rowCount) })
              : t('contacts.column.readySoFar', { state: t(`contacts.column.state.${list.state}`), ready: formatCount(list.readyCount) })}
          </span>
        </button>
      ))}
    </nav>
  )
}
