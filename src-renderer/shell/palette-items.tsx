import { useMantineColorScheme } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowRight,
  IconCommand,
  IconHistory,
  IconLayoutGrid,
  IconPencil,
  IconPlugConnected,
  IconPlus,
  IconRefresh,
  IconSearch,
  IconShieldCheck,
  IconSunMoon,
  IconUpload,
} from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../src-contract/model/account.ts'
import type { OrderRow } from '../../src-contract/model/order.ts'
import type { TaskDraft, TaskRow } from '../../src-contract/model/task.ts'
import { useBridge } from '../bridge/bridge-context.tsx'
import { useAccounts, useChooseAccount } from '../store/account-store.ts'
import { go } from '../store/screen-store.ts'
import { callStatusLook, callStatusWords } from '../ui/call-status-look.ts'
import { maskPhone } from '../ui/mask-phone.ts'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { taskStatusLook, taskStatusWords } from '../ui/task-status-look.ts'
import { AccountSquare } from './account-square.tsx'
import type { Ranges } from './match.ts'
import { matchRank, matchWords } from './match.ts'
import { railScreens } from './rail.tsx'

export type PaletteGroup = 'orders' | 'tasks' | 'accounts' | 'anywhere'

export interface PaletteItem {
  readonly id: string
  readonly group: PaletteGroup
  readonly icon: ReactNode
  readonly text: string
  readonly detail: string
  readonly keys?: readonly string[]
  readonly ranges: Ranges
  readonly run: () => void
}

export interface PaletteResult {
  readonly group: PaletteGroup
  readonly shown: readonly PaletteItem[]
  readonly total: number
}

const prefixes: Record<string, PaletteGroup> = { '#': 'tasks', '@': 'orders', '>': 'anywhere' }
const limits: Record<PaletteGroup, number> = { orders: 5, tasks: 6, accounts: 5, anywhere: 8 }

/** The words of a query and the one group its first letter asks for. */
export function readQuery(query: string): { text: string; only: PaletteGroup | null } {
  const only = prefixes[query[0] ?? ''] ?? null
  return { text: (only ? query.slice(1) : query).trim(), only }
}

/** What matches, best first within its group; orders come found by the core and are not filtered again. */
export function pickItems(items: readonly Omit<PaletteItem, 'ranges'>[], query: string): PaletteResult[] {
  const { text, only } = readQuery(query)
  const groups: PaletteGroup[] = only ? [only] : ['orders', 'tasks', 'accounts', 'anywhere']
  return groups
    .map(group => {
      const found = items
        .filter(item => item.group === group)
        .flatMap(item => {
          const ranges = matchWords(item.text, text)
          if (ranges) return [{ ...item, ranges, rank: matchRank(item.text, ranges) }]
          return group === 'orders' || matchWords(`${item.text} ${item.detail}`, text) ? [{ ...item, ranges: [], rank: 1000 }] : []
        })
      if (group !== 'orders' && text) found.sort((a, b) => a.rank - b.rank)
      return { group, shown: found.slice(0, only ? 12 : limits[group]), total: found.length }
    })
    .filter(result => result.total > 0)
}

interface Sources {
  readonly account: AccountView | null
  readonly tasks: readonly TaskRow[]
  readonly drafts: readonly TaskDraft[]
  readonly orders: readonly OrderRow[]
  readonly text: string
  readonly onShortcuts: () => void
}

