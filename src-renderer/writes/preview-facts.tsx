import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../src-contract/model/account.ts'
import type { FormIssue } from '../../src-contract/model/task.ts'
import type { WritePreview } from '../../src-contract/model/write.ts'
import { go } from '../store/screen-store.ts'
import { CopyText } from '../ui/copy-text.tsx'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { wayOut } from './way-out.ts'
import { writeIssueWords } from './write-issue-words.ts'
import css from './writes.module.css'

interface Props {
  readonly preview: WritePreview
  readonly timeZone: string | undefined
  readonly account: AccountView | null
  /** Called before a way out opens another screen. */
  readonly onLeave: () => void
  /** Stands between what happens and what is worth a look. */
  readonly children?: ReactNode
}

/** Facts that take something away for good: they stand out among the others. */
const graveFacts: ReadonlySet<string> = new Set([
  'import_deletes',
  'deletes_undialled',
  'withdraw_deletes',
  'decide_not_taken',
  'decide_again',
])

/** Everything the core says about a write: what happens, what is worth a look, what is in the way and the way out, the exact request. */
export function PreviewFacts({ preview, timeZone, account, onLeave, children }: Props) {
  const { t } = useTranslation()
  const words = (issue: FormIssue) => writeIssueWords(t, issue, timeZone)
  return (
    <>
      {preview.blockers.length > 0 ? (
        <ul className={css.lines} aria-label={t('writes.blockers')}>
          {preview.blockers.map(issue => (
            <Blocker key={JSON.stringify(issue)} issue={issue} words={words(issue)} preview={preview} onLeave={onLeave} />
          ))}
        </ul>
      ) : null}
      {preview.facts.length > 0 ? (
        <ul className={css.lines} aria-label={t('writes.facts')}>
          {preview.facts.map(issue => (
            <li key={JSON.stringify(issue)} className={graveFacts.has(issue.code) ? css.blocked : undefined}>
              {graveFacts.has(issue.code) ? <StatusGlyph glyph="warning" hue="red" /> : null}
              <span>{words(issue)}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {children}
      {preview.warnings.length > 0 ? (
        <ul className={css.lines} aria-label={t('writes.warnings')}>
          {preview.warnings.map(issue => (
            <li key={JSON.stringify(issue)}>
              <StatusGlyph glyph="warning" hue="amber" />
              <span>{words(issue)}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {account?.simulator ? <p className="cb-second">{t('writes.simulator')}</p> : null}
      <Request request={preview.request} protection={account ? t(`writes.protection.${account.rules.protection}.note`) : null} />
    </>
  )
}

function Blocker({ issue, words, preview, onLeave }: Pick<Props, 'preview' | 'onLeave'> & { issue: FormIssue; words: string }) {
  const { t } = useTranslation()
  const way = wayOut(issue, preview)
  return (
    <li className={css.blocked}>
      <StatusGlyph glyph="cross" hue="red" />
      <span>
        {words}{' '}
        {way ? (
          <button
            type="button"
            className="cb-link"
            onClick={() => {
              onLeave()
              go(way.screen)
            }}
          >
            {t(`writes.way.${way.name}`)}
          </button>
        ) : null}
      </span>
    </li>
  )
}

/** The exact first request, folded away, and the level of protection it stands behind. */
function Request({ request, protection }: { request: WritePreview['request']; protection: string | null }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <div className={css.request}>
      <div className={css.requestHead}>
        {request ? (
          <button type="button" className={`cb-link ${css.disclose}`} aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
            {t('writes.request.show')}
          </button>
        ) : (
          <span className="cb-quiet">{t('writes.request.none')}</span>
        )}
        <span className="cb-quiet">{protection}</span>
      </div>
      {open && request ? (
        <>
          <p className="cb-second">
            {t('writes.request.text', { endpoint: request.endpoint, count: request.requests })}{' '}
            {request.endpoint === TASK_ONLY ? null : t('writes.request.sample')}{' '}
            <CopyText text={request.json} short={t('writes.request.json')} what={t('writes.request.json')} />
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and has to by keyboard */}
          <pre tabIndex={0}>{request.json}</pre>
        </>
      ) : null}
    </div>
  )
}

/** The one write that names no order (callbot-v3.md 3.5). */
const TASK_ONLY = 'mgrTaskStatus'
