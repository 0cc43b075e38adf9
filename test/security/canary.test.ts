import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type MethodName, methods } from '../../src-contract/methods.ts'
import { openTestCore, simulatorPort, type TestCore, until } from '../core/open-test-core.ts'
import { emptyFolder } from '../db/with-folder.ts'
import { createLeakSearch } from './leak-search.ts'
import { arbitraryOf, type Known } from './schema-arbitrary.ts'

const RUNS = 1000
/** With a quote and a backslash, because those are where escaping goes wrong. */
const newSecret = (mark: string) => `${mark}"\\${randomBytes(18).toString('base64url')}`
const order = { column: 'lastCallAt', direction: 'desc' } as const

/** A console with both kinds of accounts whose secrets are canaries, and everything it ever says written down. */
async function watchedConsole() {
  const secrets = { callbot: newSecret('cb'), nxlink: newSecret('nx'), simulator: newSecret('sim'), wrong: newSecret('bad') }
  const { simulator } = await simulatorPort({
    // A task that ended before its last batch came would refuse it.
    speed: 10,
    uuid: 'uuid-real',
    secretKey: secrets.callbot,
    accessKey: 'AK-real',
    accessSecret: secrets.nxlink,
    dialHours: 'ignore',
  })
  const { startSimulator } = await simulatorPort({ speed: 10, secretKey: secrets.simulator })
  const opened = await openTestCore(emptyFolder(), { startSimulator })
  const said: string[] = []
  const call = async (name: string, input: unknown) => {
    const answer = await opened.core.dispatch(name, input)
    said.push(JSON.stringify(answer))
    return answer
  }
  const value = async <T = { id: string }>(name: MethodName, input: unknown) => {
    const answer = await call(name, input)
    if (!answer.ok) throw new Error(`${name} was refused: ${JSON.stringify(answer.error)}`)
    return answer.value as T
  }
  return { ...opened, simulator, secrets, said, call, value }
}

function expectNoLeak({
  secrets,
  said,
  dataDir,
  events,
}: { secrets: Record<string, string>; said: string[]; dataDir: string } & Pick<TestCore, 'events'>) {
  for (const [name, secret] of Object.entries(secrets)) {
    const search = createLeakSearch(secret)
    expect({
      name,
      answers: said.filter(line => search.inText(line).length > 0),
      events: events.filter(event => search.inText(JSON.stringify(event)).length > 0),
      files: search.inFolder(dataDir),
    }).toEqual({ name, answers: [], events: [], files: [] })
  }
}

test('the search finds what it is for: the secret, a piece of it, its JSON, hex and base64, in a file and in a file name', () => {
  const secret = newSecret('cb')
  const search = createLeakSearch(secret)
  const folder = emptyFolder()
  mkdirSync(join(folder, 'logs'))
  const bytes = Buffer.from(secret)
  const leaks = [
    secret,
    secret.slice(4, 20),
    JSON.stringify({ secret }),
    bytes.toString('hex'),
    `xx${Buffer.from(`a${secret}b`).toString('base64')}`,
    encodeURIComponent(secret),
  ]
  for (const leak of leaks) expect(search.inText(`before ${leak} after`)).not.toEqual([])
  writeFileSync(join(folder, 'logs', 'a.bin'), Buffer.concat([randomBytes(5000), Buffer.from(secret, 'utf16le')]))
  writeFileSync(join(folder, 'b.txt'), 'nothing here')
  expect(search.inFolder(folder)).toEqual([join(folder, 'logs', 'a.bin')])
})

