import { Popover } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Alert } from '../../src-contract/model/board.ts'
import { useCommand } from '../bridge/use-command.ts'
import { useQuery } from '../bridge/use-query.ts'
import { useActiveAccount, useChooseAccount } from '../store/account-store.ts'
import { go } from '../store/screen-store.ts'
import { formatCount } from '../ui/number-format.ts'
import { AlertList } from './alert-list.tsx'
import { setAlertListOpened, useAlertListOpened } from './alert-list-store.ts'
import { alertTarget } from './alert-target.ts'
import './alerts.css'

/** The bell of the title bar with the count of unseen alerts; opens the list, each leading to its rows. */
export function AlertBell() {
  const { t } = useTranslation()
  const opened = useAlertListOpened()
  // The wallboard has no bell; back from it, a list that was open before is not opened again.
  useEffect(() => () => setAlertListOpened(false), [])
  const account = useActiveAccount()
  const choose = useChooseAccount()
  const alerts = useQuery('alerts.list', {}, { on: ['alerts'] })
  const seen = useCommand('alerts.seen')
  const all = alerts.data ?? []
  const unseen = all.filter(alert => alert.seenAt === null)
  const see = (ids: readonly number[]) => {
    if (ids.length > 0) void seen.run({ ids: [...ids].slice(0, 200) }).then(alerts.refresh)
  }
  const open = (alert: Alert) => {
    setAlertListOpened(false)
    if (alert.seenAt === null) see([alert.id])
    if (alert.accountId !== null && alert.accountId !== account?.id) choose(alert.accountId)
    go(alertTarget(alert))
  }
  return (
    <Popover opened={opened} onChange={setAlertListOpened} position="bottom-end" width={400} offset={6} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className="cb-top-item alert-bell"
          aria-label={t('alerts.bell', { count: unseen.length })}
          title={t('alerts.bell', { count: unseen.length })}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setAlertListOpened(!opened)}
        >
          <IconBell size={15} aria-hidden />
          {unseen.length > 0 ? <b className="alert-count">{formatCount(unseen.length)}</b> : null}
        </button>
      </Popover.Target>
      <Popover.Dropdown className="alert-box" aria-label={t('alerts.title')}>
        <AlertList
          alerts={all}
          error={alerts.error}
          onOpen={open}
          onSeeAll={() => see(unseen.map(alert => alert.id))}
          onClose={() => setAlertListOpened(false)}
        />
      </Popover.Dropdown>
    </Popover>
  )
}
