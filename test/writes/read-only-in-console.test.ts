import { expect, test } from 'vitest'
import { defaultRules } from '../../src-contract/model/account.ts'
import { openTestCore, simulatorPort, until } from '../core/open-test-core.ts'

test('a submission stops at once when its account is made read only, and goes on after it is lifted: nothing lost, nothing twice', async () => {
  const { simulator, startSimulator } = await simulatorPort({ speed: 50 })
  const { ask, call } = await openTestCore(undefined, { startSimulator })
  const { accountId } = await ask('simulator.explore', {})
  await until(async () => ((await ask('submissions.list', { accountId })).every(each => each.state === 'done') ? true : null))
  const before = simulator.records.orders().length

  const slow = { ...defaultRules, startSize: 50, largestSize: 50, inFlight: 2, requestsPerSecond: 10 }
  await ask('accounts.setRules', { id: accountId, rules: slow })
  const [list] = await ask('contacts.lists', {})
  const draft = await ask('drafts.create', { accountId, listId: list?.id ?? null })
  if (draft.form.kind !== 'callbot') throw new Error('the simulator is a Callbot account')
  await ask('drafts.save', { id: draft.id, listId: draft.listId, form: { ...draft.form, taskName: 'Evening', maxCall: 5 } })
  const launch = { do: 'launch', draftId: draft.id, mode: 'createAndCall' } as const
  const shown = await ask('writes.preview', launch)
  expect(shown).toMatchObject({ count: list?.readyCount, typed: String(list?.readyCount), blockers: [] })
  const { submissionId } = await ask('writes.commit', { token: shown.token ?? '', typed: shown.typed ?? '' })
  const id = submissionId ?? ''
  await until(async () => ((await ask('submissions.get', { id })).totals.accepted > 100 ? true : null))

  await ask('accounts.setRules', { id: accountId, rules: { ...slow, protection: 'readOnly' } })
  const stuck = await until(async () => {
    const now = await ask('submissions.get', { id })
    // What was under way when the account was locked may still reach the platform.
    const { states } = await ask('submissions.overview', { id })
    return now.state === 'stuck' && now.totals.unknown === 0 && !states.sending ? now : null
  })
  expect(stuck.problem).toMatchObject({ code: 'account_read_only' })
  const reached = simulator.records.orders().length
  await new Promise(resolve => setTimeout(resolve, 500))
  expect(simulator.records.orders().length).toBe(reached)
  expect(reached - before).toBeLessThan(list?.readyCount ?? 0)
  const pause = { do: 'operate', accountId, userTaskID: stuck.userTaskID, taskOperate: 2, delCall: 0 } as const
  expect(await ask('writes.preview', pause)).toMatchObject({ token: null, blockers: [{ code: 'account_read_only' }] })
  await ask('submissions.resume', { id })
  await until(async () => ((await ask('submissions.get', { id })).state === 'stuck' ? true : null))
  expect(simulator.records.orders().length).toBe(reached)

  await ask('accounts.setRules', { id: accountId, rules: { ...slow, requestsPerSecond: null } })
  await ask('submissions.resume', { id })
  await until(async () => ((await ask('submissions.get', { id })).state === 'done' ? true : null))
  const orders = simulator.records.orders()
  expect(orders.length - before).toBe(list?.readyCount)
  expect(orders.filter(order => order.timesCreated !== 1)).toEqual([])
  const told = await ask('audit.list', {
    filter: { text: '', accountId, actions: ['write.committed'], from: null, to: null },
    before: null,
    count: 10,
  })
  expect(told.rows[0]).toMatchObject({ subject: 'Evening', after: { do: 'launch', orders: list?.readyCount } })
  expect(await call('audit.verify', {})).toMatchObject({ ok: true, value: { state: 'intact' } })
})
