import { Select } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { hereZone } from '../ui/time-format.ts'
import type { FieldState } from './form-field.ts'
import { selectAll } from './select-all.ts'
import { zoneNames } from './task-clock.ts'

/** IANA zone, found by typing any part of its name. */
export function TimeZoneSelect({ value, field, onChange }: { value: string; field: FieldState; onChange: (timeZone: string) => void }) {
  const { t } = useTranslation()
  const zones = useMemo(() => zoneNames([value, hereZone()]), [value])
  return (
    <Select
      {...field}
      searchable
      {...selectAll}
      w={200}
      data={zones}
      value={value || null}
      limit={60}
      maxDropdownHeight={280}
      allowDeselect={false}
      aria-label={t('setup.when.zone')}
      placeholder={t('setup.when.zone')}
      nothingFoundMessage={t('setup.when.zoneNone')}
      onChange={zone => {
        if (zone) onChange(zone)
      }}
    />
  )
}
