import { Button } from '@mantine/core'
import { IconDownload, IconShieldCheck } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditEntry } from '../../src-contract/model/audit.ts'
import { useCommand } from '../bridge/use-command.ts'
import { ExportStatus } from '../orders/export-status.tsx'
import { replaceScreen } from '../store/screen-store.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { FooterBar } from '../ui/footer-bar.tsx'
import { Notice } from '../ui/notice.tsx'
import { formatCount } from '../ui/number-format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { hereZone } from '../ui/time-format.ts'
import { AuditFilterRow } from './audit-filter-row.tsx'
import { type AuditChoice, filterOf, isFiltered, noChoice } from './audit-filters.ts'
import { AuditPanel } from './audit-panel.tsx'
import { AuditTable } from './audit-table.tsx'
import { useAuditLines } from './use-audit-lines.ts'
import { VerdictNotice } from './verdict-notice.tsx'
import './audit.css'

/** Typing rests this long before the list is asked for. */
const TYPING_MS = 250
/** Lines shown above the one that is jumped to. */
const ABOVE = 5

/** Who did what and when, every line with what changed; its chain can be checked and saved. */
export function AuditScreen({ verifyNow = false }: { verifyNow?: boolean }) {
  const { t } = useTranslation()
  const [choice, setChoice] = useState<AuditChoice>(noChoice)
  const settled = useSettledChoice(choice)
  const filter = useMemo(() => filterOf(settled), [settled])
  const [jumpTo, setJumpTo] = useState<number | null>(null)
  const below = jumpTo === null ? null : jumpTo + ABOVE
  const lines = useAuditLines(filter, below)
  const [open, setOpen] = useState<AuditEntry | null>(null)
  const verify = useCommand('audit.verify')
  const [verdict, setVerdict] = useState<VerdictOf | null>(null)
  const save = useCommand('audit.export')
  const [exportId, setExportId] = useState<string | null>(null)

  const check = async () => {
    const answer = await verify.run({})
    setVerdict(answer.ok ? answer.value : null)
  }
  useEffect(() => {
    if (!verifyNow) return
    replaceScreen({ name: 'audit' })
    void verify.run({}).then(answer => setVerdict(answer.ok ? answer.value : null))
  }, [verifyNow, verify.run])

  const choose = (next: AuditChoice) => {
    setChoice(next)
    setJumpTo(null)
  }
  const showLine = (line: number) => {
    setChoice(noChoice)
    setJumpTo(line)
  }
  // A line that was jumped to opens as soon as it is read.
  const target = jumpTo === null ? undefined : [...Array(ABOVE + 1).keys()].map(lines.rowAt).find(row => row?.id === jumpTo)
  const opened = useRef<number | null>(null)
  useEffect(() => {
    if (jumpTo === null) opened.current = null
    else if (target && opened.current !== jumpTo) {
      opened.current = jumpTo
      setOpen(target)
    }
  }, [jumpTo, target])
  const problem = lines.error ?? verify.error ?? save.error

  return (
    <div className="cb-columns">
      <div className="cb-column">
        <PageHead
          title={t('audit.title')}
          actions={
            <>
              <Button variant="default" leftSection={<IconShieldCheck size={14} />} loading={verify.running} onClick={() => void check()}>
                {t('audit.verify')}
              </Button>
              <Button
                variant="default"
                leftSection={<IconDownload size={14} />}
                loading={save.running}
                onClick={() => void save.run({ filter }).then(answer => answer.ok && setExportId(answer.value.id))}
              >
                {t('audit.export')}
              </Button>
            </>
          }
        />
        <AuditFilterRow choice={choice} onChange={choose} />
        {verdict ? <VerdictNotice verdict={verdict} onShow={showLine} onClose={() => setVerdict(null)} /> : null}
        {problem ? (
          <div className="cb-section">
            <ErrorPanel compact error={problem} actions={<Button onClick={lines.reload}>{t('shell.start.tryAgain')}</Button>} />
          </div>
        ) : null}
        {exportId === null ? null : (
          <ExportStatus
            id={exportId}
            onClose={() => setExportId(null)}
            words={{ title: count => t('audit.exported.title', { count }), body: t('audit.exported.body') }}
          />
        )}
        {jumpTo === null ? null : (
          <Notice
            inline
            tone="blue"
            actions={
              <Button variant="default" onClick={() => setJumpTo(null)}>
                {t('audit.backToNewest')}
              </Button>
            }
          >
            {t('audit.fromLine', { line: formatCount(jumpTo + ABOVE - 1) })}
          </Notice>
        )}
        {lines.fresh > 0 && jumpTo === null ? (
          <button type="button" className="cb-new-rows" onClick={lines.reload}>
            {t('audit.newLines', { count: lines.fresh })}
          </button>
        ) : null}
        <AuditTable
          lines={lines}
          resetKey={JSON.stringify([filter, below])}
          openId={open?.id ?? null}
          onOpen={setOpen}
          empty={
            isFiltered(settled) ? (
              <EmptyState
                title={t('audit.empty.filtered')}
                actions={
                  <Button variant="default" onClick={() => choose(noChoice)}>
                    {t('audit.filter.clear')}
                  </Button>
                }
              >
                {t('audit.empty.filteredText')}
              </EmptyState>
            ) : (
              <EmptyState sketch title={t('audit.empty.title')}>
                {t('audit.empty.text')}
              </EmptyState>
            )
          }
        />
        <FooterBar
          hints={[
            { keys: ['J', 'K'], label: t('audit.hint.move') },
            { keys: ['Enter'], label: t('audit.hint.open') },
            { keys: ['/'], label: t('audit.hint.search') },
          ]}
        >
          {lines.total === null ? null : <span>{t('audit.footer.shown', { count: lines.total })}</span>}
          {/* Beside an open line there is room for what counts only. */}
          {open === null ? <span className="cb-quiet">{t('audit.footer.kept')}</span> : null}
          <span>{t('ui.timesHere', { zone: hereZone() })}</span>
        </FooterBar>
      </div>
      {open ? <AuditPanel key={open.id} entry={open} onClose={() => setOpen(null)} /> : null}
    </div>
  )
}

type VerdictOf = Parameters<typeof VerdictNotice>[0]['verdict']

/** The choice once typing rests; what is not typed counts at once. */
function useSettledChoice(choice: AuditChoice): AuditChoice {
  const [settled, setSettled] = useState(choice)
  useEffect(() => {
    if (settled === choice) return
    const timer = window.setTimeout(() => setSettled(choice), settled.text === choice.text ? 0 : TYPING_MS)
    return () => window.clearTimeout(timer)
  }, [choice, settled])
  return settled
}
