import { Button } from '@mantine/core'
import { IconTexture } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../bridge/use-command.ts'
import { useQuery } from '../bridge/use-query.ts'
import { useChooseAccount } from '../store/account-store.ts'
import { go } from '../store/screen-store.ts'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { Tag } from '../ui/tag.tsx'
import { formatSpan } from '../ui/time-format.ts'
import { Elapsed } from './elapsed.tsx'

type StepTimes = readonly (number | null)[]

/** The right door: what will happen, step by step, with live marks while it happens; then the tasks. */
export function ExploreDoor({ onWorking }: { onWorking: (working: boolean) => void }) {
  const { t } = useTranslation()
  const explore = useCommand('simulator.explore')
  const choose = useChooseAccount()
  const [since, setSince] = useState<number | null>(null)
  const times = useSteps(since)

  const start = async () => {
    setSince(Date.now())
    onWorking(true)
    const answer = await explore.run({})
    if (answer.ok) {
      choose(answer.value.accountId)
      go({ name: 'tasks', userTaskID: answer.value.userTaskID })
    } else setSince(null)
    onWorking(false)
  }
  const steps = [t('firstStart.explore.step1'), t('firstStart.explore.step2'), t('firstStart.explore.step3'), t('firstStart.explore.step4')]
  const current = times.indexOf(null)
  return (
    <section className="cb-door" aria-label={t('firstStart.explore.title')}>
      <h2>
        <IconTexture size={18} color="var(--sim)" aria-hidden /> {t('firstStart.explore.title')}
      </h2>
      <p className="cb-door-text">{t('firstStart.explore.text')}</p>
      <ol className="cb-steps" aria-busy={since !== null}>
        {steps.map((step, at) => {
          const time = times[at] ?? null
          const doing = since !== null && at === current
          return (
            <li key={step} data-state={time !== null ? 'done' : doing ? 'doing' : 'open'}>
              <span className="cb-step-mark">
                {time !== null ? (
                  <StatusGlyph glyph="disc-check" hue="green" title={t('firstStart.explore.done')} />
                ) : doing ? (
                  <StatusGlyph glyph="half-ring" hue="blue" title={t('firstStart.explore.doing')} />
                ) : (
                  at + 1
                )}
              </span>
              <span>{step}</span>
              <span className="cb-quiet">
                {time !== null && since !== null ? formatSpan(time - since) : doing && since !== null ? <Elapsed since={since} /> : null}
              </span>
            </li>
          )
        })}
      </ol>
      <p className="cb-door-text">{t('firstStart.explore.more')}</p>
      {explore.error ? <ErrorPanel compact error={explore.error} /> : null}
      <div className="cb-door-foot">
        <p>
          <Tag look="sim">{t('ui.tag.simulator')}</Tag> {t('firstStart.explore.stays')}
        </p>
        <div className="cb-form-actions">
          <Button w={184} disabled={since !== null} onClick={() => void start()}>
            {t('firstStart.explore.button')}
          </Button>
          <span className="cb-second">{since === null ? t('firstStart.explore.about') : <Elapsed since={since} />}</span>
        </div>
      </div>
    </section>
  )
}

/** When each step was seen done: asked from the console itself, never guessed. */
function useSteps(since: number | null): StepTimes {
  const going = since !== null
  const [times, setTimes] = useState<StepTimes>([null, null, null, null])
  const system = useQuery('system.info', going ? {} : null, { on: ['system', 'accounts'] })
  const accounts = useQuery('accounts.list', going ? {} : null, { on: ['accounts'] })
  const lists = useQuery('contacts.lists', going ? {} : null, { on: ['contacts'] })
  const accountId = accounts.data?.find(account => account.simulator)?.id ?? null
  const submissions = useQuery('submissions.list', going && accountId ? { accountId } : null, { on: ['submissions'] })
  const running = system.data?.simulator.running === true
  const loaded = lists.data?.some(list => list.state === 'ready') === true
  const launched = submissions.data?.some(submission => submission.totals.accepted > 0) === true
  useEffect(() => {
    if (!going) return setTimes([null, null, null, null])
    const now = Date.now()
    const seen = [running, running && loaded, running && loaded && launched, false]
    setTimes(before => before.map((time, at) => time ?? (seen[at] ? now : null)))
  }, [going, running, loaded, launched])
  return times
}
