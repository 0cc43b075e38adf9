import { expect, test } from 'vitest'
import { defaultRules } from '../../src-contract/model/account.ts'
import { AppError } from '../../src-core/app-error.ts'
import { complete, launch, writeRig } from './write-rig.ts'

const expired = { code: 'preview_expired' }

test('a preview changes nothing and says what it would do; with its token and the typed count it is done, once, and written down', async () => {
  const rig = writeRig()
  const preview = await rig.handlers['writes.preview'](launch)
  expect(preview).toMatchObject({
    accountId: 'acc-1',
    subject: 'Cobranza marzo',
    count: 500,
    typed: '500',
    blockers: [],
    facts: [{ code: 'orders' }],
    request: { endpoint: 'createAndCall' },
  })
  expect(preview.token).toMatch(/^[\w-]{32}$/)
  expect([rig.commits, rig.told()]).toEqual([[], []])
  const token = preview.token ?? ''
  expect(await rig.handlers['writes.commit']({ token, typed: ' 500 ' })).toEqual({ submissionId: 'S1', withdrawalId: null })
  await expect(rig.handlers['writes.commit']({ token, typed: '500' })).rejects.toMatchObject(expired)
  expect(rig.commits).toEqual([launch])
  expect(rig.told()).toMatchObject([
    {
      action: 'write.committed',
      accountId: 'acc-1',
      subject: 'Cobranza marzo',
      outcome: 'done',
      after: { do: 'launch', count: 500, orders: 500 },
    },
  ])
})

test('a wrong text does nothing and leaves the token good', async () => {
  const rig = writeRig()
  rig.world.plan = { count: 0, destroys: true }
  const { token, typed } = await rig.handlers['writes.preview'](complete)
  expect(typed).toBe('Cobranza marzo')
  for (const wrong of ['', 'cobranza marzo', 'Cobranza', '500'])
    await expect(rig.handlers['writes.commit']({ token: token ?? '', typed: wrong })).rejects.toMatchObject({
      code: 'confirm_mismatch',
      params: { confirmed: wrong, actual: 'Cobranza marzo' },
    })
  expect([rig.commits, rig.told()]).toEqual([[], []])
  await rig.handlers['writes.commit']({ token: token ?? '', typed: 'Cobranza  marzo' })
  expect(rig.commits).toHaveLength(1)
})

test('of two clicks at the same moment one is done', async () => {
  const rig = writeRig()
  const { token } = await rig.handlers['writes.preview'](launch)
  const both = await Promise.allSettled([1, 2].map(() => rig.handlers['writes.commit']({ token: token ?? '', typed: '500' })))
  expect(both.map(each => each.status)).toEqual(['fulfilled', 'rejected'])
  expect([rig.commits.length, rig.told().length]).toEqual([1, 1])
})

test('a preview stands for ten minutes', async () => {
  const rig = writeRig()
  const early = await rig.handlers['writes.preview'](launch)
  rig.wait(1)
  const late = await rig.handlers['writes.preview'](launch)
  rig.wait(10 * 60_000 - 1)
  await expect(rig.handlers['writes.commit']({ token: early.token ?? '', typed: '500' })).rejects.toMatchObject(expired)
  await rig.handlers['writes.commit']({ token: late.token ?? '', typed: '500' })
  await expect(rig.handlers['writes.commit']({ token: 'somebody guessed', typed: '500' })).rejects.toMatchObject(expired)
  expect(rig.commits).toHaveLength(1)
})

test('what would do something else by now is not done: another digest, a new blocker, or more to type', async () => {
  const changes: readonly ((rig: ReturnType<typeof writeRig>) => void)[] = [
    rig => void (rig.world.plan = { ...rig.world.plan, digest: 'another' }),
    rig => void (rig.world.plan = { ...rig.world.plan, blockers: [{ field: '', code: 'task_ended', params: {} }] }),
    rig => void (rig.world.rules = { ...defaultRules, protection: 'strict' }),
    rig => void (rig.world.plan = { ...rig.world.plan, destroys: true }),
  ]
  for (const change of changes) {
    const rig = writeRig()
    rig.world.plan = { count: 3 }
    const { token, typed } = await rig.handlers['writes.preview'](launch)
    expect(typed).toBeNull()
    change(rig)
    await expect(rig.handlers['writes.commit']({ token: token ?? '', typed: '' }), String(change)).rejects.toMatchObject(expired)
    rig.world.plan = { count: 3 }
    rig.world.rules = defaultRules
    // The token went with the refusal: the operator reads the new preview.
    await expect(rig.handlers['writes.commit']({ token: token ?? '', typed: '' })).rejects.toMatchObject(expired)
    expect([rig.commits, rig.told()]).toEqual([[], []])
  }
})

