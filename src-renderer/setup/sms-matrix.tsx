import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallbotForm, TaskOptions } from '../../src-contract/model/task.ts'
import css from './setup.module.css'
import type { SmsRow } from './sms-choices.ts'
import { chooseTemplate, smsRows, withoutIntent } from './sms-choices.ts'

interface Props {
  readonly form: CallbotForm
  readonly edit: (patch: Partial<CallbotForm>) => void
  readonly intents: TaskOptions['intents']
}

/** Intents × templates with one radio per row: an intent with two templates cannot be written down. */
export function SmsMatrix({ form, edit, intents }: Props) {
  const { t } = useTranslation()
  const rows = smsRows(form.smsByIntent, intents)
  const templates = form.smsTemplates.filter(
    (template, index, all) => template.smsID.trim() !== '' && all.findIndex(other => other.smsID === template.smsID) === index,
  )
  const choices = [
    ...templates.map(template => ({ smsID: template.smsID, label: template.label || template.smsID })),
    { smsID: null, label: t('setup.sms.none') },
  ]
  const without = rows.filter(row => row.smsID === null).length
  const choose = (row: SmsRow, smsID: string | null) => edit({ smsByIntent: chooseTemplate(form.smsByIntent, row, smsID) })
  return (
    <>
      {rows.length === 0 ? (
        <p className={css.note}>{t('setup.sms.noIntents')}</p>
      ) : (
        <table className={css.matrix}>
          <thead>
            <tr>
              <th>{t('setup.sms.intent')}</th>
              {choices.map(choice => (
                <th key={choice.smsID ?? ''} className={css.centre} title={choice.smsID ?? undefined}>
                  {choice.label}
                </th>
              ))}
              <th />
            </tr>
          </thead>
          <tbody>
            {rows.map(row => {
              const name = row.intentName || row.intentID
              return (
                <tr key={`${row.intentID} ${row.intentName}`}>
                  <td>
                    <span className={css.third}>{row.tag || '—'}</span> {name}
                  </td>
                  {choices.map(choice => (
                    <td key={choice.smsID ?? ''} className={css.centre}>
                      <input
                        type="radio"
                        className={css.radio}
                        name={`sms ${row.intentID} ${row.intentName}`}
                        checked={row.smsID === choice.smsID}
                        aria-label={t('setup.sms.choice', { intent: name, template: choice.label })}
                        onChange={() => choose(row, choice.smsID)}
                      />
                    </td>
                  ))}
                  <td className={css.rowAction}>
                    {row.byHand ? (
                      <ActionIcon
                        size={20}
                        variant="subtle"
                        color="gray"
                        aria-label={t('setup.sms.removeIntent', { intent: name })}
                        onClick={() => edit({ smsByIntent: withoutIntent(form.smsByIntent, row) })}
                      >
                        <IconX size={12} />
                      </ActionIcon>
                    ) : null}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
      <AddIntent
        onAdd={intent => edit({ smsByIntent: chooseTemplate(form.smsByIntent, intent, null) })}
        full={form.smsByIntent.length >= 200}
      />
      <p className={css.note}>
        {t('setup.sms.once')} {without > 0 ? t('setup.sms.withoutRule', { count: without }) : null}
      </p>
    </>
  )
}

/** An intent the platform did not list, by id, by name or both. */
function AddIntent({ onAdd, full }: { onAdd: (intent: { intentID: string; intentName: string }) => void; full: boolean }) {
  const { t } = useTranslation()
  const [intentID, setIntentID] = useState('')
  const [intentName, setIntentName] = useState('')
  const ready = !full && (intentID.trim() !== '' || intentName.trim() !== '')
  return (
    <form
      className={css.pair}
      onSubmit={event => {
        event.preventDefault()
        if (!ready) return
        onAdd({ intentID: intentID.trim(), intentName: intentName.trim() })
        setIntentID('')
        setIntentName('')
      }}
    >
      <TextInput
        aria-label={t('setup.sms.intentID')}
        placeholder={t('setup.sms.intentID')}
        value={intentID}
        maxLength={128}
        onChange={event => setIntentID(event.currentTarget.value)}
      />
      <TextInput
        aria-label={t('setup.sms.intentName')}
        placeholder={t('setup.sms.intentName')}
        value={intentName}
        maxLength={128}
        onChange={event => setIntentName(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" leftSection={<IconPlus size={12} />} disabled={!ready}>
        {t('setup.sms.addIntent')}
      </Button>
    </form>
  )
}
