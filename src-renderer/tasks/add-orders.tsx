import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TaskRow } from '../../src-contract/model/task.ts'
import { useQuery } from '../bridge/use-query.ts'
import { ListChooser } from '../setup/section-basics.tsx'
import { selectAll } from '../setup/select-all.ts'
import { DialogFrame } from '../ui/dialog-frame.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { Choices } from '../writes/choices.tsx'
import { CommitDialog } from '../writes/commit-dialog.tsx'
import css from '../writes/writes.module.css'

type Mode = 'addBatchCall' | 'importBatchCall'

/** More orders for a task that is there: which list, which column fills each of its variables, added or in place of what waits. */
export function AddOrders({ task, onClose }: { task: TaskRow; onClose: () => void }) {
  const { t } = useTranslation()
  const { accountId, userTaskID } = task
  const [listId, setListId] = useState<string | null>(null)
  const [mode, setMode] = useState<Mode>('addBatchCall')
  /** What the operator chose otherwise than proposed, by variable. */
  const [chosen, setChosen] = useState<Readonly<Record<string, number>>>({})
  const [agreeing, setAgreeing] = useState(false)
  const lists = useQuery('contacts.lists', {}, { on: ['contacts'] }).data ?? []
  const list = lists.find(one => one.id === listId) ?? null
  const asked = useQuery('submissions.addProposal', listId === null ? null : { accountId, userTaskID, listId }, {
    on: ['contacts', 'tasks'],
  })
  const proposal = asked.outdated ? null : asked.data
  const variables = (proposal?.variables ?? []).map(({ name, column }) => ({ name, column: chosen[name] ?? column }))
  const ready = list !== null && proposal !== null && variables.every(variable => variable.column !== null)
  const columns =
    list?.columns.map((header, column) => ({
      value: String(column),
      label: header || t('contacts.preview.blankHeader', { number: column + 1 }),
    })) ?? []
  return (
    <>
      <DialogFrame opened={!agreeing} title={t('tasks.add.title', { name: task.taskName || task.userTaskID })} onClose={onClose}>
        <form
          onSubmit={event => {
            event.preventDefault()
            if (ready) setAgreeing(true)
          }}
        >
          <div className="cb-dialog-text">
            <ListChooser
              lists={lists}
              listId={listId}
              field={{ id: 'add-orders-list', error: undefined, onBlur: () => undefined }}
              onChoose={next => {
                setListId(next.id)
                setChosen({})
              }}
            />
            {asked.error ? <ErrorPanel compact error={asked.error} /> : null}
            {proposal && variables.length === 0 ? <p className="cb-second">{t('tasks.add.noVariables')}</p> : null}
            {variables.length > 0 ? (
              <div>
                <p className="cb-second">{t('tasks.add.mapping')}</p>
                <div className={css.pairs}>
                  {variables.map(({ name, column }) => (
                    <Pair
                      key={name}
                      name={name}
                      column={column}
                      columns={columns}
                      onChange={next => setChosen(before => ({ ...before, [name]: next }))}
                    />
                  ))}
                </div>
              </div>
            ) : null}
            <Choices<Mode>
              label={t('tasks.add.way')}
              value={mode}
              onChange={setMode}
              options={[
                { value: 'addBatchCall', label: t('tasks.add.add'), meaning: t('tasks.add.addMeaning') },
                { value: 'importBatchCall', label: t('tasks.add.replace'), meaning: t('tasks.add.replaceMeaning'), danger: true },
              ]}
            />
          </div>
          <div className="cb-dialog-foot">
            <div className="cb-spacer" />
            <Button type="button" variant="default" onClick={onClose}>
              {t('tasks.add.cancel')}
            </Button>
            <Button type="submit" disabled={!ready} data-autofocus={ready || undefined}>
              {t('tasks.add.review')}
            </Button>
          </div>
        </form>
      </DialogFrame>
      <CommitDialog
        action={
          agreeing && listId !== null
            ? {
                do: 'addOrders',
                accountId,
                userTaskID,
                listId,
                mode,
                variables: variables.flatMap(({ name, column }) => (column === null ? [] : [{ name, column }])),
              }
            : null
        }
        timeZone={task.form?.kind === 'callbot' ? task.form.timeZone : undefined}
        onClose={() => setAgreeing(false)}
      />
    </>
  )
}

function Pair({
  name,
  column,
  columns,
  onChange,
}: {
  name: string
  column: number | null
  columns: { value: string; label: string }[]
  onChange: (column: number) => void
}) {
  const { t } = useTranslation()
  return (
    <>
      <span className="cb-mono">{name}</span>
      <Select
        aria-label={t('tasks.add.columnFor', { name })}
        placeholder={t('tasks.add.choose')}
        searchable
        {...selectAll}
        allowDeselect={false}
        data={columns}
        value={column === null ? null : String(column)}
        error={column === null}
        onChange={value => {
          if (value !== null) onChange(Number(value))
        }}
      />
    </>
  )
}
