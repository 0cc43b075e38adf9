import { expect, onTestFinished, test } from 'vitest'
import { startSimulator } from '../../src-simulator/simulator.ts'
import { emptyFolder } from '../db/with-folder.ts'
import { openWithdrawRig } from './withdraw-rig.ts'

test('a withdrawal ties its account to its identity while it goes on, and at rest once the platform has withdrawn something', async () => {
  const sim = await startSimulator({ webhooks: false })
  onTestFinished(() => sim.close())
  sim.loadTask({ taskName: 'Wave 1', orders: 1_200, userTaskID: 'u1' })
  let answered = 0
  const tiedBefore: boolean[] = []
  const rig = openWithdrawRig({
    dataDir: emptyFolder(),
    url: sim.url,
    callbot: sim.credentials.callbot,
    bend: api => ({
      ...api,
      stopOrder: async (body, options) => {
        tiedBefore.push(rig.service.isTied('cb'))
        const answer = await api.stopOrder(body, options)
        answered += 1
        // Before the next one leaves.
        if (answered === 1) rig.service.pause(id)
        return answer
      },
    }),
  })
  onTestFinished(() => rig.close())
  await rig.pull('u1')
  expect(rig.service.isTied('cb')).toBe(false)
  rig.secret.there = false
  const id = await rig.withdraw({ by: 'filter', filter: { accountId: 'cb', userTaskIDs: ['u1'] } })
  await rig.until(id, ({ state }) => state === 'stuck')
  expect([rig.service.isTied('cb'), rig.service.isWithdrawing('cb')]).toEqual([false, true])

  rig.secret.there = true
  rig.service.resume(id)
  await rig.until(id, ({ state, totals }) => state === 'paused' && totals.withdrawn === 500)
  expect(rig.service.isTied('cb')).toBe(true)
  rig.service.resume(id)
  await rig.until(id, ({ state }) => state === 'done')
  expect(tiedBefore).toEqual([true, true, true])
  expect(rig.service.isTied('cb')).toBe(false)
})
