import { Button } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactGroup } from '../../src-contract/model/contact.ts'
import { useQuery } from '../bridge/use-query.ts'
import { replaceScreen, useScreen } from '../store/screen-store.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { formatPercent } from '../ui/number-format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import css from './contacts.module.css'
import { FilePreview } from './file-preview.tsx'
import { GroupColumn } from './group-column.tsx'
import { ListColumn } from './list-column.tsx'
import { ListView } from './list-view.tsx'
import type { ChosenFile } from './use-chosen-file.ts'
import { useChosenFile } from './use-chosen-file.ts'
import { useFileDrop } from './use-file-drop.ts'

/** Contact lists: what is there, the rows of one, and the way a new file comes in. */
export function ContactsScreen() {
  const { t } = useTranslation()
  const screen = useScreen()
  const listId = screen.name === 'contacts' ? screen.listId : undefined
  const lists = useQuery('contacts.lists', {}, { on: ['contacts'] })
  const file = useChosenFile()
  const over = useFileDrop(file.choose)
  const input = useRef<HTMLInputElement>(null)
  const [group, setGroup] = useState<{ listId: string; group: ContactGroup } | null>(null)
  const known = lists.data ?? []
  const open = known.find(list => list.id === listId) ?? (listId === undefined ? known[0] : undefined) ?? null
  const openGroup = open && group?.listId === open.id ? group.group : 'all'

  const openList = (id: string) => {
    file.drop()
    replaceScreen({ name: 'contacts', listId: id })
  }
  const load = (
    <Button
      variant={known.length === 0 && file.chosen?.state !== 'there' ? 'filled' : 'default'}
      leftSection={<IconUpload size={15} />}
      onClick={() => input.current?.click()}
    >
      {t('contacts.load')}
    </Button>
  )
  return (
    <div className={css.screen} data-over={over || undefined}>
      <input
        ref={input}
        type="file"
        className="cb-hidden"
        tabIndex={-1}
        aria-label={t('contacts.fileInput')}
        accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
        onChange={event => {
          const [chosen] = event.currentTarget.files ?? []
          if (chosen) file.choose(chosen)
          event.currentTarget.value = ''
        }}
      />
      {file.chosen?.state === 'there' ? (
        <FilePreview
          key={file.chosen.fileId}
          fileId={file.chosen.fileId}
          fileName={file.chosen.name}
          load={load}
          onCancel={file.drop}
          onImported={openList}
        />
      ) : file.chosen ? (
        <>
          <PageHead title={t('contacts.title')} actions={load} />
          <Handing chosen={file.chosen} onRetry={() => input.current?.click()} />
        </>
      ) : lists.error && !lists.data ? (
        <>
          <PageHead title={t('contacts.title')} actions={load} />
          <div className={css.centred}>
            <ErrorPanel error={lists.error} />
          </div>
        </>
      ) : lists.data && known.length === 0 ? (
        <>
          <PageHead title={t('contacts.title')} />
          <div className={css.centred}>
            <EmptyState sketch title={t('contacts.empty.title')} actions={load}>
              {t('contacts.empty.text')}
            </EmptyState>
          </div>
        </>
      ) : (
        <ListView
          key={open?.id ?? ''}
          list={open}
          group={openGroup}
          load={load}
          onGroup={next => open && setGroup({ listId: open.id, group: next })}
          side={
            <aside className={css.column}>
              <ListColumn lists={known} openId={open?.id ?? null} onOpen={openList} />
              {open ? <GroupColumn list={open} group={openGroup} onGroup={next => setGroup({ listId: open.id, group: next })} /> : null}
            </aside>
          }
        />
      )}
      {over ? (
        <div className={css.drop} aria-hidden>
          <span>{t('contacts.dropHere')}</span>
        </div>
      ) : null}
    </div>
  )
}

function Handing({ chosen, onRetry }: { chosen: Exclude<ChosenFile, { state: 'there' }>; onRetry: () => void }) {
  const { t } = useTranslation()
  if (chosen.state === 'refused')
    return (
      <div className={css.centred}>
        <ErrorPanel error={chosen.error} actions={<Button onClick={onRetry}>{t('contacts.preview.cancel')}</Button>} />
      </div>
    )
  return (
    <div className={css.centred}>
      <div className={css.handing}>
        <b>{t('contacts.upload.title', { name: chosen.name })}</b>
        <ProgressBar tone="accent" done={chosen.share} total={1} label={t('contacts.upload.title', { name: chosen.name })} />
        <span className="cb-second">{t('contacts.upload.share', { share: formatPercent(chosen.share, 0) })}</span>
      </div>
    </div>
  )
}
