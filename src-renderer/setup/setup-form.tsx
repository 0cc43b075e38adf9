import { Button } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactList } from '../../src-contract/model/contact.ts'
import type { CallbotForm, NxlinkForm, TaskDraft } from '../../src-contract/model/task.ts'
import { checkTaskForm } from '../../src-contract/task-check.ts'
import { useCommand } from '../bridge/use-command.ts'
import { useQuery } from '../bridge/use-query.ts'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { useNow } from '../ui/use-now.ts'
import { CallbotSections } from './callbot-sections.tsx'
import type { FieldState } from './form-field.ts'
import { fieldId, focusField } from './form-field.ts'
import { fieldError } from './issue-words.ts'
import { LaunchReview } from './launch-review.tsx'
import { variablesForList } from './list-variables.ts'
import { NxlinkSections } from './nxlink-sections.tsx'
import { PreflightPanel } from './preflight-panel.tsx'
import css from './setup.module.css'
import { SetupHead } from './setup-head.tsx'
import { SummaryBar } from './summary-bar.tsx'
import { isZone } from './task-clock.ts'
import { TrialState } from './trial-state.tsx'
import { TryOne } from './try-one.tsx'
import type { DraftInHand, Work } from './use-draft.ts'

/** Codes that say "empty": not held against a field before it was visited. */
const emptyCodes: ReadonlySet<string> = new Set(['required', 'rate_required', 'sms_rule_missing'])

/** Form, preflight and summary of a loaded draft. */
export function SetupForm({ draft, work, hand }: { draft: TaskDraft; work: Work; hand: DraftInHand }) {
  const { t } = useTranslation()
  const now = useNow(1000)
  const minute = Math.floor(now / 60_000) * 60_000
  const [visited, setVisited] = useState<ReadonlySet<string>>(new Set())
  /** The dialog that is open over the form. */
  const [asking, setAsking] = useState<'launch' | 'tryOne' | null>(null)
  const check = useCommand('drafts.preflight')
  const lists = useQuery('contacts.lists', {}, { on: ['contacts'] }).data ?? []
  const list = lists.find(candidate => candidate.id === work.listId) ?? null
  const preflight = useQuery('drafts.preflight', { id: draft.id }, { on: ['contacts', 'accounts', 'webhooks'] })
  const { refresh } = preflight
  const { revision } = hand
  useEffect(() => {
    if (revision > 0) refresh()
  }, [revision, refresh])

  const issues = useMemo(
    () => checkTaskForm(work.form, { now: minute, columns: list?.columns.length ?? null }),
    [work.form, minute, list?.columns.length],
  )
  const visit = (name: string) => setVisited(before => (before.has(name) ? before : new Set(before).add(name)))
  const field = (name: string): FieldState => {
    const issue = issues.find(candidate => candidate.field === name && (visited.has(name) || !emptyCodes.has(candidate.code)))
    return { id: fieldId(name), error: issue ? fieldError(t, issue) : undefined, onBlur: () => visit(name) }
  }
  const edit = (patch: Partial<CallbotForm> | Partial<NxlinkForm>) =>
    hand.change(before => ({ ...before, form: { ...before.form, ...patch } as Work['form'] }))
  const chooseList = (chosen: ContactList) =>
    hand.change(({ form }) => {
      if (form.kind === 'nxlink')
        return { listId: chosen.id, form: { ...form, country: form.country || (chosen.mapping.defaultCountry ?? '') } }
      const variables = variablesForList(form.variables, chosen)
      return { listId: chosen.id, form: { ...form, variables, wholeTTS: form.wholeTTS || variables.length > 0 } }
    })

  // What is agreed to must be what is kept and checked now, not what the panel showed a moment ago.
  const review = async (what: 'launch' | 'tryOne') => {
    const [issue] = issues
    if (issue) {
      setVisited(new Set(issues.map(each => each.field)))
      return focusField(issue.field)
    }
    if (!(await hand.settle())) return
    const fresh = await check.run({ id: draft.id })
    refresh()
    if (!fresh.ok) return
    const [blocker] = fresh.value.blockers
    if (blocker) focusField(blocker.field)
    else setAsking(what)
  }

  const tryAgain = () => {
    check.clear()
    refresh()
  }
  const problem = check.error ?? preflight.error
  const shared = {
    accountId: draft.accountId,
    lists,
    list,
    listId: work.listId,
    onChooseList: chooseList,
    preflight: preflight.data,
    now,
    edit,
    field,
  }
  return (
    <div className={css.screen}>
      <SetupHead draftId={draft.id} work={work} hand={hand} list={list} checking={check.running} onReview={what => void review(what)} />
      <TrialState accountId={draft.accountId} draftId={draft.id} />
      <div className={css.body}>
        <div className={css.main}>
          {hand.saveError ? (
            <div className={css.strip}>
              <ErrorPanel
                compact
                error={hand.saveError}
                actions={<Button onClick={() => void hand.settle()}>{t('setup.tryAgain')}</Button>}
              />
            </div>
          ) : null}
          {problem ? (
            <div className={css.strip}>
              <ErrorPanel compact error={problem} actions={<Button onClick={tryAgain}>{t('setup.tryAgain')}</Button>} />
            </div>
          ) : null}
          {work.form.kind === 'callbot' ? (
            <CallbotSections {...shared} form={work.form} />
          ) : (
            <NxlinkSections {...shared} form={work.form} />
          )}
        </div>
        <PreflightPanel
          preflight={preflight.data}
          listId={work.listId}
          timeZone={work.form.kind === 'callbot' && isZone(work.form.timeZone) ? work.form.timeZone : undefined}
          outdated={hand.state === 'waiting' || preflight.loading}
        />
      </div>
      <SummaryBar form={work.form} preflight={preflight.data} />
      <LaunchReview draftId={draft.id} kind={work.form.kind} opened={asking === 'launch'} onClose={() => setAsking(null)} />
      {list ? (
        <TryOne accountId={draft.accountId} draftId={draft.id} list={list} opened={asking === 'tryOne'} onClose={() => setAsking(null)} />
      ) : null}
    </div>
  )
}
