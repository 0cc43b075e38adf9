import { expect, onTestFinished, test } from 'vitest'
import { openAlertRig } from './alert-rig.ts'

/** Two tasks that ended since the watch began, and a ledger in which `fault` goes wrong until it is mended. */
async function endedUnder(fault: string) {
  const rig = openAlertRig()
  rig.task('t1', 2)
  rig.task('t2', 2)
  const before = rig.reopen()
  onTestFinished(() => before.close())
  before.start()
  await before.look()
  rig.ledger(fault)
  rig.task('t1', 3)
  rig.task('t2', 4)
  await expect(before.look()).rejects.toThrow()
  const rung = () => rig.store.list(10).map(({ kind, userTaskID }) => [kind, userTaskID])
  return { rig, watch: before, rung, titles: () => rig.notices.map(({ title }) => title).sort() }
}

test('the end of a task rings in the next look when the look that saw it failed, and only once', async () => {
  const { rig, watch, rung } = await endedUnder('ALTER TABLE submission RENAME TO away')
  expect(rung()).toEqual([])
  rig.ledger('ALTER TABLE away RENAME TO submission')
  await watch.look()
  await watch.look()
  expect(rung().sort()).toEqual([
    ['taskEnded', 't1'],
    ['taskEnded', 't2'],
  ])
})

test('an end that was written down before the look failed is not written down again, and every end is told', async () => {
  const { rig, watch, rung, titles } = await endedUnder(
    "CREATE TRIGGER full BEFORE INSERT ON alert WHEN NEW.user_task_id = 't2' BEGIN SELECT RAISE(ABORT, 'full'); END",
  )
  expect(rung()).toEqual([['taskEnded', 't1']])
  rig.ledger('DROP TRIGGER full')
  await watch.look()
  await watch.look()
  expect(rung().sort()).toEqual([
    ['taskEnded', 't1'],
    ['taskEnded', 't2'],
  ])
  expect(titles()).toEqual(['2 tasks have ended'])
})
