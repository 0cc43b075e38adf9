import { UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormIssue, Preflight } from '../../src-contract/model/task.ts'
import { reasonWords } from '../contacts/reason-words.ts'
import { go } from '../store/screen-store.ts'
import { formatCount } from '../ui/number-format.ts'
import { PanelSection } from '../ui/panel-section.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { SidePanel } from '../ui/side-panel.tsx'
import { StatusLine } from '../ui/status-glyph.tsx'
import { focusField } from './form-field.ts'
import { issueLine } from './issue-words.ts'
import css from './preflight.module.css'
import { RequestDialog } from './request-dialog.tsx'

interface Props {
  readonly preflight: Preflight | null
  readonly listId: string | null
  /** The numbers answer an older version of the form. */
  readonly outdated: boolean
  /** Zone of the task, for instants in the sentences. */
  readonly timeZone: string | undefined
}

/** What would happen if the form were launched as it stands: how many, who not, what is missing, the bytes. */
export function PreflightPanel({ preflight, listId, outdated, timeZone }: Props) {
  const { t } = useTranslation()
  const state = outdated || !preflight ? t('setup.preflight.checking') : t('setup.preflight.live')
  return (
    <SidePanel
      name="setup"
      width={336}
      label={t('setup.preflight.section')}
      title={t('setup.preflight.section')}
      actions={<span className={css.state}>{state}</span>}
    >
      {preflight ? (
        <div className={outdated ? css.stale : undefined}>
          <Counts preflight={preflight} listId={listId} />
          <Issues preflight={preflight} timeZone={timeZone} />
          <Request preflight={preflight} />
        </div>
      ) : null}
    </SidePanel>
  )
}

function Counts({ preflight, listId }: { preflight: Preflight; listId: string | null }) {
  const { t } = useTranslation()
  const { orderCount, rowCount, listName } = preflight
  const left = preflight.leftOut.reduce((sum, { count }) => sum + count, 0)
  const figures = { orders: formatCount(orderCount), rows: formatCount(rowCount) }
  return (
    <>
      <PanelSection>
        <div>
          <span className={css.figure}>{figures.orders}</span>{' '}
          <span className={css.second}>{t('setup.preflight.willBeSent', { count: orderCount })}</span>
        </div>
        <p className={css.second}>
          {listName === null ? t('setup.preflight.noList') : t('setup.preflight.ofRows', { rows: figures.rows, list: listName })}
        </p>
        {listName === null ? null : (
          <ProgressBar tone="accent" tall done={orderCount} other={left} total={rowCount} label={t('setup.preflight.bar', figures)} />
        )}
      </PanelSection>
      {listName === null ? null : (
        <PanelSection title={t('setup.preflight.leftOut')} extra={<b>{formatCount(left)}</b>}>
          {left === 0 ? (
            <p className={css.second}>{t('setup.preflight.nobody')}</p>
          ) : (
            <ul className={css.reasons}>
              {preflight.leftOut.map(({ reason, count }) => (
                <li key={reason}>
                  <span>{reasonWords(t, reason)}</span>
                  <span>{formatCount(count)}</span>
                </li>
              ))}
            </ul>
          )}
          <div className={css.between}>
            {listId === null ? (
              <span />
            ) : (
              <UnstyledButton className={css.link} onClick={() => go({ name: 'contacts', listId })}>
                {t('setup.preflight.openContacts')}
              </UnstyledButton>
            )}
            <span className={css.third}>{t('setup.preflight.sum', { ...figures, left: formatCount(left) })}</span>
          </div>
        </PanelSection>
      )}
    </>
  )
}

function Issues({ preflight, timeZone }: Pick<Props, 'timeZone'> & { preflight: Preflight }) {
  const { t } = useTranslation()
  const { blockers, warnings } = preflight
  return (
    <PanelSection title={t('setup.preflight.before')}>
      <ul className={css.issues}>
        {blockers.map(issue => (
          <IssueItem key={JSON.stringify(issue)} issue={issue} timeZone={timeZone} blocks />
        ))}
        {warnings.map(issue => (
          <IssueItem key={JSON.stringify(issue)} issue={issue} timeZone={timeZone} blocks={false} />
        ))}
        {blockers.length === 0 ? (
          <li>
            <StatusLine look={{ glyph: 'disc-check', hue: 'green' }}>{t('setup.preflight.nothing')}</StatusLine>
          </li>
        ) : null}
      </ul>
    </PanelSection>
  )
}

function IssueItem({ issue, timeZone, blocks }: Pick<Props, 'timeZone'> & { issue: FormIssue; blocks: boolean }) {
  const { t } = useTranslation()
  const words = issueLine(t, issue, timeZone)
  return (
    <li>
      <UnstyledButton className={css.issue} title={words} onClick={() => focusField(issue.field)}>
        <StatusLine look={blocks ? { glyph: 'cross', hue: 'red' } : { glyph: 'warning', hue: 'amber' }}>{words}</StatusLine>
      </UnstyledButton>
    </li>
  )
}

function Request({ preflight }: { preflight: Preflight }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  if (preflight.requestJson === '') return null
  return (
    <PanelSection
      title={t('setup.preflight.request')}
      extra={
        <UnstyledButton className={css.link} onClick={() => setOpen(true)}>
          {t('setup.preflight.json')}
        </UnstyledButton>
      }
    >
      <pre className={css.json}>{preflight.requestJson}</pre>
      <RequestDialog preflight={preflight} opened={open} onClose={() => setOpen(false)} />
    </PanelSection>
  )
}
