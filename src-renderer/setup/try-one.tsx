import { Button, NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactList, ContactRow } from '../../src-contract/model/contact.ts'
import { useQuery } from '../bridge/use-query.ts'
import { rowReasonWords } from '../contacts/reason-words.ts'
import { maskDigits } from '../contacts/shown-columns.ts'
import { useSetting } from '../store/settings-store.ts'
import { DialogFrame } from '../ui/dialog-frame.tsx'
import { Facts } from '../ui/facts.tsx'
import { useFocusReturn } from '../ui/use-focus-return.ts'
import { CommitDialog } from '../writes/commit-dialog.tsx'
import css from '../writes/writes.module.css'

interface Props {
  readonly accountId: string
  readonly draftId: string
  readonly list: ContactList
  readonly opened: boolean
  readonly onClose: () => void
}

/** Sends one row of the list to the operator's own phone: which row, which phone, then the dialog of every write. */
export function TryOne(props: Props) {
  const { t } = useTranslation()
  const [agreeing, setAgreeing] = useState(false)
  const [chosen, setChosen] = useState<number | null>(null)
  const [kept, keep] = useSetting<string>(`trial.phone.${props.accountId}`, '')
  const [typed, setTyped] = useState<string | null>(null)
  const phone = typed ?? kept
  const first = useQuery('contacts.rows', props.opened ? { listId: props.list.id, group: 'ready', search: '', start: 0, count: 1 } : null, {
    on: ['contacts'],
  })
  const rowNumber = chosen ?? first.data?.rows[0]?.rowNumber ?? 1
  const asked = useQuery(
    'contacts.rows',
    props.opened ? { listId: props.list.id, group: 'all', search: '', start: rowNumber - 1, count: 1 } : null,
    { on: ['contacts'] },
  )
  const row = asked.outdated ? null : (asked.data?.rows.find(one => one.rowNumber === rowNumber) ?? null)
  const ready = row !== null && row.reason === null && phone.trim() !== ''
  const go = () => {
    if (!ready) return
    keep(phone.trim())
    setAgreeing(true)
  }
  return (
    <>
      {props.opened ? <FocusBack /> : null}
      <DialogFrame opened={props.opened && !agreeing} title={t('setup.trial.title')} onClose={props.onClose}>
        <form
          onSubmit={event => {
            event.preventDefault()
            go()
          }}
        >
          <div className="cb-dialog-text">
            <p>{t('setup.trial.text')}</p>
            <TextInput
              label={t('setup.trial.phone')}
              description={t('setup.trial.phoneHint')}
              value={phone}
              maxLength={40}
              inputMode="tel"
              autoComplete="off"
              data-autofocus
              onChange={event => setTyped(event.currentTarget.value)}
            />
            <NumberInput
              label={t('setup.trial.row')}
              value={rowNumber}
              min={1}
              max={Math.max(1, props.list.rowCount)}
              clampBehavior="strict"
              allowDecimal={false}
              allowNegative={false}
              error={row?.reason ? t('setup.trial.notReady', { reason: rowReasonWords(t, row) }) : undefined}
              onChange={value => setChosen(typeof value === 'number' && value >= 1 ? value : null)}
            />
            {row ? <RowCells list={props.list} row={row} /> : null}
          </div>
          <div className="cb-dialog-foot">
            <div className="cb-spacer" />
            <Button type="button" variant="default" onClick={props.onClose}>
              {t('setup.trial.cancel')}
            </Button>
            <Button type="submit" disabled={!ready}>
              {t('setup.trial.review')}
            </Button>
          </div>
        </form>
      </DialogFrame>
      <CommitDialog
        action={props.opened && agreeing ? { do: 'tryOne', draftId: props.draftId, rowNumber, phone: phone.trim() } : null}
        safeLabel={t('setup.trial.back')}
        onClose={() => setAgreeing(false)}
        onDone={props.onClose}
      />
    </>
  )
}

/** There are two dialogs, one after the other, and the second opens from the first: what had the focus before both gets it back. */
function FocusBack() {
  useFocusReturn()
  return null
}

/** What the script would say: the mapped cells of the row. */
function RowCells({ list, row }: { list: ContactList; row: ContactRow }) {
  const { t } = useTranslation()
  const { name, variables } = list.mapping
  const cells: [string, string][] = [
    ...(name === null ? [] : [[t('setup.trial.name'), row.cells[name] ?? ''] as [string, string]]),
    ...variables.slice(0, 5).map(variable => [variable.name, row.cells[variable.column] ?? ''] as [string, string]),
    [t('setup.trial.insteadOf'), maskDigits(row.cells[list.mapping.phone] ?? '')],
  ]
  return (
    <div className={css.request}>
      <Facts rows={cells.map(([label, value]) => [label, value || '—'])} labelWidth={112} />
    </div>
  )
}
