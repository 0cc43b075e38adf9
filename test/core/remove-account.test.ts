import { expect, test } from 'vitest'
import { openTestCore, simulatorPort, until } from './open-test-core.ts'

test('an account that is still sending stays; once stopped it goes with its drafts, tasks and orders, and the contacts stay', {
  timeout: 60_000,
}, async () => {
  const { simulator, startSimulator } = await simulatorPort({ speed: 50 })
  const { core, ask, write } = await openTestCore(undefined, { startSimulator })
  const { accountId } = await ask('simulator.explore', {})
  await until(async () => ((await ask('submissions.list', { accountId })).every(each => each.state === 'done') ? true : null))

  const [list] = await ask('contacts.lists', {})
  const draft = await ask('drafts.create', { accountId, listId: list?.id ?? null })
  if (draft.form.kind !== 'callbot') throw new Error('the simulator is a Callbot account')
  await ask('drafts.save', { id: draft.id, listId: draft.listId, form: { ...draft.form, taskName: 'Held back', maxCall: 5 } })
  simulator.setFaults({ answerCode: { code: 7, probability: 1 } })
  const { submissionId } = await write({ do: 'launch', draftId: draft.id, mode: 'createAndCall' })
  const id = submissionId ?? ''
  await ask('drafts.create', { accountId, listId: null })

  const removed = { id: accountId, confirmLabel: 'Simulator' }
  expect(await core.dispatch('accounts.remove', removed)).toMatchObject({ ok: false, error: { code: 'account_sending' } })
  expect(await ask('accounts.list', {})).toHaveLength(1)

  await until(async () => ((await ask('submissions.get', { id })).totals.backoff > 0 ? true : null))
  await ask('submissions.stop', { id })
  await until(async () => ((await ask('submissions.get', { id })).finishedAt !== null ? true : null))
  expect(await core.dispatch('accounts.remove', removed)).toMatchObject({ ok: true })
  expect({
    accounts: await ask('accounts.list', {}),
    drafts: await ask('drafts.list', { accountId }),
    tasks: await ask('tasks.list', { accountId }),
    orders: (await ask('orders.open', { filter: { accountId }, sort: { column: 'lastCallAt', direction: 'desc' }, count: 5 })).rows,
    lists: (await ask('contacts.lists', {})).length,
  }).toEqual({ accounts: [], drafts: [], tasks: [], orders: [], lists: 1 })
})
