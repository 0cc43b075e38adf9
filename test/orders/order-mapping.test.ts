import { expect, test } from 'vitest'
import { fromCallbotDetail, fromCallbotOrder, fromNxlinkRecord, fromWebhook } from '../../src-core/orders/order-mapping.ts'
import { wireOrder } from './with-orders.ts'

test('timestamps in seconds and in milliseconds become the same instant, and 0 becomes nothing', () => {
  const seconds = fromCallbotOrder(wireOrder('a', {}, { callStartTs: 1790000000, callAnswerTs: 0, callEndTs: '1790000060' }))
  const millis = fromCallbotOrder(wireOrder('a', {}, { callStartTs: 1790000000000, callAnswerTs: null, callEndTs: 1790000060000 }))
  expect(seconds?.call).toMatchObject({ startAt: 1790000000000, answerAt: null, endAt: 1790000060000 })
  expect(millis?.call).toMatchObject({ startAt: 1790000000000, answerAt: null, endAt: 1790000060000 })
})

test('smsSendTs is a state up to 4 and a time above', () => {
  const told = fromCallbotOrder(
    wireOrder('a', {}, { sms: [{ smsSendTs: 2, sysMessageID: 12, smsContent: 'x' }, { smsSendTs: 1790000000 }] }),
  )
  expect(told?.call?.sms).toEqual([
    { sentAt: null, status: 2, sysMessageID: '12', content: 'x' },
    { sentAt: 1790000000000, status: null, sysMessageID: '', content: '' },
  ])
})

test('an unlisted status is kept, only 6 counts as answered, and a broken agent status is not told', () => {
  const told = fromCallbotOrder(
    wireOrder('a', {}, { callStatus: 99, callAnswerTs: 1790000000, agent: { agentName: 'Eva', agentCallStatus: '[' } }),
  )
  expect(told?.call).toMatchObject({ callStatus: 99, answered: false, agent: { agentName: 'Eva', agentCallStatus: null } })
  expect(fromCallbotOrder(wireOrder('a', {}, { agent: { agentName: '', agentCallStatus: 0, manualCallStart: 0 } }))?.call?.agent).toBeNull()
})

test('unknown fields stay in the raw text, and ids written as numbers become text', () => {
  const told = fromWebhook({ callbackType: '1', orderID: 123456, userPhone: 56911112222, future: { deep: [1] } })
  expect(told).toMatchObject({ orderID: '123456', phone: '56911112222', name: '', finish: false, call: null })
  expect(JSON.parse(told?.raw ?? '')).toEqual({ callbackType: '1', orderID: 123456, userPhone: 56911112222, future: { deep: [1] } })
  expect([fromCallbotOrder(null), fromCallbotOrder([]), fromCallbotOrder({ orderID: '' })]).toEqual([null, null, null])
})

test('an order detail gives its newest call as the last one', () => {
  const { callInfoDetail, ...head } = wireOrder('a')
  const told = fromCallbotDetail({
    ...head,
    callInfoDetailList: [{ ...(callInfoDetail as object), callID: 'late', callStartTs: 1790000900 }, callInfoDetail],
  })
  expect(told?.calls.map(call => call.callID)).toEqual(['late', 'call-a'])
  expect(told?.order.call?.callID).toBe('late')
})

test('an NXLink record keeps its words as status and its answered flag', () => {
  const told = fromNxlinkRecord(
    {
      callId: 'c',
      orderId: 'o',
      taskId: '16883',
      direction: 1,
      caller: '100',
      callee: '85235757581',
      answered: true,
      startTime: 1691372191000,
      answerTime: 0,
      endTime: 1691372213000,
      callStatus: 'Normal termination',
      intent: 'yes',
      hangupReason: 'Agent hung up',
      hangupCode: 1001,
    },
    'ours',
  )
  expect(told).toMatchObject({
    orderID: 'o',
    userTaskID: 'ours',
    taskID: '16883',
    phone: '85235757581',
    finish: true,
    call: {
      callID: 'c',
      callStatus: null,
      statusText: 'Normal termination',
      answered: true,
      startAt: 1691372191000,
      answerAt: null,
      hangupCause: 'Agent hung up 1001',
      intents: [{ intentName: 'yes' }],
    },
  })
  expect(fromNxlinkRecord({ callId: 'c', orderId: '' })).toBeNull()
})
