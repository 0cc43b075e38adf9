import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Withdrawal } from '../../src-contract/model/withdrawal.ts'
import type { Glyph, Hue } from '../ui/glyph.ts'
import { StatusLine } from '../ui/status-glyph.tsx'

/** Shape and colour of what a withdrawal is doing. */
export const withdrawalLooks: Record<Withdrawal['state'], { glyph: Glyph; hue: Hue }> = {
  running: { glyph: 'half-ring', hue: 'blue' },
  waiting: { glyph: 'clock', hue: 'amber' },
  paused: { glyph: 'bars', hue: 'amber' },
  stuck: { glyph: 'cross', hue: 'red' },
  stopped: { glyph: 'square', hue: 'grey' },
  done: { glyph: 'disc-check', hue: 'green' },
}

/** Shape and word of a withdrawal's state. */
export function WithdrawalState({ state }: { state: Withdrawal['state'] }) {
  const { t } = useTranslation()
  return <StatusLine look={withdrawalLooks[state]}>{t(`withdrawals.state.${state}`)}</StatusLine>
}

/** "5,780 orders of Policy renewal", or of how many tasks. */
export function withdrawalName(t: TFunction, withdrawal: Withdrawal): string {
  const { tasks, totals } = withdrawal
  const task = tasks.length === 1 ? (tasks[0]?.taskName ?? '') : t('withdrawals.tasks', { count: tasks.length })
  return t('withdrawals.of', { count: totals.total, task })
}
