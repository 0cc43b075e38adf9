import { expect, test } from 'vitest'
import { phoneOfRow } from './sending-rig.ts'
import { withSending } from './with-sending.ts'

const codes = (lines: readonly { code: string }[]) => lines.map(line => line.code)

test('nothing is added beside an import that waits: it would delete what was added; both go through one after the other', async () => {
  const { sim, rig } = await withSending({ rows: 100 })
  const { id } = rig.launch()
  const { userTaskID } = await rig.until(id, submission => submission.state === 'done')
  await rig.until(id, () => rig.orders.taskCounts('cb').get(userTaskID)?.total === 100)
  rig.contacts.add('import', 30, row => phoneOfRow(1_000 + row), { name: 'Import' })
  rig.contacts.add('added', 50, row => phoneOfRow(2_000 + row), { name: 'Added' })
  const plan = (listId: string, mode: 'addBatchCall' | 'importBatchCall') =>
    rig.planners.addOrders({
      do: 'addOrders',
      accountId: 'cb',
      userTaskID,
      listId,
      mode,
      variables: [{ name: 'amount', column: 2 }],
    })

  // Shown while nothing was in the way, and agreed to when the import had begun.
  const shownBefore = await plan('added', 'addBatchCall')
  expect(shownBefore.blockers).toEqual([])
  sim.setFaults({ paths: ['importBatchCall'], answerCode: { code: 1001, probability: 1 } })
  const { submissionId: importing = '' } = await (await plan('import', 'importBatchCall')).commit()
  await rig.until(importing, submission => submission.totals.backoff === 30)
  await expect((async () => shownBefore.commit())()).rejects.toMatchObject({ code: 'task_not_ready' })
  expect(codes((await plan('added', 'addBatchCall')).blockers)).toEqual(['submission_under_way'])
  rig.service.pause(importing)
  expect((await plan('added', 'addBatchCall')).blockers).toEqual([
    { field: '', code: 'submission_under_way', params: { list: 'Import', count: 30 } },
  ])

  sim.setFaults({ paths: [], answerCode: { code: 0, probability: 0 } })
  rig.service.resume(importing)
  await rig.until(importing, submission => submission.state === 'done')
  const { submissionId: adding = '' } = await (await plan('added', 'addBatchCall')).commit()
  expect(await rig.until(adding, submission => submission.state === 'done')).toMatchObject({ totals: { accepted: 50 } })
  const phones = sim.records.orders().map(order => order.userPhone)
  expect(phones.filter(phone => phone > phoneOfRow(2_000))).toHaveLength(50)
  expect(phones).toHaveLength(80)
})
