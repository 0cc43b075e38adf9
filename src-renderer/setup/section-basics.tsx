import { Autocomplete, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ContactList } from '../../src-contract/model/contact.ts'
import type { CallbotForm, TaskOptions } from '../../src-contract/model/task.ts'
import type { WireError } from '../../src-contract/result.ts'
import { errorWords } from '../ui/error-words.ts'
import { formatCount } from '../ui/number-format.ts'
import type { FieldState, SectionProps } from './form-field.ts'
import { selectAll } from './select-all.ts'
import css from './setup.module.css'

/** Chooses among the lists that hold something to call. */
export function ListChooser({
  lists,
  listId,
  field,
  onChoose,
}: {
  lists: readonly ContactList[]
  listId: string | null
  field: FieldState
  onChoose: (list: ContactList) => void
}) {
  const { t } = useTranslation()
  const usable = lists.filter(list => list.id === listId || (list.state === 'ready' && list.readyCount > 0))
  return (
    <Select
      {...field}
      label={t('setup.basics.list')}
      placeholder={t('setup.basics.noList')}
      value={listId}
      searchable
      {...selectAll}
      allowDeselect={false}
      data={usable.map(list => ({ value: list.id, label: list.name }))}
      renderOption={({ option }) => (
        <span className={css.option}>
          <span className="cb-ellipsis">{option.label}</span>
          <span className={css.caption}>
            {t('setup.basics.listReady', { ready: formatCount(usable.find(list => list.id === option.value)?.readyCount) })}
          </span>
        </span>
      )}
      onChange={id => {
        const list = usable.find(candidate => candidate.id === id)
        if (list) onChoose(list)
      }}
    />
  )
}

/** Why the platform suggests nothing for some ids. */
export function OptionsNote({ options, lists }: { options: TaskOptions | null; lists: readonly TaskOptions['missing'][number]['list'][] }) {
  const { t } = useTranslation()
  const words = (options?.missing ?? [])
    .filter(gap => lists.includes(gap.list))
    .map(gap => {
      const list = t(`setup.basics.optionList.${gap.list}`)
      if (gap.reason === 'scene_needed') return t('setup.basics.optionsNeedScene')
      return gap.reason === 'not_supported'
        ? t('setup.basics.optionsNotSupported', { list })
        : t('setup.basics.optionsMissing', { list, reason: gap.reason })
    })
  return [...new Set(words)].map(text => (
    <p key={text} className={css.note}>
      {text}
    </p>
  ))
}

interface Props extends SectionProps<CallbotForm> {
  readonly options: TaskOptions | null
  readonly optionsError: WireError | null
  readonly lists: readonly ContactList[]
  readonly listId: string | null
  readonly onChooseList: (list: ContactList) => void
}

/** Name, contact list, scene, strategy and route. The platform takes bare ids, so its lists only suggest. */
export function SectionBasics({ form, edit, field, options, optionsError, lists, listId, onChooseList }: Props) {
  const { t } = useTranslation()
  const routes = options?.routes ?? []
  const route = routes.find(candidate => candidate.routeID === form.routeID)
  // A route without a name of its own would otherwise be listed twice.
  const routeIds = [...new Set(routes.map(candidate => candidate.routeID))]
  return (
    <section className={css.section} aria-label={t('setup.basics.section')}>
      <div className={css.fields}>
        <TextInput
          {...field('taskName')}
          label={t('setup.basics.taskName')}
          value={form.taskName}
          maxLength={200}
          onChange={event => edit({ taskName: event.currentTarget.value })}
        />
        <ListChooser lists={lists} listId={listId} field={field('listId')} onChoose={onChooseList} />
        <TextInput
          {...field('sceneID')}
          label={t('setup.basics.scene')}
          value={form.sceneID}
          maxLength={128}
          title={t('setup.basics.sceneHint')}
          onChange={event => edit({ sceneID: event.currentTarget.value })}
        />
        <Autocomplete
          {...field('strategyName')}
          label={t('setup.basics.strategy')}
          value={form.strategyName}
          maxLength={128}
          title={t('setup.basics.strategyHint')}
          data={[...new Set((options?.strategies ?? []).map(strategy => strategy.strategyName))]}
          onChange={strategyName => edit({ strategyName })}
        />
        <Autocomplete
          {...field('routeID')}
          label={route?.routeName ? `${t('setup.basics.route')}, ${route.routeName}` : t('setup.basics.route')}
          value={form.routeID}
          maxLength={128}
          data={routeIds}
          onChange={routeID => edit({ routeID })}
          renderOption={({ option }) => {
            const named = routes.find(candidate => candidate.routeID === option.value)
            return (
              <span>
                {named?.routeName || option.value} <span className={css.third}>{option.value}</span>
              </span>
            )
          }}
        />
      </div>
      <OptionsNote options={options} lists={['routes', 'strategies']} />
      {optionsError ? <p className={css.note}>{t('setup.basics.optionsFailed', { what: errorWords(t, optionsError).what })}</p> : null}
    </section>
  )
}