test('a number that moves while the task runs is no other write as long as the plan says so', async () => {
  const rig = writeRig()
  const { token } = await rig.handlers['writes.preview'](complete)
  rig.world.plan = { count: 498 }
  await rig.handlers['writes.commit']({ token: token ?? '', typed: '500' })
  expect(rig.told()).toMatchObject([{ after: { do: 'operate', count: 498 } }])
})

test('a read-only account gets no token, and one that became read only after the preview refuses the commit', async () => {
  const rig = writeRig()
  const { token } = await rig.handlers['writes.preview'](launch)
  rig.world.rules = { ...defaultRules, protection: 'readOnly' }
  expect(await rig.handlers['writes.preview'](launch)).toMatchObject({
    token: null,
    typed: null,
    blockers: [{ field: '', code: 'account_read_only', params: {} }],
  })
  await expect(rig.handlers['writes.commit']({ token: token ?? '', typed: '500' })).rejects.toMatchObject({
    code: 'account_read_only',
    params: { label: 'Main floor' },
  })
  expect(rig.commits).toEqual([])
})

test('a blocked write gets no token, and what cannot be planned throws the area’s own error', async () => {
  const rig = writeRig()
  rig.world.plan = { blockers: [{ field: 'listId', code: 'no_list', params: {} }] }
  expect(await rig.handlers['writes.preview'](launch)).toMatchObject({ token: null, blockers: [{ code: 'no_list' }] })
  await expect(rig.handlers['writes.preview']({ do: 'settle', submissionId: 'S9' })).rejects.toMatchObject({ code: 'not_found' })
})

test('a commit that sent a request is written down with the values before and after and the ids for support', async () => {
  const rig = writeRig()
  rig.world.plan = {
    before: { taskStatus: 2 },
    after: { taskStatus: 3 },
    commit: async () => ({ requestId: 'req-1', responseId: 'resp-1', after: { taskStatus: 6 } }),
  }
  const { token } = await rig.handlers['writes.preview'](complete)
  expect(await rig.handlers['writes.commit']({ token: token ?? '', typed: '500' })).toEqual({ submissionId: null, withdrawalId: null })
  expect(rig.told()).toMatchObject([
    {
      action: 'write.committed',
      before: { taskStatus: 2 },
      after: { do: 'operate', count: 500, taskStatus: 6 },
      requestId: 'req-1',
      responseId: 'resp-1',
    },
  ])
})

test('a commit that failed is written down as refused, or as unknown when it may have been done, and the error goes on', async () => {
  const ids = { requestId: 'req-1', responseId: null, retCode: null }
  const failures = [
    [new AppError('platform_parameters', {}, { ...ids, responseId: 'resp-1', retCode: 4000 }), 'refused'],
    [new AppError('timeout', { seconds: 30, host: 'x' }, ids), 'unknown'],
    [new AppError('conflict', { what: 'draft' }), 'refused'],
    [new AppError('account_read_only', {}), 'refused'],
    [new Error('a surprise'), 'unknown'],
  ] as const
  for (const [error, outcome] of failures) {
    const rig = writeRig()
    rig.world.plan = {
      commit: () => {
        throw error
      },
    }
    const { token } = await rig.handlers['writes.preview'](complete)
    await expect(rig.handlers['writes.commit']({ token: token ?? '', typed: '500' })).rejects.toBe(error)
    expect(rig.told(), error.message).toMatchObject([
      {
        action: 'write.refused',
        outcome,
        requestId: error instanceof AppError ? (error.ids.requestId ?? null) : null,
        after: { do: 'operate', orders: 500, error: error instanceof AppError ? error.code : 'internal' },
      },
    ])
  }
})

test('a planner may put the line of the audit into its own transaction: both stand or fall together, and the line is there once', async () => {
  const rig = writeRig()
  const { db } = rig.ledger
  const act = (fail: boolean) => (done?: (result: { submissionId: string }) => void) => {
    db.transaction(() => {
      done?.({ submissionId: 'S1' })
      if (fail) throw new AppError('conflict', { what: 'draft' })
    })()
    return { submissionId: 'S1' }
  }
  for (const fail of [false, true]) {
    rig.world.plan = { commit: act(fail) }
    const { token } = await rig.handlers['writes.preview'](launch)
    await Promise.resolve(rig.handlers['writes.commit']({ token: token ?? '', typed: '500' })).catch(() => {})
  }
  expect(rig.told().map(line => line.action)).toEqual(['write.committed', 'write.refused'])
  expect(await rig.ledger.verify()).toMatchObject({ state: 'intact' })
})

test('what was done at the platform is told even where the audit cannot be written any more', async () => {
  const rig = writeRig()
  const { token } = await rig.handlers['writes.preview'](launch)
  rig.ledger.db.exec(`CREATE TRIGGER no_more BEFORE INSERT ON audit_entry BEGIN SELECT raise(ABORT, 'full'); END`)
  expect(await rig.handlers['writes.commit']({ token: token ?? '', typed: '500' })).toMatchObject({ submissionId: 'S1' })
})
