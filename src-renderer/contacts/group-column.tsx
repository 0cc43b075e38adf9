import { useTranslation } from 'react-i18next'
import type { ContactGroup, ContactList } from '../../src-contract/model/contact.ts'
import type { Glyph, Hue } from '../ui/glyph.ts'
import { formatCount, formatDecimal } from '../ui/number-format.ts'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import css from './contacts.module.css'
import { problemCount, reasonCounts } from './groups.ts'
import { reasonLook } from './reason-words.ts'

interface Props {
  readonly list: ContactList
  readonly group: ContactGroup
  readonly onGroup: (group: ContactGroup) => void
}

/** The rows of a list by what became of them; the counts add up to the file. */
export function GroupColumn({ list, group, onGroup }: Props) {
  const { t } = useTranslation()
  const left = problemCount(list)
  const item = (of: ContactGroup, label: string, count: number, look: { glyph: Glyph; hue: Hue } | null) => (
    <button key={of} type="button" className={css.group} aria-pressed={group === of} onClick={() => onGroup(of)}>
      <span className={css.groupGlyph}>{look ? <StatusGlyph {...look} /> : null}</span>
      <span className="cb-ellipsis">{label}</span>
      <span className={css.groupCount}>{formatCount(count)}</span>
    </button>
  )
  const figures = { rows: formatCount(list.rowCount), ready: formatCount(list.readyCount), left: formatCount(left) }
  return (
    <>
      <fieldset className={css.groups} aria-label={t('contacts.groups.section')}>
        {item('all', t('contacts.groups.all'), list.rowCount, null)}
        {item('problems', t('contacts.groups.problems'), left, { glyph: 'warning', hue: 'amber' })}
        {item('ready', t('contacts.groups.ready'), list.readyCount, { glyph: 'disc-check', hue: 'green' })}
        {left > 0 ? <div className={css.columnHead}>{t('contacts.groups.leftOut')}</div> : null}
        {reasonCounts(list).map(({ reason, count }) => item(reason, t(`contacts.groupReason.${reason}`), count, reasonLook(reason)))}
      </fieldset>
      <div className={css.checked}>
        <b>{t('contacts.groups.sum', figures)}</b>
        {list.finishedAt === null ? null : (
          <span>{t('contacts.groups.nothingSent', { seconds: formatDecimal((list.finishedAt - list.createdAt) / 1000) })}</span>
        )}
        <ProgressBar done={list.readyCount} other={left} total={list.rowCount} label={t('contacts.groups.sum', figures)} />
      </div>
    </>
  )
}
