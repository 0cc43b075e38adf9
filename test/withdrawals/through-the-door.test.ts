import { expect, test } from 'vitest'
import { openTestCore, simulatorPort, until } from '../core/open-test-core.ts'

test('the operator withdraws all of a task by preview and commit; meanwhile the account stays', async () => {
  const { simulator, startSimulator } = await simulatorPort({ webhooks: false })
  const { ask, call } = await openTestCore(undefined, { startSimulator })
  const { accountId } = await ask('simulator.explore', {})
  simulator.loadTask({ taskName: 'Wave 1', orders: 1_200, userTaskID: 'u1' })
  await ask('sync.start', { accountId, kind: 'orders', userTaskID: 'u1' })
  await until(async () => ((await ask('sync.jobs', {})).some(job => job.userTaskID === 'u1' && job.state === 'done') ? true : null))
  const [account] = await ask('accounts.list', {})
  if (!account) throw new Error('no account')
  await ask('accounts.setRules', { id: accountId, rules: { ...account.rules, requestsPerSecond: 2 } })

  const selection = { by: 'filter' as const, filter: { accountId, userTaskIDs: ['u1'] } }
  const preview = await ask('writes.preview', { do: 'withdraw', accountId, selection, delCall: 0 })
  expect(preview).toMatchObject({ count: 1_200, subject: 'Wave 1', typed: '1200', irreversible: true, blockers: [] })
  // What comes into the task now was not counted, so it is not withdrawn.
  simulator.addOrders('u1', [{ orderID: 'late', userPhone: '8613900000000' }])
  await ask('sync.start', { accountId, kind: 'orders', userTaskID: 'u1' })
  await until(async () => ((await call('orders.get', { accountId, orderID: 'late' })).ok ? true : null))
  expect(await call('writes.commit', { token: preview.token ?? '', typed: '1201' })).toMatchObject({ error: { code: 'confirm_mismatch' } })
  const { withdrawalId } = await ask('writes.commit', { token: preview.token ?? '', typed: '1200' })
  const id = withdrawalId ?? ''
  expect(await call('accounts.remove', { id: accountId, confirmLabel: account.label })).toMatchObject({
    error: { code: 'account_sending' },
  })

  const done = await until(async () => {
    const now = await ask('withdrawals.get', { id })
    return now.state === 'done' ? now : null
  })
  expect(done.totals).toEqual({ total: 1_200, withdrawn: 1_200, refused: 0, left: 0 })
  expect(await ask('withdrawals.orders', { id, state: 'withdrawn', start: 1_199, count: 5 })).toMatchObject({ total: 1_200, rows: [{}] })
  expect(simulator.records.order('late')?.finish).toBe(false)
  const lines = await ask('audit.list', {
    filter: { text: '', accountId, actions: ['write.committed', 'request.answered'], from: null, to: null },
    before: null,
    count: 10,
  })
  expect(lines.rows.filter(line => JSON.stringify(line.after).includes('stopOrder'))).toHaveLength(3)
  expect(lines.rows.find(line => line.action === 'write.committed')).toMatchObject({
    subject: 'Wave 1',
    after: { do: 'withdraw', orders: 1_200, delCall: 0 },
  })
  expect(await ask('audit.verify', {})).toMatchObject({ state: 'intact' })
})
