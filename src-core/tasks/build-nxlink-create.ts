import type { NxlinkForm } from '../../src-contract/model/task.ts'
import type { NxlinkCreateAndCallBody } from '../api/nxlink-types.ts'
import type { OrderToSend } from './build-create-and-call.ts'

/** The body of `ai/createandcall` (nxlink-cc.md 5.1). The API client writes the two rates with their decimals. */
export function buildNxlinkCreate(form: NxlinkForm, orders: readonly OrderToSend[]): NxlinkCreateAndCallBody {
  return {
    country: form.country,
    taskName: form.taskName.trim(),
    taskDesc: form.taskDesc,
    strategyName: form.strategyName,
    dispatchType: form.dispatchType,
    agentGroupNo: form.agentGroupNo.trim(),
    predictCallRate: form.predictCallRate ?? 0,
    ratioCallRate: form.ratioCallRate ?? 0,
    startCount: form.startCount ?? 1,
    startupType: form.startupType,
    callList: orders.map(order => ({ orderID: order.orderID, userPhone: order.phone, other: order.other })),
  }
}

/** The same body for a person to read, with the rates as they go out: two decimals and one. */
export function showNxlinkCreate(body: NxlinkCreateAndCallBody): string {
  // Only layout breaks lines in JSON, so a line that starts with two spaces and the name is the field itself.
  return JSON.stringify(body, null, 2)
    .replace(/^ {2}"predictCallRate": [^,\n]+/m, `  "predictCallRate": ${body.predictCallRate.toFixed(2)}`)
    .replace(/^ {2}"ratioCallRate": [^,\n]+/m, `  "ratioCallRate": ${body.ratioCallRate.toFixed(1)}`)
}