test('a secret goes in and is used, and is in no file, answer, event or error text', async () => {
  const app = await watchedConsole()
  const { secrets, simulator, call, value } = app
  const callbot = {
    kind: 'callbot',
    label: 'Floor',
    colour: 'petrol',
    uuid: 'uuid-real',
    secretKey: secrets.callbot,
    algorithm: 'SHA256',
    baseUrl: simulator.url,
  }
  const nxlink = {
    kind: 'nxlink',
    label: 'Agents',
    colour: 'plum',
    accessKey: 'AK-real',
    accessSecret: secrets.nxlink,
    region: 'custom',
    baseUrl: simulator.url,
    tenantId: '144',
  }
  const { id: accountId } = await value('accounts.save', callbot)
  const { id: nxlinkId } = await value('accounts.save', nxlink)

  // It is the real secret: signed calls are accepted with it.
  expect(await value('accounts.test', { ...callbot, id: accountId, secretKey: undefined })).toMatchObject({ signatureAccepted: true })
  for (const draft of [
    { ...callbot, secretKey: secrets.wrong },
    { ...callbot, uuid: 'unknown', secretKey: secrets.wrong },
    { ...callbot, baseUrl: 'http://127.0.0.1:1' },
    { ...callbot, baseUrl: 'http://elsewhere.example' },
    { ...callbot, baseUrl: 'no url' },
    { ...callbot, algorithm: 'SHA1' },
    { ...callbot, surprise: 1 },
    { ...nxlink, accessSecret: secrets.wrong },
  ])
    await call('accounts.test', draft)
  for (const draft of [
    callbot,
    { ...callbot, id: 'unknown' },
    { ...nxlink, id: accountId },
    { ...callbot, label: '' },
    { ...nxlink, region: 'MARS' },
  ])
    expect((await call('accounts.save', draft)).ok).toBe(false)
  await call('accounts.setSecret', { id: 'unknown', secret: secrets.wrong })
  await call('accounts.setSecret', { id: accountId, secret: `${secrets.callbot}${'x'.repeat(600)}` })
  await call(secrets.wrong, { secret: secrets.callbot })

  const tour = await value<{ accountId: string; userTaskID: string; submissionId: string }>('simulator.explore', {})
  const [list] = await value<{ id: string }[]>('contacts.lists', {})
  const draft = await value<{ id: string; form: Record<string, unknown> }>('drafts.create', { accountId, listId: list?.id ?? null })
  await value('drafts.save', {
    id: draft.id,
    listId: list?.id,
    form: {
      ...draft.form,
      taskName: 'Wave',
      sceneID: 'scene-demo',
      strategyName: 'Once Only',
      startupType: 3,
      callbacks: { ...(draft.form.callbacks as object), mode: 'listener' },
    },
  })
  const preview = await value<{ token: string; typed: string | null }>('writes.preview', {
    do: 'launch',
    draftId: draft.id,
    mode: 'createAndCall',
  })
  const launched = await value<{ submissionId: string }>('writes.commit', { token: preview.token, typed: preview.typed ?? '' })
  await until(async () =>
    (await value<{ state: string }>('submissions.get', { id: launched.submissionId })).state === 'done' ? true : null,
  )
  for (const id of [accountId, tour.accountId]) {
    await call('sync.start', { accountId: id, kind: 'tasks', userTaskID: null })
    await call('sync.start', { accountId: id, kind: 'orders', userTaskID: null })
  }
  await call('sync.start', { accountId: nxlinkId, kind: 'records', userTaskID: null })
  const { rows } = await value<{ rows: { orderID: string }[] }>('orders.open', {
    filter: { accountId: tour.accountId },
    sort: order,
    count: 5,
  })
  await call('orders.pullCalls', { accountId: tour.accountId, orderID: rows[0]?.orderID })
  const exported = await value('exports.start', {
    filter: { accountId: tour.accountId },
    sort: order,
    columns: ['phone', 'name', 'agent'],
    timeZone: 'UTC',
    orderIDs: null,
  })
  await until(async () =>
    (await value<{ id: string; state: string }[]>('exports.list', {})).find(job => job.id === exported.id)?.state === 'done' ? true : null,
  )
  await until(async () => ((await value<{ received: number }>('webhooks.status', {})).received > 0 ? true : null))

  // The platform says no from one moment to the next, and our own code has a bad day.
  simulator.setFaults({ wrongSignature: 1 })
  await call('tasks.options', { accountId, sceneID: 'scene-demo' })
  for (const name of Object.keys(methods)) await call(name, { id: accountId, accountId, listId: list?.id, filter: { accountId } })
  expectNoLeak(app)
  await app.core.close()
  expectNoLeak(app)
})

