import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useBridge } from '../bridge/bridge-context.tsx'
import { useCommand } from '../bridge/use-command.ts'
import { useQuery } from '../bridge/use-query.ts'
import { Notice } from '../ui/notice.tsx'
import { formatCount } from '../ui/number-format.ts'
import { ProgressBar } from '../ui/progress-bar.tsx'

/** The export that was started here: its progress, then where the file is. */
export function ExportStatus({
  id,
  onClose,
  words,
}: {
  id: string
  onClose: () => void
  /** What was written, when it is not orders. */
  words?: { readonly title: (rows: number) => string; readonly body: string }
}) {
  const { t } = useTranslation()
  const bridge = useBridge()
  const jobs = useQuery('exports.list', {}, { on: ['exports'] })
  const cancel = useCommand('exports.cancel')
  const job = jobs.data?.find(one => one.id === id)
  if (!job) return null
  const close = (
    <Button variant="subtle" onClick={onClose}>
      {t('ui.close')}
    </Button>
  )
  switch (job.state) {
    case 'writing':
      return (
        <Notice
          tone="blue"
          title={t('orders.exporting')}
          actions={
            <Button variant="default" onClick={() => void cancel.run({ id })}>
              {t('orders.exported.cancel')}
            </Button>
          }
        >
          {formatCount(job.rows)} / {formatCount(job.total)}{' '}
          <ProgressBar tone="accent" done={job.rows} total={job.total ?? 0} label={t('orders.exporting')} />
        </Notice>
      )
    case 'done':
      return (
        <Notice
          tone="green"
          title={words?.title(job.rows) ?? t('orders.exported.title', { count: job.rows })}
          actions={
            <>
              <Button variant="default" onClick={() => bridge.showExport(id)}>
                {t(bridge.host === 'desktop' ? 'orders.exported.show' : 'orders.exported.download')}
              </Button>
              {close}
            </>
          }
        >
          {words?.body ?? t('orders.exported.body')}{' '}
          <span className="cb-mono" data-testid="export-path">
            {job.path}
          </span>
        </Notice>
      )
    case 'failed':
      return <Notice tone="red" title={t('orders.exported.failed', { problem: job.problem ?? '' })} actions={close} />
    case 'cancelled':
      return <Notice title={t('orders.exported.cancelled')} actions={close} />
  }
}
