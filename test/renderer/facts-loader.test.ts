import { expect, test } from 'vitest'
import { createFactsLoader } from '../../src-renderer/tasks/facts-loader.ts'

/** Time and answers by hand. */
function rig() {
  let now = 0
  const asked: string[] = []
  const answers: (() => void)[] = []
  const timers: { at: number; run: () => void }[] = []
  let known = 0
  const loader = createFactsLoader({
    ask: id => {
      asked.push(id)
      return new Promise(resolve => answers.push(() => resolve({ halfHours: null, forecast: null })))
    },
    onFacts: facts => {
      known = facts.size
    },
    timers: {
      set: (run, afterMs) => timers.push({ at: now + afterMs, run }),
      clear: timer => {
        if (timer !== undefined) timers[timer - 1] = { at: Infinity, run: () => undefined }
      },
    },
    now: () => now,
  })
  const answer = async () => {
    answers.shift()?.()
    await new Promise(resolve => setTimeout(resolve))
  }
  const pass = (ms: number) => {
    now += ms
    for (const timer of [...timers].filter(one => one.at <= now)) timer.run()
  }
  return { loader, asked, answer, pass, known: () => known }
}

test('two tasks are asked about at a time, and each once while its numbers stand still', async () => {
  const { loader, asked, answer, known } = rig()
  const tasks = ['a', 'b', 'c'].map(userTaskID => ({ userTaskID, version: '1' }))
  loader.want(tasks)
  expect(asked).toEqual(['a', 'b'])
  await answer()
  await answer()
  await answer()
  loader.want(tasks)
  expect({ asked, known: known() }).toEqual({ asked: ['a', 'b', 'c'], known: 3 })
})

test('a task whose numbers go on changing is asked about again after ten seconds, not with every change', async () => {
  const { loader, asked, answer, pass } = rig()
  loader.want([{ userTaskID: 'a', version: '1' }])
  await answer()
  loader.want([{ userTaskID: 'a', version: '2' }])
  loader.want([{ userTaskID: 'a', version: '3' }])
  expect(asked).toEqual(['a'])
  pass(10_000)
  expect(asked).toEqual(['a', 'a'])
  loader.stop()
})

test('while answers are slow, a task never asked about comes before one that is due again', async () => {
  const { loader, asked, answer, pass } = rig()
  const tasks = (version: string) => ['a', 'b', 'c'].map(userTaskID => ({ userTaskID, version }))
  loader.want(tasks('1'))
  pass(12_000)
  loader.want(tasks('2'))
  await answer()
  expect(asked).toEqual(['a', 'b', 'c'])
  await answer()
  expect(asked).toEqual(['a', 'b', 'c', 'a'])
  loader.stop()
})
