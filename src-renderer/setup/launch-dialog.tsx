import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Preflight, TaskForm } from '../../src-contract/model/task.ts'
import { useCommand } from '../bridge/use-command.ts'
import { useActiveAccount } from '../store/account-store.ts'
import { go } from '../store/screen-store.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { Facts } from '../ui/facts.tsx'
import { formatCount } from '../ui/number-format.ts'
import { StatusLine } from '../ui/status-glyph.tsx'
import { formatDateTime, formatSpan } from '../ui/time-format.ts'
import { issueLine } from './issue-words.ts'
import css from './setup.module.css'
import { isZone, signed } from './task-clock.ts'
import { useWindowSentence } from './use-window-sentence.ts'

interface Props {
  readonly draftId: string
  readonly form: TaskForm
  /** The numbers to agree to; null while nothing is asked. */
  readonly preflight: Preflight | null
  readonly onClose: () => void
  /** The numbers may be others by now. */
  readonly onRefused: () => void
}

/** The last page before the calls: who, when, what will ring and how it is sent. The number agreed to here is the number that is sent. */
export function LaunchDialog({ preflight, ...props }: Props) {
  const { t } = useTranslation()
  const { run, running, error, clear } = useCommand('submissions.launch')
  const count = preflight?.orderCount ?? 0
  const launch = async () => {
    const answer = await run({ draftId: props.draftId, confirmCount: count })
    if (answer.ok) go({ name: 'submission', id: answer.value.id })
    else props.onRefused()
  }
  const close = () => {
    clear()
    props.onClose()
  }
  return (
    <ConfirmDialog
      opened={preflight !== null}
      title={t('setup.launch.title', { count })}
      count={count}
      danger={false}
      safeLabel={t('setup.launch.keep')}
      dangerLabel={t('setup.launch.launch', { count })}
      running={running}
      onCancel={close}
      onConfirm={() => void launch()}
      problem={error ? <ErrorPanel compact error={error} /> : null}
    >
      {preflight ? <LaunchFacts form={props.form} preflight={preflight} /> : null}
    </ConfirmDialog>
  )
}

function LaunchFacts({ form, preflight }: { form: TaskForm; preflight: Preflight }) {
  const { t } = useTranslation()
  const account = useActiveAccount()
  const { days, window } = useWindowSentence(form)
  const count = preflight.orderCount
  const left = preflight.rowCount - count
  const figures = { orders: formatCount(count), rows: formatCount(preflight.rowCount), list: preflight.listName ?? '—' }
  const zone = form.kind === 'callbot' && isZone(form.timeZone) ? form.timeZone : undefined
  const rows: [string, ReactNode][] = [
    [
      t('setup.launch.who'),
      <>
        {t('setup.launch.whoText', figures)}
        {left > 0 ? <div className={css.second}>{t('setup.launch.leftOut', { left: formatCount(left) })}</div> : null}
      </>,
    ],
    [
      t('setup.launch.when'),
      <WhenLines key="when" form={form} preflight={preflight} sentence={[days, window].filter(Boolean).join(' ')} zone={zone} />,
    ],
    [
      t('setup.launch.what'),
      form.kind === 'callbot' ? (
        <>
          {t('setup.launch.task', { task: form.taskName, scene: form.sceneID, strategy: form.strategyName })}
          <div className={css.second}>{t('setup.launch.lines', { lines: t('setup.bar.lines', { count: form.maxCall ?? 0 }) })}</div>
        </>
      ) : (
        t('setup.launch.nxlinkTask', { task: form.taskName, strategy: form.strategyName })
      ),
    ],
    [
      t('setup.launch.how'),
      t('setup.launch.requests', {
        requests: t('setup.preflight.batches', { count: preflight.batchCount }),
        size: formatCount(preflight.batchSize),
      }),
    ],
  ]
  return (
    <>
      <p>{account?.simulator ? t('setup.launch.simulator') : t('setup.launch.live')}</p>
      <Facts rows={rows} labelWidth={88} />
      {preflight.warnings.length > 0 ? (
        <ul className={css.warnings} aria-label={t('setup.launch.warnings')}>
          {preflight.warnings.map(issue => (
            <li key={JSON.stringify(issue)}>
              <StatusLine look={{ glyph: 'warning', hue: 'amber' }}>{issueLine(t, issue, zone)}</StatusLine>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}

function WhenLines({
  form,
  preflight,
  sentence,
  zone,
}: {
  form: TaskForm
  preflight: Preflight
  sentence: string
  zone: string | undefined
}) {
  const { t } = useTranslation()
  if (form.kind === 'nxlink') return <>{form.startupType === 1 ? t('setup.bar.manualStart') : t('setup.bar.now')}</>
  const { firstCallAt } = preflight
  const now = Date.now()
  return (
    <>
      {sentence}
      {form.startupType === 1 ? (
        <div>{t('setup.when.manualText')}</div>
      ) : firstCallAt === null ? null : (
        <div>
          {t('setup.launch.firstCall', {
            time: formatDateTime(firstCallAt, zone),
            when: firstCallAt > now ? t('setup.when.inTime', { time: formatSpan(firstCallAt - now) }) : t('setup.when.now'),
          })}
        </div>
      )}
      <div className={css.second}>
        {t('setup.launch.zone', { zone: form.timeZone, seconds: preflight.zoneSecond === null ? '—' : signed(preflight.zoneSecond) })}
      </div>
    </>
  )
}
