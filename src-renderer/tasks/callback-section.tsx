import { useTranslation } from 'react-i18next'
import type { CallbotForm, TaskForm, TaskRow } from '../../src-contract/model/task.ts'
import type { TunnelView } from '../../src-contract/model/tunnel.ts'
import { useQuery } from '../bridge/use-query.ts'
import { CopyText } from '../ui/copy-text.tsx'
import { Facts } from '../ui/facts.tsx'
import { Notice } from '../ui/notice.tsx'
import { PanelSection } from '../ui/panel-section.tsx'
import { type Carrier, isPolled } from './freshness.ts'

interface Props {
  readonly task: TaskRow
  /** What it was launched with; null when it was not launched here, and until that is known. */
  readonly form: TaskForm | null
  readonly carrier: Carrier | null
  readonly tunnel: TunnelView | null
}

/** Which address the task calls back, and whether that still leads here; if not, why it is polled instead. */
export function CallbackSection({ task, form, carrier, tunnel }: Props) {
  const { t } = useTranslation()
  const { accountId } = task
  const mode = form?.kind === 'callbot' ? form.callbacks.mode : null
  const present = useQuery('webhooks.addresses', mode === 'listener' ? { accountId } : null, { on: ['webhooks', 'tunnel'] }).data
  if (form?.kind !== 'callbot') return null
  const deaf = tunnel?.deaf.find(one => one.accountId === accountId && one.userTaskID === task.userTaskID) ?? null
  const address = deaf?.callbackUrl ?? (mode === 'listener' ? present?.orderCallbackUrl : mode === 'own' ? ownAddress(form) : null) ?? null
  return (
    <PanelSection title={t('tasks.callback.title')}>
      <Facts
        rows={[
          [
            t('tasks.callback.address'),
            address ? <CopyText key="address" text={address} what={t('tasks.callback.address')} /> : t('tasks.callback.none'),
          ],
          [t('tasks.callback.comes'), t(`tasks.carrier.${carrier ?? 'ended'}`)],
        ]}
      />
      {carrier && isPolled(carrier) && carrier !== 'noCallbacks' ? (
        <div className="task-notice">
          <Notice tone="amber" title={t(`tasks.callback.${carrier === 'deaf' ? 'deafTitle' : 'polledTitle'}`)}>
            {t(`tasks.callback.${carrier === 'deaf' ? 'deafText' : 'polledText'}`, { seconds: Math.round((tunnel?.pollMs ?? 0) / 1000) })}
          </Notice>
        </div>
      ) : null}
    </PanelSection>
  )
}

const ownAddress = ({ callbacks }: CallbotForm): string | null =>
  callbacks.orderCallbackUrl || callbacks.callCallbackUrl || callbacks.taskCallbackUrl || null
