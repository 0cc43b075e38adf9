import type { OrderColumns } from './order-columns.ts'
import { callTime, isRealCall } from './order-columns.ts'
import type { CallRecord, OrderRecord } from './order-record.ts'

/** What a told call is to the one the row shows: the one after it, a newer word on the same, an older word on the same, or something older. */
export type Verdict = 'next' | 'same' | 'behind' | 'older'

/** 1 to 5 are in progress and only move on; every other code is final, also those the documents do not list (callbot-v3.md 5.3). */
function phaseOf(callStatus: number | null, endedAt: number | null): number {
  if (callStatus === null) return endedAt === null ? 50 : 100
  return callStatus >= 1 && callStatus <= 5 ? callStatus : callStatus <= 0 ? 0 : 100
}

/** Whether a call is over, as its state says; without one (NXLink) as its end says. */
export const hasEndedCall = (callStatus: number | null, endedAt: number | null): boolean => phaseOf(callStatus, endedAt) === 100

interface Word {
  readonly callStatus: number | null
  readonly endedAt: number | null
  readonly toldAt: number
}

/** Whether a second word on one call is the newer one: a call only moves on; where it stands still, the later source is right. */
export function saysMore(before: Word, now: Word): boolean {
  const [was, is] = [phaseOf(before.callStatus, before.endedAt), phaseOf(now.callStatus, now.endedAt)]
  return was === is ? now.toldAt >= before.toldAt : is > was
}

/**
 * Decides whether what was told replaces what is shown: by call start, then by how far the call has come, then by finish,
 * then by the source's time. `isFiled` says whether this call is already known as one of the order's earlier calls.
 */
export function judgeCall(
  known: OrderColumns,
  told: OrderRecord,
  call: CallRecord,
  at: number,
  isFiled: (call: CallRecord) => boolean,
): Verdict {
  const toldTime = callTime(call)
  if (!isRealCall(known)) {
    if (known.call_status === null || isRealCall({ call_id: call.callID, last_call_at: toldTime })) return 'next'
    return phaseOf(call.callStatus, null) > phaseOf(known.call_status, null) || at >= known.told_at ? 'same' : 'older'
  }
  if (!isRealCall({ call_id: call.callID, last_call_at: toldTime })) {
    // "Ready to call" with no call at all is the word of the sending, not of a dialled order; an end without a call (stopped) is one on the last call.
    return phaseOf(call.callStatus, null) === 100 && call.callStatus !== null && told.finish && at >= known.told_at ? 'same' : 'older'
  }
  const isSame =
    known.call_id !== '' && call.callID !== '' ? known.call_id === call.callID : toldTime !== null && known.last_call_at === toldTime
  if (isSame) {
    const more = saysMore(
      { callStatus: known.call_status, endedAt: known.ended_at, toldAt: known.told_at },
      { callStatus: call.callStatus, endedAt: call.endAt, toldAt: at },
    )
    return more ? 'same' : 'behind'
  }
  if (toldTime !== null && known.last_call_at !== null && toldTime !== known.last_call_at)
    return toldTime > known.last_call_at ? 'next' : 'older'
  if (isFiled(call)) return 'older'
  if ((known.finish === 1) !== told.finish) return told.finish ? 'next' : 'older'
  return at >= known.told_at ? 'next' : 'older'
}

/** The same call told twice: the newer word wins field by field, and what it leaves out stays (webhooks carry fewer fields than pulls). */
export function mergeCall(known: CallRecord, told: CallRecord): CallRecord {
  const merged: Record<string, unknown> = { ...known }
  for (const [field, value] of Object.entries(told)) {
    const isEmpty = value === null || value === '' || (Array.isArray(value) && value.length === 0)
    if (!isEmpty) merged[field] = value
  }
  return { ...(merged as unknown as CallRecord), callStatus: told.callStatus ?? known.callStatus, answered: told.answered }
}

/** The call shown, with what an older word on it tells and the newer ones left out; null when that is nothing. */
export function fillCall(shown: CallRecord, older: CallRecord): CallRecord | null {
  const filled = mergeCall(older, shown)
  const isNew = ([field, value]: [string, unknown]) => JSON.stringify(value) !== JSON.stringify(shown[field as keyof CallRecord])
  return Object.entries(filled).some(isNew) ? filled : null
}

/** The order's own fields: a newer word wins, an empty one never does. Its number never changes; the platform may send it masked. */
export function mergeHead(known: OrderColumns, told: OrderRecord, toldIsNewer: boolean) {
  const pick = (before: string, now: string) => (toldIsNewer ? now || before : before || now)
  return {
    task_id: pick(known.task_id, told.taskID),
    phone: known.phone || told.phone,
    name: pick(known.name, told.name),
    scene_id: pick(known.scene_id, told.sceneID),
    other: pick(known.other, told.other),
  }
}
