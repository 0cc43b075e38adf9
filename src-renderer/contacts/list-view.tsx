import { Button, TextInput } from '@mantine/core'
import { IconFileText, IconPencil, IconSearch, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactGroup, ContactList } from '../../src-contract/model/contact.ts'
import { useCommand } from '../bridge/use-command.ts'
import { useSettled } from '../setup/use-settled.ts'
import { useActiveAccount } from '../store/account-store.ts'
import { go } from '../store/screen-store.ts'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { FooterBar } from '../ui/footer-bar.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { formatCount } from '../ui/number-format.ts'
import { PageHead } from '../ui/page-head.tsx'
import css from './contacts.module.css'
import { ImportState } from './import-state.tsx'
import { RemoveListDialog, RenameListDialog } from './list-dialogs.tsx'
import { RowTable } from './row-table.tsx'
import { useRowWindow } from './use-row-window.ts'

interface Props {
  /** Null while the lists are on their way, or when the list asked for is gone. */
  readonly list: ContactList | null
  readonly group: ContactGroup
  readonly onGroup: (group: ContactGroup) => void
  readonly load: ReactNode
  readonly side: ReactNode
}

/** One contact list: its facts, its rows, and what can be done with it. */
export function ListView({ list, group, onGroup, load, side }: Props) {
  const { t } = useTranslation()
  const account = useActiveAccount()
  const { run, running, error } = useCommand('drafts.create')
  const [dialog, setDialog] = useState<'rename' | 'remove' | null>(null)
  const use = async () => {
    if (!account || !list) return
    const answer = await run({ accountId: account.id, listId: list.id })
    if (answer.ok) go({ name: 'setup', draftId: answer.value.id })
  }
  if (!list)
    return (
      <>
        <PageHead title={t('contacts.title')} actions={load} />
        <div className={css.body}>{side}</div>
      </>
    )
  const facts = [
    t('contacts.list.rows', { rows: formatCount(list.rowCount) }),
    t(`contacts.delimiter.${list.delimiter}`),
    list.hasHeader ? t('contacts.list.headerYes') : t('contacts.list.headerNo'),
    t(`contacts.encoding.${list.encoding}`),
  ].join(' · ')
  const importing = list.state === 'importing'
  return (
    <>
      <PageHead
        title={t('contacts.title')}
        actions={
          <>
            <IconButton label={t('contacts.list.rename')} onClick={() => setDialog('rename')}>
              <IconPencil size={16} />
            </IconButton>
            <IconButton label={t('contacts.list.remove')} disabled={importing} onClick={() => setDialog('remove')}>
              <IconTrash size={16} />
            </IconButton>
            {load}
            <Button
              disabled={list.state !== 'ready' || list.readyCount === 0 || !account}
              loading={running}
              title={!account ? t('contacts.list.noAccount') : list.state === 'ready' ? undefined : t('contacts.list.notWhole')}
              onClick={() => void use()}
            >
              {list.readyCount === 0 ? t('contacts.list.useNone') : t('contacts.list.use', { count: list.readyCount })}
            </Button>
          </>
        }
      >
        <span className={css.fileName} title={list.fileName}>
          <IconFileText size={15} aria-hidden /> <span className="cb-ellipsis">{list.name}</span>
        </span>
        <span className={css.facts} title={`${list.fileName} · ${facts}`}>
          {facts}
        </span>
      </PageHead>
      <div className={css.body}>
        {side}
        <div className={css.main}>
          {error ? (
            <div className={css.strip}>
              <ErrorPanel compact error={error} />
            </div>
          ) : null}
          <ImportState list={list} />
          <Rows list={list} group={group} onGroup={onGroup} />
        </div>
      </div>
      <RenameListDialog list={list} opened={dialog === 'rename'} onClose={() => setDialog(null)} />
      <RemoveListDialog list={list} opened={dialog === 'remove'} onClose={() => setDialog(null)} />
    </>
  )
}

function Rows({ list, group, onGroup }: Pick<Props, 'group' | 'onGroup'> & { list: ContactList }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const search = useSettled(typed.trim(), 200)
  const rows = useRowWindow(list.id, group, search, `${list.rowCount} ${list.state}`)
  return (
    <>
      <div className="cb-filter-row">
        <TextInput
          w={280}
          type="search"
          leftSection={<IconSearch size={14} />}
          aria-label={t('contacts.rows.searchLabel')}
          placeholder={t('contacts.rows.search')}
          value={typed}
          maxLength={100}
          onChange={event => setTyped(event.currentTarget.value)}
          onKeyDown={event => {
            if (event.key !== 'Escape' || typed === '') return
            event.preventDefault()
            setTyped('')
          }}
        />
        {group === 'all' ? null : (
          <Button variant="subtle" onClick={() => onGroup('all')}>
            {t('contacts.rows.showAll')}
          </Button>
        )}
      </div>
      <RowTable list={list} group={group} search={search} window={rows} onClearSearch={() => setTyped('')} />
      <FooterBar hints={[{ keys: ['J', 'K'], label: t('contacts.rows.move') }]}>
        <span>{t('contacts.rows.inGroup', { count: rows.total ?? 0 })}</span>
      </FooterBar>
    </>
  )
}
