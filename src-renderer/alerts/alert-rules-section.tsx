import { MultiSelect, NumberInput, Switch, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AlertKind, AlertRules } from '../../src-contract/model/board.ts'
import { useCommand } from '../bridge/use-command.ts'
import { useQuery } from '../bridge/use-query.ts'
import { callStatusName, knownCallStatuses } from '../ui/call-status-look.ts'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { PanelSection } from '../ui/panel-section.tsx'
import { clockOfMinute, minuteOfClock } from './clock-minute.ts'
import { SystemNotices } from './system-notices.tsx'
import './alerts.css'

/** When the console speaks up, the hours in which it does not, and whether this browser may show notifications. */
export function AlertRulesSection() {
  const { t } = useTranslation()
  const kept = useQuery('alerts.rules', {}, { on: ['alerts', 'settings'] })
  const save = useCommand('alerts.setRules')
  const [rules, setRules] = useState<AlertRules | null>(null)
  useEffect(() => {
    if (kept.data) setRules(kept.data)
  }, [kept.data])
  const change = (next: AlertRules) => {
    setRules(next)
    void save.run(next).then(answer => (answer.ok ? undefined : kept.refresh()))
  }
  return (
    <PanelSection title={t('alerts.rules.title')}>
      <p className="cb-second">{t('alerts.rules.text')}</p>
      {kept.error ? <ErrorPanel compact error={kept.error} /> : null}
      {rules ? <Rules rules={rules} onChange={change} /> : null}
      {save.error ? <ErrorPanel compact error={save.error} /> : null}
      <SystemNotices />
    </PanelSection>
  )
}

function Rules({ rules, onChange }: { rules: AlertRules; onChange: (rules: AlertRules) => void }) {
  const { t } = useTranslation()
  const { answerRateFalls, statusSpike, silence } = rules
  const quiet = rules.quietFrom !== rules.quietTo
  return (
    <div className="alert-rules">
      {rule(
        'answerRateFalls',
        <>
          <span>{t('alerts.rules.fallsBy')}</span>
          <Whole
            label={t('alerts.rules.points')}
            value={answerRateFalls.points}
            min={1}
            max={100}
            onChange={points => onChange({ ...rules, answerRateFalls: { ...answerRateFalls, points } })}
          />
          <span>{t('alerts.rules.pointsIn')}</span>
          <Whole
            label={t('alerts.rules.minutes')}
            value={answerRateFalls.minutes}
            min={5}
            max={240}
            onChange={minutes => onChange({ ...rules, answerRateFalls: { ...answerRateFalls, minutes } })}
          />
          <span>{t('alerts.rules.min')}</span>
        </>,
      )}
      {rule(
        'statusSpike',
        <>
          <MultiSelect
            className="alert-statuses"
            aria-label={t('alerts.rules.statuses')}
            data={knownCallStatuses.map(code => ({ value: String(code), label: `${callStatusName(t, code)} (${code})` }))}
            value={statusSpike.statuses.map(String)}
            onChange={chosen => onChange({ ...rules, statusSpike: { ...statusSpike, statuses: chosen.map(Number) } })}
          />
          <span>{t('alerts.rules.reaches')}</span>
          <Whole
            label={t('alerts.rules.percent')}
            value={statusSpike.percent}
            min={1}
            max={100}
            onChange={percent => onChange({ ...rules, statusSpike: { ...statusSpike, percent } })}
          />
          <span>{t('alerts.rules.percentOfCalls')}</span>
        </>,
      )}
      {rule(
        'silence',
        <>
          <span>{t('alerts.rules.for')}</span>
          <Whole
            label={t('alerts.rules.minutes')}
            value={silence.minutes}
            min={1}
            max={240}
            onChange={minutes => onChange({ ...rules, silence: { ...silence, minutes } })}
          />
          <span>{t('alerts.rules.silentMin')}</span>
        </>,
      )}
      {rule('taskEnded')}
      {rule('tunnelDown')}
      {rule('submissionStuck')}
      <div className="alert-rule" data-off={!quiet || undefined}>
        <Switch
          label={t('alerts.rules.quiet')}
          checked={quiet}
          onChange={event =>
            onChange({
              ...rules,
              ...(event.currentTarget.checked ? { quietFrom: 20 * 60, quietTo: 8 * 60 } : { quietFrom: 0, quietTo: 0 }),
            })
          }
        />
        {quiet ? (
          <>
            <span>{t('alerts.rules.from')}</span>
            <Clock label={t('alerts.rules.quietFrom')} minute={rules.quietFrom} onChange={quietFrom => onChange({ ...rules, quietFrom })} />
            <span>{t('alerts.rules.to')}</span>
            <Clock label={t('alerts.rules.quietTo')} minute={rules.quietTo} onChange={quietTo => onChange({ ...rules, quietTo })} />
          </>
        ) : null}
        <span className="cb-second">{t('alerts.rules.quietText')}</span>
      </div>
    </div>
  )

  function rule(kind: AlertKind, more?: ReactNode) {
    const { on } = rules[kind]
    return (
      <div className="alert-rule" data-off={!on || undefined}>
        <Switch
          label={t(`alerts.rules.kind.${kind}`)}
          checked={on}
          onChange={event => onChange({ ...rules, [kind]: { ...rules[kind], on: event.currentTarget.checked } })}
        />
        {on ? more : null}
      </div>
    )
  }
}

/** A whole number that is kept when the field is left, so that "1" on the way to "15" is no rule. */
function Whole({
  label,
  value,
  min,
  max,
  onChange,
}: {
  label: string
  value: number
  min: number
  max: number
  onChange: (value: number) => void
}) {
  const [typed, setTyped] = useState<string | number>(value)
  useEffect(() => setTyped(value), [value])
  return (
    <NumberInput
      aria-label={label}
      value={typed}
      min={min}
      max={max}
      clampBehavior="blur"
      hideControls
      allowDecimal={false}
      allowNegative={false}
      onChange={setTyped}
      onBlur={() => {
        const number = typeof typed === 'number' ? Math.min(max, Math.max(min, typed)) : value
        setTyped(number)
        if (number !== value) onChange(number)
      }}
    />
  )
}

function Clock({ label, minute, onChange }: { label: string; minute: number; onChange: (minute: number) => void }) {
  return (
    <TextInput
      type="time"
      aria-label={label}
      value={clockOfMinute(minute)}
      onChange={event => {
        const next = minuteOfClock(event.currentTarget.value)
        if (next !== null) onChange(next)
      }}
    />
  )
}