test(`${RUNS} fuzzed calls over every method neither leak it, nor break the console, nor touch what objects inherit`, async () => {
  const app = await watchedConsole()
  const { secrets, simulator, call, value } = app
  const { id: accountId } = await value('accounts.save', {
    kind: 'callbot',
    label: 'Floor',
    colour: 'petrol',
    uuid: 'uuid-real',
    secretKey: secrets.callbot,
    algorithm: 'SHA256',
    baseUrl: simulator.url,
  })
  const { id: nxlinkId } = await value('accounts.save', {
    kind: 'nxlink',
    label: 'Agents',
    colour: 'plum',
    accessKey: 'AK-real',
    accessSecret: secrets.nxlink,
    region: 'custom',
    baseUrl: simulator.url,
    tenantId: '144',
  })
  const file = join(emptyFolder(), 'april.csv')
  writeFileSync(file, 'phone,name\n+8615612345678,Ana\n+8615612345679,"Rojas, V"\n')
  const { fileId } = app.core.giveFile({ path: file, fileName: 'april.csv', sizeBytes: 60 })
  const imported = await value('contacts.import', {
    fileId,
    name: 'April',
    reading: { encoding: 'auto', delimiter: 'auto', header: 'auto' },
    mapping: { phone: 0, name: 1, customerName: null, other: null, variables: [], defaultCountry: 'CN' },
  })
  const draft = await value('drafts.create', { accountId, listId: imported.id })
  const { handle } = await value<{ handle: string }>('orders.open', { filter: { accountId }, sort: order, count: 5 })

  const ids = [accountId, nxlinkId, imported.id, draft.id]
  const known: Known = {
    id: ids,
    accountId: [accountId, nxlinkId],
    listId: [imported.id],
    draftId: [draft.id],
    fileId: [fileId],
    handle: [handle],
    confirmCount: [1, 2],
    timeZone: ['UTC', 'Asia/Shanghai'],
    // Real gateways are not for fuzzing.
    region: ['custom'],
    baseUrl: [simulator.url, 'http://127.0.0.1:1', 'no url', 'http://10.0.0.1'],
    only: ['region', 'baseUrl'],
  }
  // The tour has its own test; each run of it would launch 2,000 orders.
  const names = Object.keys(methods).filter(name => name !== 'simulator.explore') as MethodName[]
  const inherited = Reflect.ownKeys(Object.prototype)
  const junk = fc.oneof(fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }), fc.jsonValue())
  const answers = { ok: 0, refused: 0 }
  await fc.assert(
    fc.asyncProperty(
      fc
        .constantFrom(...names)
        .chain(name =>
          fc.tuple(
            fc.constant(name),
            fc.oneof({ arbitrary: arbitraryOf(methods[name].input, known), weight: 4 }, { arbitrary: junk, weight: 1 }),
          ),
        ),
      async ([name, input]) => {
        const answer = await call(name, input)
        if (answer.ok) answers.ok += 1
        else answers.refused += 1
        // A surprise is a bug: every bad input has a name.
        if (!answer.ok) expect([name, input, answer.error.code]).not.toEqual([name, input, 'internal'])
      },
    ),
    { numRuns: RUNS, endOnFailure: true },
  )
  expect(answers.ok).toBeGreaterThan(RUNS / 10)
  expect(answers.refused).toBeGreaterThan(RUNS / 10)
  expect(Reflect.ownKeys(Object.prototype)).toEqual(inherited)
  expect((await call('system.info', {})).ok).toBe(true)
  expectNoLeak(app)
  await app.core.close()
  expectNoLeak(app)
})
