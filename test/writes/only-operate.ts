import type { PlannedWrite, WritePlanner, WritePlanners } from '../../src-core/writes/planned-write.ts'

const notPlanned = (): PlannedWrite => {
  throw new Error('this test plans mgrTaskStatus only')
}

/** Planners of which only that of mgrTaskStatus is there. */
export const onlyOperate = (operate: WritePlanner<'operate'>): WritePlanners => ({
  operate,
  launch: notPlanned,
  tryOne: notPlanned,
  addOrders: notPlanned,
  withdraw: notPlanned,
  decide: notPlanned,
  settle: notPlanned,
})
