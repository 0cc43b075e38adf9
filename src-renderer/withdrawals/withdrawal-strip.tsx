import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Withdrawal } from '../../src-contract/model/withdrawal.ts'
import type { Command } from '../bridge/use-command.ts'
import { go } from '../store/screen-store.ts'
import { useCountdown } from '../submissions/use-countdown.ts'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { errorWords } from '../ui/error-words.ts'
import { Notice } from '../ui/notice.tsx'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { WaitBar } from '../ui/wait-bar.tsx'
import { withdrawalLooks } from './withdrawal-look.tsx'

const tones = { running: 'blue', waiting: 'amber', paused: 'amber', stopped: 'amber', done: 'green' } as const

/** What the withdrawal waits for or ended with, and what that means for the calls. */
export function WithdrawalStrip({ withdrawal, resume }: { withdrawal: Withdrawal; resume: Command<'withdrawals.resume'> }) {
  const { t } = useTranslation()
  const { state, problem, totals } = withdrawal
  const countdown = useCountdown(withdrawal.nextAt, null)
  if (state === 'stuck') {
    const credentials =
      problem !== null && (problem.code.startsWith('auth_') || problem.code.startsWith('keychain_') || problem.code === 'secret_missing')
    const actions = (
      <>
        {credentials ? (
          <Button onClick={() => go({ name: 'accounts', edit: withdrawal.accountId })}>{t('submissions.credentials')}</Button>
        ) : null}
        <Button
          variant={credentials ? 'default' : 'filled'}
          loading={resume.running}
          onClick={() => void resume.run({ id: withdrawal.id })}
        >
          {t('withdrawals.resume')}
        </Button>
      </>
    )
    if (problem)
      return (
        <div className="submission-stuck">
          <ErrorPanel error={problem} actions={actions} />
          <p className="withdrawal-left">{t('withdrawals.sentence.paused', { count: totals.left })}</p>
        </div>
      )
    return <Notice inline tone="red" title={t('withdrawals.state.stuck')} actions={actions} />
  }
  const waits = state === 'waiting' && countdown.words !== null
  return (
    <Notice
      inline
      tone={tones[state]}
      icon={<StatusGlyph {...withdrawalLooks[state]} />}
      title={
        waits
          ? `${problem ? `${errorWords(t, problem).title}. ` : ''}${t('withdrawals.sentence.waitingTitle', { time: countdown.words })}`
          : `${t(`withdrawals.state.${state}`)}.`
      }
      actions={waits ? <WaitBar share={countdown.share} tone="amber" label={t('withdrawals.state.waiting')} /> : undefined}
    >
      {t(`withdrawals.sentence.${state}`, { count: totals.left })}
    </Notice>
  )
}
