import { expect, test } from 'vitest'
import type { TaskRow } from '../../src-contract/model/task.ts'
import { createTaskChanges } from '../../src-core/tasks/task-changes.ts'
import type { PageBridge } from '../../src-renderer/bridge/bridge.ts'
import { createTaskMemory } from '../../src-renderer/bridge/task-memory.ts'
import { taskOf } from '../renderer/board-rows.ts'

/** A page's memory over the core's numbering; the rows of the one account are a plain list, and `told` holds how many rows each answer carried. */
function connected(first: TaskRow[]) {
  const on = { rows: first, told: [] as number[], fail: false, broken: false, changes: createTaskChanges(1_000) }
  const list = createTaskMemory((async (_name: string, { accountId, since }: { accountId: string; since: number | null }) => {
    await new Promise(resolve => setImmediate(resolve))
    if (on.broken) throw new Error('the connection broke')
    if (on.fail) return { ok: false, error: { code: 'unreachable' } }
    const value = on.changes(accountId, on.rows, since)
    on.told.push(value.rows.length)
    return { ok: true, value: structuredClone(value) }
  }) as unknown as PageBridge['call'])
  const shown = async () => {
    const answer = await list('a')
    return answer.ok ? answer.value : null
  }
  return { ...on, on, list, shown }
}

const named = (userTaskID: string, taskName = userTaskID) => taskOf({ userTaskID, taskName })

test('after the first answer only rows that changed are told, and the others stay the same objects', async () => {
  const { on, shown } = connected([named('t1'), named('t2'), named('t3')])
  const before = await shown()
  on.rows = [named('t1'), named('t2', 'renamed'), named('t3')]
  const after = await shown()
  expect([on.told, after]).toEqual([[3, 1], on.rows])
  expect([after?.[0] === before?.[0], after?.[1] === before?.[1]]).toEqual([true, false])
  expect(await shown()).toBe(after)
  expect(on.told).toEqual([3, 1, 0])
})

test('a task that comes, goes or moves is told with all the rows, in their order', async () => {
  const { on, shown } = connected([named('t1'), named('t2')])
  await shown()
  for (const ids of [['t3', 't1', 't2'], ['t3', 't2'], ['t2', 't3'], []]) {
    on.rows = ids.map(id => named(id))
    expect(await shown()).toEqual(on.rows)
  }
  expect(on.told).toEqual([2, 3, 2, 2, 0])
})

test('two pages that ask in turns each get what they have not seen, and a core that began anew tells everything', async () => {
  const { on, shown } = connected([named('t1'), named('t2')])
  await shown()
  on.rows = [named('t1', 'once'), named('t2')]
  on.changes('a', on.rows, null)
  on.rows = [named('t1', 'once'), named('t2', 'twice')]
  on.changes('a', on.rows, null)
  expect(await shown()).toEqual(on.rows)
  on.changes = createTaskChanges(9_000)
  on.rows = [named('t1', 'new run'), named('t2', 'twice')]
  expect(await shown()).toEqual(on.rows)
  expect(on.told).toEqual([2, 2, 2])
})

test('many who ask at once share one question, those who ask meanwhile share the next, and a failure is told and forgotten', async () => {
  const { on, list, shown } = connected([named('t1')])
  const first = [shown(), shown(), shown()]
  await new Promise(resolve => queueMicrotask(() => resolve(undefined)))
  const meanwhile = [shown(), shown()]
  await Promise.all([...first, ...meanwhile])
  expect(on.told).toEqual([1, 0])
  on.fail = true
  expect(await list('a')).toMatchObject({ ok: false })
  on.fail = false
  on.rows = [named('t1', 'later')]
  expect(await shown()).toEqual(on.rows)
})

test('after a question that broke off the next one is asked as ever', async () => {
  const { on, list, shown } = connected([named('t1')])
  on.broken = true
  await expect(list('a')).rejects.toThrow('the connection broke')
  on.broken = false
  expect(await shown()).toEqual(on.rows)
})
