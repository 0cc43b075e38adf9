import { expect, test } from 'vitest'
import { openAlertRig } from './alert-rig.ts'

/** Two tasks that ended while something in the ledger was amiss: the look that saw it failed. */
async function endedUnder(fault: string) {
  const rig = openAlertRig()
  rig.task('t1', 2)
  rig.task('t2', 2)
  await rig.watch.look()
  rig.ledger(fault)
  rig.task('t1', 3)
  rig.task('t2', 3)
  await expect(rig.watch.look()).rejects.toThrow()
  return { ...rig, rung: () => rig.store.list(10).map(({ kind, userTaskID }) => `${kind} ${userTaskID}`) }
}

test('the end of a task rings in the next look when the look that saw it failed, and only once', async () => {
  const { ledger, watch, rung } = await endedUnder('ALTER TABLE submission RENAME TO away')
  expect(rung()).toEqual([])
  ledger('ALTER TABLE away RENAME TO submission')
  await watch.look()
  await watch.look()
  expect(rung().sort()).toEqual(['taskEnded t1', 'taskEnded t2'])
})

test('an end that was written down before the look failed is not written down again, and every end is told', async () => {
  const { ledger, watch, rung, notices } = await endedUnder(
    "CREATE TRIGGER full BEFORE INSERT ON alert WHEN (SELECT count(*) FROM alert) > 0 BEGIN SELECT RAISE(ABORT, 'full'); END",
  )
  expect([rung().length, notices]).toEqual([1, []])
  ledger('DROP TRIGGER full')
  await watch.look()
  await watch.look()
  expect(rung().sort()).toEqual(['taskEnded t1', 'taskEnded t2'])
  expect(notices.map(({ title }) => title)).toEqual(['2 tasks are completed'])
})