/** Everything the palette can do right now. */
export function usePaletteItems({ account, tasks, drafts, orders, text, onShortcuts }: Sources): Omit<PaletteItem, 'ranges'>[] {
  const { t } = useTranslation()
  const bridge = useBridge()
  const accounts = useAccounts() ?? []
  const choose = useChooseAccount()
  const { setColorScheme } = useMantineColorScheme()
  const setTheme = (theme: 'auto' | 'light' | 'dark') => {
    setColorScheme(theme)
    void bridge.call('settings.set', { key: 'theme', value: theme })
  }
  const newTask = async () => {
    if (!account) return
    const draft = await bridge.call('drafts.create', { accountId: account.id, listId: null })
    if (draft.ok) go({ name: 'setup', draftId: draft.value.id })
  }
  return [
    ...orderItems(t, account, orders, text),
    ...tasks.map(task => ({
      id: `task ${task.userTaskID}`,
      group: 'tasks' as const,
      icon: <StatusGlyph {...taskStatusLook(task.taskStatus)} />,
      text: task.taskName,
      detail: taskStatusWords(t, task.taskStatus).toLowerCase(),
      run: () => go({ name: 'tasks', userTaskID: task.userTaskID }),
    })),
    ...drafts.map(draft => ({
      id: `draft ${draft.id}`,
      group: 'tasks' as const,
      icon: <IconPencil size={16} />,
      text: draft.form.taskName || t('tasks.drafts.unnamed'),
      detail: t('shell.palette.draft'),
      run: () => go({ name: 'setup', draftId: draft.id }),
    })),
    ...accounts
      .filter(other => other.id !== account?.id)
      .map(other => ({
        id: `account ${other.id}`,
        group: 'accounts' as const,
        icon: <AccountSquare colour={other.colour} />,
        text: t('shell.palette.switchTo', { account: other.label }),
        detail: t(`ui.kind.${other.kind}`),
        run: () => choose(other.id),
      })),
    ...railScreens.map((name, at) => ({
      id: `go ${name}`,
      group: 'anywhere' as const,
      icon: <IconArrowRight size={16} />,
      text: t('shell.palette.goTo', { screen: t(`shell.rail.${name}`) }),
      detail: '',
      keys: [`Alt+${at + 1}`],
      run: () => go({ name }),
    })),
    command('new-task', t('shell.palette.newTask'), <IconPlus size={16} />, () => void newTask()),
    command('load-contacts', t('shell.palette.loadContacts'), <IconUpload size={16} />, () => go({ name: 'contacts' })),
    command(
      'sync',
      t(account?.kind === 'nxlink' ? 'shell.palette.syncRecords' : 'shell.palette.syncTasks'),
      <IconRefresh size={16} />,
      () => {
        if (account)
          void bridge.call('sync.start', { accountId: account.id, kind: account.kind === 'nxlink' ? 'records' : 'tasks', userTaskID: null })
      },
      account?.kind === 'nxlink' ? '' : t('shell.palette.listTask'),
    ),
    command('add-account', t('shell.palette.addAccount'), <IconPlus size={16} />, () => go({ name: 'accounts', edit: 'new' })),
    {
      ...command('wallboard', t('shell.palette.wallboard'), <IconLayoutGrid size={16} />, () => go({ name: 'wallboard' })),
      keys: ['Alt+W'],
    },
    { ...command('audit', t('shell.palette.audit'), <IconHistory size={16} />, () => go({ name: 'audit' })), keys: ['Alt+A'] },
    command('verify-audit', t('shell.palette.verifyAudit'), <IconShieldCheck size={16} />, () => go({ name: 'audit', verify: true })),
    command('tunnel', t('shell.palette.tunnel'), <IconPlugConnected size={16} />, () => go({ name: 'tunnel' })),
    command('withdrawals', t('shell.palette.withdrawals'), <IconArrowBackUp size={16} />, () => go({ name: 'withdrawals' })),
    command('theme-auto', t('shell.palette.themeSystem'), <IconSunMoon size={16} />, () => setTheme('auto')),
    command('theme-light', t('shell.palette.themeLight'), <IconSunMoon size={16} />, () => setTheme('light')),
    command('theme-dark', t('shell.palette.themeDark'), <IconSunMoon size={16} />, () => setTheme('dark')),
    { ...command('shortcuts', t('shell.palette.shortcuts'), <IconCommand size={16} />, onShortcuts), keys: ['?'] },
  ]
}

const command = (id: string, text: string, icon: ReactNode, run: () => void, detail = ''): Omit<PaletteItem, 'ranges'> => ({
  id,
  group: 'anywhere',
  icon,
  text,
  detail,
  run,
})

function orderItems(t: TFunction, account: AccountView | null, orders: readonly OrderRow[], text: string): Omit<PaletteItem, 'ranges'>[] {
  if (!account || orders.length === 0) return []
  const found = orders.map(order => ({
    id: `order ${order.orderID}`,
    group: 'orders' as const,
    icon: <StatusGlyph {...callStatusLook(order.callStatus)} />,
    text: `${maskPhone(order.phone)}  ${order.name}`.trim(),
    detail: `${order.taskName}, ${callStatusWords(t, order.callStatus, order.statusText).toLowerCase()}`,
    run: () => go({ name: 'orders', filter: { accountId: account.id, orderIDs: [order.orderID] } }),
  }))
  const all = {
    id: 'order all',
    group: 'orders' as const,
    icon: <IconSearch size={16} />,
    text: t('shell.palette.allOrders', { text }),
    detail: '',
    run: () => go({ name: 'orders', filter: { accountId: account.id, text } }),
  }
  return [...found, all]
}
