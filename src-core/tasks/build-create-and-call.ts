import { toDialFields } from '../../src-contract/dial-hours.ts'
import type { CallbotForm } from '../../src-contract/model/task.ts'

/** One order as it goes into a request of either API. */
export interface OrderToSend {
  readonly orderID: string
  /** Country code and digits. */
  readonly phone: string
  readonly name: string
  readonly customerName: string
  readonly other: string
  readonly params: readonly { readonly name: string; readonly value: string }[]
}

/** Addresses the platform sends its three webhooks to; empty texts when the task is only polled. */
export interface CallbackUrls {
  readonly taskCallbackUrl: string
  readonly orderCallbackUrl: string
  readonly callCallbackUrl: string
}

export const noCallbackUrls: CallbackUrls = { taskCallbackUrl: '', orderCallbackUrl: '', callCallbackUrl: '' }

/** What a request needs beside the form; times are worked out when it is sent. */
export interface TaskFacts {
  readonly userTaskID: string
  readonly zoneSecond: number
  /** Start instant in Unix seconds; 0 unless the start is scheduled. */
  readonly startupAt: number
  readonly urls: CallbackUrls
}

/**
 * The body of `createAndCall` (callbot-v3.md 3.4). Every field marked required is there; those that do not apply carry neutral values.
 * `startupAt` is in seconds: the unit is not documented and seconds is the consistent reading (callbot-v3.md section 6).
 */
export function buildCreateAndCall(form: CallbotForm, facts: TaskFacts, orders: readonly OrderToSend[]) {
  return {
    productID: 'callbot' as const,
    userTaskID: facts.userTaskID,
    sceneID: form.sceneID.trim(),
    taskCreateSetting: {
      strategyName: form.strategyName,
      startupType: form.startupType,
      startupAt: facts.startupAt,
      zoneSecond: facts.zoneSecond,
      ...toDialFields(form),
      maxCall: form.maxCall ?? 0,
      taskName: form.taskName.trim(),
      taskCallbackUrl: facts.urls.taskCallbackUrl,
      maxRingTime: form.maxRingTime ?? 0,
      routeID: form.routeID.trim(),
      ...(form.manualCall.enabled ? { manualCallSetting: manualCallSetting(form) } : {}),
    },
    funcFlag: {
      taskKeep: form.taskKeep,
      roundRedial: form.roundRedial,
      wholeTTS: form.wholeTTS,
      smsEnable: form.smsEnable,
      smsFuncFlag: form.smsEnable ? smsFuncFlag(form) : [],
      phoneEncrypt: form.phoneEncrypt,
    },
    callInfoList: callInfoList(facts.urls, orders),
  }
}

/** The body of `addBatchCall` (callbot-v3.md 3.3). */
export function buildAddBatchCall(userTaskID: string, urls: CallbackUrls, orders: readonly OrderToSend[]) {
  return { productID: 'callbot' as const, userTaskID, callInfoList: callInfoList(urls, orders) }
}

function manualCallSetting({ manualCall }: CallbotForm) {
  return {
    agentGroup: manualCall.agentGroup.trim(),
    dispatchType: manualCall.dispatchType,
    ratioCallRate: manualCall.dispatchType === 1 ? (manualCall.ratioCallRate ?? 0) : 0,
    predictCallRate: manualCall.dispatchType === 3 ? (manualCall.predictCallRate ?? 0) : 0,
  }
}

/** One element per template with the intents that trigger it; an intent appears once, because a repeat would override it. */
function smsFuncFlag(form: CallbotForm) {
  const rules = form.smsTemplates.map(({ smsID }) => {
    const intents = form.smsByIntent.filter(rule => rule.smsID === smsID)
    const named = (field: 'intentID' | 'intentName') => intents.map(rule => rule[field]).filter(text => text !== '')
    return { smsID, intentID: named('intentID'), intentName: named('intentName') }
  })
  return rules.filter(rule => rule.intentID.length + rule.intentName.length > 0)
}

function callInfoList(urls: CallbackUrls, orders: readonly OrderToSend[]) {
  return {
    orderCallbackUrl: urls.orderCallbackUrl,
    callCallbackUrl: urls.callCallbackUrl,
    callList: orders.map(order => ({
      orderID: order.orderID,
      userPhone: order.phone,
      other: order.other,
      userName: order.name,
      customerName: order.customerName,
      params: order.params.map(({ name, value }) => ({ name, value })),
    })),
  }
}
