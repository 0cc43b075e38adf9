import { IconAdjustmentsHorizontal, IconBroadcast, IconCreditCard, IconListDetails, IconPhone, IconUsers } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import type { Screen, ScreenName } from '../store/screen-store.ts'
import { go, useScreen } from '../store/screen-store.ts'

export type RailName = 'tasks' | 'contacts' | 'orders' | 'webhooks' | 'accounts' | 'settings'

/** The rail's places in their order; Alt with 1 to 6 opens them. */
export const railScreens: readonly RailName[] = ['tasks', 'contacts', 'orders', 'webhooks', 'accounts', 'settings']

const icons: Record<RailName, ComponentType<{ size: number; stroke: number }>> = {
  tasks: IconListDetails,
  contacts: IconUsers,
  orders: IconPhone,
  webhooks: IconBroadcast,
  accounts: IconCreditCard,
  settings: IconAdjustmentsHorizontal,
}
/** Screens that are not in the rail belong to one that is. */
const home: Record<ScreenName, RailName> = {
  tasks: 'tasks',
  setup: 'tasks',
  submission: 'tasks',
  withdrawals: 'tasks',
  withdrawal: 'tasks',
  wallboard: 'tasks',
  contacts: 'contacts',
  orders: 'orders',
  webhooks: 'webhooks',
  tunnel: 'webhooks',
  accounts: 'accounts',
  settings: 'settings',
  audit: 'settings',
}

/** The column of screens at the left. */
export function Rail() {
  const { t } = useTranslation()
  const screen: Screen = useScreen()
  return (
    <nav className="cb-rail" aria-label={t('shell.rail.label')}>
      {railScreens.map(name => {
        const Icon = icons[name]
        return (
          <button
            key={name}
            type="button"
            className="cb-rail-item"
            data-last={name === 'settings' || undefined}
            aria-current={home[screen.name] === name ? 'page' : undefined}
            onClick={() => go({ name })}
          >
            <Icon size={18} stroke={1.7} />
            <span>{t(`shell.rail.${name}`)}</span>
          </button>
        )
      })}
    </nav>
  )
}
