import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactList } from '../../src-contract/model/contact.ts'
import { useCommand } from '../bridge/use-command.ts'
import { replaceScreen } from '../store/screen-store.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { formatCount } from '../ui/number-format.ts'
import css from './contacts.module.css'

interface Props {
  readonly list: ContactList
  readonly opened: boolean
  readonly onClose: () => void
}

/** Asks for another name of a list. */
export function RenameListDialog(props: Props) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      withCloseButton={false}
      size={424}
      title={t('contacts.list.renameTitle')}
      padding={0}
      classNames={{ header: 'cb-dialog-head', title: 'cb-title', body: 'cb-dialog-body', content: 'cb-dialog' }}
    >
      {props.opened ? <RenameForm {...props} /> : null}
    </Modal>
  )
}

function RenameForm({ list, onClose }: Props) {
  const { t } = useTranslation()
  const [name, setName] = useState(list.name)
  const { run, running, error } = useCommand('contacts.rename')
  const ready = name.trim() !== '' && name.trim() !== list.name
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (ready)
          void run({ id: list.id, name: name.trim() }).then(answer => {
            if (answer.ok) onClose()
          })
      }}
    >
      <div className="cb-dialog-text">
        <TextInput
          data-autofocus
          label={t('contacts.list.renameField')}
          value={name}
          maxLength={120}
          onChange={event => setName(event.currentTarget.value)}
        />
        {error ? <ErrorPanel compact error={error} /> : null}
      </div>
      <div className="cb-dialog-foot">
        <span className={css.grow} />
        <Button variant="default" onClick={onClose}>
          {t('contacts.list.keepName')}
        </Button>
        <Button type="submit" disabled={!ready} loading={running}>
          {t('contacts.list.rename')}
        </Button>
      </div>
    </form>
  )
}

/** Asks before a list is deleted; orders that were sent from it stay. */
export function RemoveListDialog({ list, opened, onClose }: Props) {
  const { t } = useTranslation()
  const { run, running, error } = useCommand('contacts.remove')
  const remove = async () => {
    const answer = await run({ id: list.id })
    if (answer.ok) replaceScreen({ name: 'contacts' })
  }
  return (
    <ConfirmDialog
      opened={opened}
      title={t('contacts.list.removeTitle', { name: list.name })}
      safeLabel={t('contacts.list.keep')}
      dangerLabel={t('contacts.list.removeConfirm')}
      running={running}
      onCancel={onClose}
      onConfirm={() => void remove()}
      problem={error ? <ErrorPanel compact error={error} /> : null}
    >
      <p>{t('contacts.list.removeText', { rows: formatCount(list.rowCount) })}</p>
    </ConfirmDialog>
  )
}
