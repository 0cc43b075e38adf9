import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openForReading } from '../../src-core/db/open.ts'
import { openTestCore, simulatorPort, until } from './open-test-core.ts'

/** What the inbox holds of an account, and whether its deletion is still noted. */
function inInbox(dataDir: string, accountId: string): { deliveries: number; notes: number } {
  const db = openForReading(join(dataDir, 'inbox.db'))
  const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table} WHERE account_id = ?`).pluck().get(accountId) as number
  try {
    return { deliveries: count('delivery'), notes: count('removed_account') }
  } finally {
    db.close()
  }
}

test('an account that is still sending stays; once stopped it goes with its drafts, tasks and orders, and the contacts stay', async () => {
  const { simulator, startSimulator } = await simulatorPort()
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

test('what was received for an account goes with it, and the same credentials make another account', async () => {
  const { startSimulator } = await simulatorPort()
  const { core, ask, dataDir } = await openTestCore(undefined, { startSimulator })
  const { accountId } = await ask('simulator.explore', {})
  await until(async () => ((await ask('submissions.list', { accountId })).every(each => each.state === 'done') ? true : null))
  await ask('webhooks.sendTest', { accountId, kind: 'order', status: 6, orderID: 'o1', userTaskID: 't1' })
  expect(inInbox(dataDir, accountId).deliveries).toBeGreaterThan(0)
  const addresses = await ask('webhooks.addresses', { accountId })

  expect(await core.dispatch('accounts.remove', { id: accountId, confirmLabel: 'Simulator' })).toMatchObject({ ok: true })
  await until(() => (inInbox(dataDir, accountId).notes === 0 ? true : null))
  expect(inInbox(dataDir, accountId)).toEqual({ deliveries: 0, notes: 0 })
  expect((await ask('webhooks.deliveries', { filter: { accountId }, before: null, count: 50 })).rows).toEqual([])

  const again = await ask('simulator.explore', {})
  expect(again.accountId).not.toBe(accountId)
  expect(await ask('webhooks.addresses', { accountId: again.accountId })).not.toEqual(addresses)
})
