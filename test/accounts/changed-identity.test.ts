import { expect, test } from 'vitest'
import { openTestCore, simulatorPort, until } from '../core/open-test-core.ts'

/** An account of its own at the simulator, beside the one that the console makes for it, and a draft over a list of contacts. */
async function withAccount(change: { uuid?: string } = {}) {
  const { simulator, startSimulator } = await simulatorPort({ webhooks: false })
  const { ask, call, write } = await openTestCore(undefined, { startSimulator })
  const own = await ask('simulator.explore', {})
  await until(async () =>
    (await ask('submissions.list', { accountId: own.accountId })).every(each => each.state === 'done') ? true : null,
  )
  const account = {
    kind: 'callbot',
    label: 'Main floor',
    colour: 'petrol',
    uuid: simulator.credentials.callbot.uuid,
    secretKey: simulator.credentials.callbot.secretKey,
    algorithm: 'SHA256',
    // Another name of this computer, so that it is not the simulator's own account a second time.
    baseUrl: simulator.url.replace('127.0.0.1', 'localhost'),
    ...change,
  } as const
  const { id: accountId } = await ask('accounts.save', account)
  const [list] = await ask('contacts.lists', {})
  const draft = await ask('drafts.create', { accountId, listId: list?.id ?? null })
  if (draft.form.kind !== 'callbot') throw new Error('not a Callbot form')
  const form = { ...draft.form, taskName: 'Evening', sceneID: 'scene-demo', strategyName: 'Default Strategy', maxCall: 5 }
  await ask('drafts.save', { id: draft.id, listId: draft.listId, form })
  const { secretKey: _, ...kept } = account
  const save = (wish: Partial<typeof kept> | { uuid: string } | { baseUrl: string } | { label: string }) =>
    call('accounts.save', { ...kept, ...wish, id: accountId })
  const view = (id: string) => ask('submissions.get', { id })
  return { simulator, ask, call, write, save, view, accountId, draftId: draft.id }
}
const launch = (draftId: string) => ({ do: 'launch', draftId, mode: 'createAndCall' }) as const
const refused = { ok: false, error: { code: 'account_sending', params: { label: 'Main floor' } } }

test('while orders of an account may ring, its uuid and its address stay; its name and its secret may change', async () => {
  const { simulator, ask, write, save, view, accountId, draftId } = await withAccount()
  simulator.setFaults({ paths: ['createAndCall', 'listOrder'], dropAnswerAfterWork: 1 })
  const id = (await write(launch(draftId))).submissionId ?? ''
  await until(async () => ((await view(id)).totals.unknown > 0 ? true : null))
  expect(await save({ uuid: 'another account' })).toMatchObject(refused)
  expect(await save({ baseUrl: 'https://nxbot.nxcloud.com' })).toMatchObject(refused)
  expect((await ask('accounts.list', {})).find(account => account.id === accountId)).toMatchObject({
    identity: simulator.credentials.callbot.uuid,
    baseUrl: simulator.url.replace('127.0.0.1', 'localhost'),
  })
  expect(await save({ label: 'Floor 2' })).toMatchObject({ ok: true })

  simulator.setFaults({ dropAnswerAfterWork: 0 })
  await ask('submissions.tryNow', { id })
  const done = await until(async () => ((await view(id)).state === 'done' ? view(id) : null))
  expect(simulator.records.orders().filter(order => order.userTaskID === done.userTaskID)).toHaveLength(done.totals.accepted)
  expect(await save({ uuid: 'another account' })).toMatchObject({ ok: true })
})

test('a uuid with a typing mistake, under which nothing was ever taken, is put right and sending goes on', async () => {
  const { simulator, ask, write, save, view, draftId } = await withAccount({ uuid: 'typed wrong' })
  const id = (await write(launch(draftId))).submissionId ?? ''
  await until(async () => ((await view(id)).problem?.code === 'auth_unknown_account' ? true : null))
  expect(await save({ uuid: simulator.credentials.callbot.uuid })).toMatchObject({ ok: true })
  await ask('submissions.resume', { id })
  await until(async () => ((await view(id)).state === 'done' ? true : null))
})

test('a submission that goes on by itself keeps its account, also before anything was taken; paused, it lets it be changed', async () => {
  const { simulator, ask, write, save, view, draftId } = await withAccount()
  simulator.setFaults({ paths: ['createAndCall'], answerCode: { code: 7, probability: 1 } })
  const id = (await write(launch(draftId))).submissionId ?? ''
  await until(async () => ((await view(id)).totals.backoff > 0 ? true : null))
  expect(await save({ uuid: 'another account' })).toMatchObject(refused)
  await ask('submissions.pause', { id })
  await until(async () => ((await save({ uuid: 'another account' })).ok ? true : null))
})

test('a preview shown for one account is never done under another identity or address', async () => {
  const { simulator, ask, call, save, draftId } = await withAccount()
  for (const wish of [{ uuid: 'another account' }, { baseUrl: 'https://nxbot.nxcloud.com' }]) {
    const { token, typed } = await ask('writes.preview', launch(draftId))
    expect(await save(wish)).toMatchObject({ ok: true })
    expect(await call('writes.commit', { token: token ?? '', typed: typed ?? '' })).toMatchObject({ error: { code: 'preview_expired' } })
    expect(simulator.records.requests().filter(request => request.path.endsWith('createAndCall'))).toHaveLength(1)
    expect(await save({})).toMatchObject({ ok: true })
  }
})
