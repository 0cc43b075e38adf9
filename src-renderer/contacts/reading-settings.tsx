import { Select, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactPreview, FileReading } from '../../src-contract/model/contact.ts'
import { Delimiter, FileEncoding } from '../../src-contract/model/contact.ts'
import { selectAll } from '../setup/select-all.ts'
import css from './contacts.module.css'
import { countryChoices } from './countries.ts'

interface Props {
  readonly reading: FileReading
  readonly preview: ContactPreview | null
  readonly name: string
  readonly defaultCountry: string | null
  readonly onReading: (reading: FileReading) => void
  readonly onName: (name: string) => void
  readonly onCountry: (country: string | null) => void
}

const NO_COUNTRY = '-'

/** How the file is read: what was found out, and the way to say otherwise. */
export function ReadingSettings({ reading, preview, name, defaultCountry, onReading, onName, onCountry }: Props) {
  const { t } = useTranslation()
  const countries = useMemo(countryChoices, [])
  const auto = (chosen: boolean, found: string | null) => ({
    value: 'auto',
    label: chosen && found !== null ? t('contacts.reading.auto', { found }) : t('contacts.reading.autoUnknown'),
  })
  const header = (yes: boolean) => (yes ? t('contacts.reading.headerYes') : t('contacts.reading.headerNo'))
  return (
    <fieldset className={css.settings} aria-label={t('contacts.reading.section')}>
      <TextInput label={t('contacts.reading.name')} value={name} maxLength={120} onChange={event => onName(event.currentTarget.value)} />
      <Select
        label={t('contacts.reading.encoding')}
        allowDeselect={false}
        value={reading.encoding}
        data={[
          auto(reading.encoding === 'auto', preview && t(`contacts.encoding.${preview.encoding}`)),
          ...FileEncoding.options.map(value => ({ value: value as string, label: t(`contacts.encoding.${value}`) })),
        ]}
        onChange={value => onReading({ ...reading, encoding: FileEncoding.safeParse(value).data ?? 'auto' })}
      />
      <Select
        label={t('contacts.reading.delimiter')}
        allowDeselect={false}
        value={reading.delimiter}
        data={[
          auto(reading.delimiter === 'auto', preview && t(`contacts.delimiter.${preview.delimiter}`)),
          ...Delimiter.options.map(value => ({ value: value as string, label: t(`contacts.delimiter.${value}`) })),
        ]}
        onChange={value => onReading({ ...reading, delimiter: Delimiter.safeParse(value).data ?? 'auto' })}
      />
      <Select
        label={t('contacts.reading.header')}
        allowDeselect={false}
        value={reading.header}
        data={[
          auto(reading.header === 'auto', preview && header(preview.hasHeader)),
          { value: 'yes', label: header(true) },
          { value: 'no', label: header(false) },
        ]}
        onChange={value => onReading({ ...reading, header: value === 'yes' || value === 'no' ? value : 'auto' })}
      />
      <Select
        label={t('contacts.reading.country')}
        searchable
        {...selectAll}
        allowDeselect={false}
        value={defaultCountry ?? NO_COUNTRY}
        data={[{ value: NO_COUNTRY, label: t('contacts.reading.noCountry') }, ...countries]}
        onChange={value => onCountry(value === null || value === NO_COUNTRY ? null : value)}
      />
    </fieldset>
  )
}
