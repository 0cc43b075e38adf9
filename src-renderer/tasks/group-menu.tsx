import { Menu } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { GroupBy } from './task-groups.ts'

const choices: readonly GroupBy[] = ['status', 'scene', 'none']

/** "Group: status", with the other ways to put the rows together. */
export function GroupMenu({ value, onChange }: { value: GroupBy; onChange: (by: GroupBy) => void }) {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-start" width={160} offset={4}>
      <Menu.Target>
        <button type="button" className="tasks-group">
          {t('tasks.groupBy.label')} <strong>{t(`tasks.groupBy.${value}`)}</strong> <IconChevronDown size={12} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(by => (
          <Menu.Item
            key={by}
            aria-current={by === value || undefined}
            rightSection={by === value ? <IconCheck size={14} aria-hidden /> : null}
            onClick={() => onChange(by)}
          >
            {t(`tasks.groupBy.${by}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
