import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditEntry } from '../../src-contract/model/audit.ts'
import { CopyText, shortId } from '../ui/copy-text.tsx'
import { Facts } from '../ui/facts.tsx'
import { formatCount, UNKNOWN } from '../ui/number-format.ts'
import { PanelSection } from '../ui/panel-section.tsx'
import { SidePanel } from '../ui/side-panel.tsx'
import { StatusLine } from '../ui/status-glyph.tsx'
import { formatDate, formatTimeSeconds } from '../ui/time-format.ts'
import { entryWords, outcomeLooks } from './audit-words.ts'
import { type ValueChange, valueDiff } from './value-diff.ts'

/** One line of the audit: who, when, what, what changed, the ids for support, and its place in the chain. */
export function AuditPanel({ entry, onClose }: { entry: AuditEntry; onClose: () => void }) {
  const { t } = useTranslation()
  const id = (text: string | null, what: string) => (text === null ? UNKNOWN : <CopyText text={text} what={what} />)
  return (
    <SidePanel
      name="audit"
      width={472}
      label={t('audit.panel.label')}
      title={entryWords(t, entry)}
      subtitle={`${t('audit.panel.line', { line: formatCount(entry.id) })}, ${formatDate(entry.at)}, ${formatTimeSeconds(entry.at)}`}
      onClose={onClose}
    >
      <PanelSection>
        <Facts
          rows={[
            [t('audit.panel.by'), entry.by],
            [t('audit.panel.subject'), entry.subject || UNKNOWN],
            [t('audit.panel.account'), entry.accountId === null ? t('audit.noAccount') : entry.accountLabel || entry.accountId],
            [
              t('audit.panel.outcome'),
              <StatusLine key="outcome" look={outcomeLooks[entry.outcome]}>
                {t(`audit.outcome.${entry.outcome}`)}
              </StatusLine>,
            ],
          ]}
        />
      </PanelSection>
      <Changes entry={entry} />
      {entry.requestId === null && entry.responseId === null ? null : (
        <PanelSection title={t('audit.panel.ids')}>
          <Facts
            rows={[
              ['requestID', id(entry.requestId, 'requestID')],
              ['responseID', id(entry.responseId, 'responseID')],
            ]}
          />
        </PanelSection>
      )}
      <PanelSection title={t('audit.panel.chain')}>
        <Facts
          rows={[
            [t('audit.panel.hash'), <CopyText key="hash" text={entry.hash} short={middle(entry.hash)} what={t('audit.panel.hash')} />],
            [
              t('audit.panel.previous'),
              /[^0]/.test(entry.previousHash) ? (
                <CopyText key="previous" text={entry.previousHash} short={middle(entry.previousHash)} what={t('audit.panel.previous')} />
              ) : (
                t('audit.panel.first')
              ),
            ],
          ]}
        />
      </PanelSection>
    </SidePanel>
  )
}

const middle = (hash: string): string => (hash.length > 40 ? `${hash.slice(0, 16)}…${hash.slice(-16)}` : shortId(hash))

/** Before and after side by side; what is the same stays folded away. */
function Changes({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const changes = valueDiff(entry.before, entry.after)
  const same = changes.filter(change => !change.differs).length
  const shown = all ? changes : changes.filter(change => change.differs)
  // With one side only there is nothing to compare: its values are the whole story.
  const side = entry.before === null ? 'after' : entry.after === null ? 'before' : null
  if (changes.length === 0)
    return (
      <PanelSection title={t('audit.panel.changes')}>
        <p className="cb-quiet">{t('audit.panel.nothing')}</p>
      </PanelSection>
    )
  return (
    <PanelSection
      title={t(side === null ? 'audit.panel.changes' : side === 'after' ? 'audit.panel.values' : 'audit.panel.before')}
      extra={
        same > 0 ? (
          <button type="button" className="cb-link" onClick={() => setAll(!all)}>
            {all ? t('audit.panel.hideSame') : t('audit.panel.same', { count: same })}
          </button>
        ) : undefined
      }
    >
      <table className="audit-diff" data-sides={side === null ? 2 : 1}>
        {side === null ? (
          <thead>
            <tr>
              <th scope="col">{t('audit.panel.field')}</th>
              <th scope="col">{t('audit.panel.before')}</th>
              <th scope="col">{t('audit.panel.after')}</th>
            </tr>
          </thead>
        ) : null}
        <tbody>
          {shown.map(change => (
            <tr key={change.path} data-differs={(change.differs && side === null) || undefined}>
              <th scope="row">{change.path}</th>
              {side === null ? <Sides change={change} /> : <td>{change[side]}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </PanelSection>
  )
}

function Sides({ change }: { change: ValueChange }) {
  return (
    <>
      <td data-side="before">{change.before === null ? <span className="cb-quiet">{UNKNOWN}</span> : <span>{change.before}</span>}</td>
      <td data-side="after">{change.after === null ? <span className="cb-quiet">{UNKNOWN}</span> : <span>{change.after}</span>}</td>
    </>
  )
}
