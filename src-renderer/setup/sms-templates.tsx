import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CallbotForm } from '../../src-contract/model/task.ts'
import type { SectionProps } from './form-field.ts'
import css from './setup.module.css'
import { editTemplate } from './sms-choices.ts'

/** The SMS templates of the task: the platform's id and the word that heads the matrix column. */
export function SmsTemplates({ form, edit, field }: SectionProps<CallbotForm>) {
  const { t } = useTranslation()
  return (
    <div className={css.stack}>
      {form.smsTemplates.map((template, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: templates have no identity but their place; the id is being typed
        <div key={index} className={css.pair}>
          <TextInput
            {...field(`smsTemplates.${index}.smsID`)}
            aria-label={t('setup.sms.smsID')}
            placeholder={t('setup.sms.smsID')}
            value={template.smsID}
            maxLength={128}
            onChange={event => edit(editTemplate(form, index, { ...template, smsID: event.currentTarget.value }))}
          />
          <TextInput
            aria-label={t('setup.sms.label')}
            placeholder={t('setup.sms.label')}
            value={template.label}
            maxLength={80}
            onChange={event => edit(editTemplate(form, index, { ...template, label: event.currentTarget.value }))}
          />
          <ActionIcon
            size={28}
            variant="subtle"
            color="gray"
            aria-label={t('setup.sms.removeTemplate', { label: template.label || template.smsID })}
            onClick={() => edit(editTemplate(form, index, null))}
          >
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
      {form.smsTemplates.length === 0 ? <p className={css.note}>{t('setup.sms.noTemplate')}</p> : null}
      <div>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconPlus size={12} />}
          disabled={form.smsTemplates.length >= 50}
          onClick={() => edit({ smsTemplates: [...form.smsTemplates, { smsID: '', label: '' }] })}
        >
          {t('setup.sms.addTemplate')}
        </Button>
      </div>
    </div>
  )
}
