import { onTestFinished } from 'vitest'
import { dropRig, openReceivingRig, type ReceivingRig } from './receiving-rig.ts'

/** A receiving side for one test. */
export function rigOf(given: Parameters<typeof openReceivingRig>[0] = {}): ReceivingRig {
  const rig = openReceivingRig(given)
  onTestFinished(() => dropRig(rig))
  return rig
}
/** Its deliveries, newest first, once everything has been applied. */
export const list = async (rig: ReceivingRig, filter: object = {}) => {
  await rig.service.settle()
  return (await rig.service.deliveries({ filter: { accountId: 'account-1', ...filter }, before: null, count: 500 })).rows
}
/** Refuses whatever can be refused. */
export const strict = {
  toleranceSeconds: 300,
  stale: 'refuse',
  replayWindowSeconds: 3_600,
  repeated: 'refuse',
  refuseWith: 'http401',
} as const
