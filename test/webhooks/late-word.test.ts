import { expect, onTestFinished, test } from 'vitest'
import { cacheMigrations } from '../../src-core/db/cache-migrations.ts'
import { openDatabase } from '../../src-core/db/open.ts'
import { fromCallbotOrder, fromNxlinkRecord } from '../../src-core/orders/order-mapping.ts'
import { createOrderStore, type OrderRecord } from '../../src-core/orders/order-store.ts'
import { createApplyTaskDelivery } from '../../src-core/tasks/apply-task-delivery.ts'
import { createTaskStore } from '../../src-core/tasks/task-store.ts'
import { createApplyToCache } from '../../src-core/webhooks/apply-to-cache.ts'
import type { StoredDelivery } from '../../src-core/webhooks/delivery.ts'

const START = 1_790_000_000
/** A word on the one ended call of the order: how its message came out, and what was understood. */
const body = (smsSendTs: number, intentTag: string, more: object = {}) => ({
  orderID: 'o',
  userPhone: '56912345678',
  userName: '',
  sceneID: 's',
  userTaskID: 't',
  taskID: '1',
  finish: true,
  other: '',
  callInfoDetail: {
    callID: 'c',
    callStatus: 6,
    callStartTs: START,
    callAnswerTs: START + 5,
    callEndTs: START + 60,
    callDuration: 55,
    intents: intentTag === '' ? [] : [{ intentID: '1', intentTag, intentName: intentTag, intentLevel: 0 }],
    sms: [{ smsSendTs, sysMessageID: 'm', smsContent: 'x' }],
    ...more,
  },
})

function openCache() {
  const db = openDatabase({ path: ':memory:', migrations: cacheMigrations, synchronous: 'NORMAL' })
  onTestFinished(() => void db.close())
  const orders = createOrderStore(db)
  const bus = { emit: () => undefined }
  const apply = createApplyToCache({ orders, applyTask: createApplyTaskDelivery({ tasks: createTaskStore(db), bus }), bus })
  let id = 0
  return {
    /** Signed and received so many seconds after the call began. */
    webhook(kind: 'order' | 'call' | 'nxlink', told: object, signed: number, received: number) {
      id += 1
      const stamp = kind === 'nxlink' ? { ts: String((START + signed) * 1000) } : { createts: String(START + signed) }
      return apply({
        id,
        accountId: 'a',
        kind,
        receivedAt: (START + received) * 1000,
        headers: { requestid: `r${id}`, ...stamp },
        body: Buffer.from(JSON.stringify(told)),
        verdict: 'verified',
        marks: 0,
        httpStatus: 200,
        retCode: 0,
      } satisfies StoredDelivery)
    },
    pull: (told: OrderRecord | null, asked: number) => orders.upsertOrders('a', told ? [told] : [], 'pulled', (START + asked) * 1000),
    shown() {
      const detail = orders.detail('a', 'o')
      const { intentTag: intent, callingNumber: line, calls } = detail?.row ?? {}
      return { sms: detail?.calls[0]?.sms[0]?.status, intent, line, calls }
    },
  }
}

test('a word on an ended call that was signed earlier and comes later leaves the newer word as it is', () => {
  const cache = openCache()
  expect(cache.webhook('order', body(4, 'B'), 120, 121)).toBe('changed')
  expect(cache.webhook('order', body(1, 'A'), 61, 400)).toBe('older')
  expect(cache.webhook('call', body(1, 'A'), 61, 401)).toBe('older')
  expect(cache.shown()).toMatchObject({ sms: 4, intent: 'B', calls: 1 })
})

test('a word that was signed before a pull was asked for does not overwrite what was pulled', () => {
  const cache = openCache()
  cache.pull(fromCallbotOrder(body(4, 'B')), 120)
  expect(cache.webhook('call', body(1, 'A'), 61, 400)).toBe('older')
  expect(cache.shown()).toMatchObject({ sms: 4, intent: 'B' })
  expect(cache.webhook('order', body(2, 'C'), 130, 401)).toBe('changed')
  expect(cache.shown()).toMatchObject({ sms: 2, intent: 'C' })
})

test.each([
  ['order', 'call'],
  ['call', 'order'],
] as const)('of an order word and a call word signed in one second the order word is shown: first the %s, then the %s', (first, second) => {
  const cache = openCache()
  const words = { order: body(4, 'B'), call: body(1, 'A') }
  cache.webhook(first, words[first], 61, 61.4)
  cache.webhook(second, words[second], 61, 61.7)
  expect(cache.shown()).toMatchObject({ sms: 4, intent: 'B', calls: 1 })
  const late = openCache()
  late.webhook(first, words[first], 61, 61.4)
  late.webhook(second, words[second], 61, 300)
  expect(late.shown()).toMatchObject({ sms: 4, intent: 'B', calls: 1 })
})

test('a late word still tells what the newer one left out', () => {
  const cache = openCache()
  cache.webhook('order', body(4, ''), 120, 121)
  expect(cache.webhook('call', body(1, 'A', { callingNumber: '5622' }), 61, 400)).toBe('older')
  expect(cache.shown()).toEqual({ sms: 4, intent: 'A', line: '5622', calls: 1 })
})

test('a record of NXLink goes by the moment it was signed as well', () => {
  const cache = openCache()
  const record = (intent: string) => ({
    orderId: 'o',
    taskId: '1',
    callId: 'c',
    caller: '85200000000',
    callee: '85235757581',
    direction: 2,
    startTime: START * 1000,
    endTime: (START + 60) * 1000,
    intent,
  })
  cache.pull(fromNxlinkRecord(record('Promise'), '1'), 90)
  expect(cache.webhook('nxlink', record('Refusal'), 61, 300)).toBe('older')
  expect(cache.webhook('nxlink', record('Later'), 100, 300)).toBe('changed')
})
