import { expect, test } from 'vitest'
import type { CallbotForm, NxlinkForm } from '../../src-contract/model/task.ts'
import { buildAddBatchCall, buildCreateAndCall } from '../../src-core/tasks/build-create-and-call.ts'
import { buildCreateTask } from '../../src-core/tasks/build-create-task.ts'
import { buildNxlinkCreate, showNxlinkCreate } from '../../src-core/tasks/build-nxlink-create.ts'
import { newDraftForm } from '../../src-core/tasks/new-draft.ts'
import { taskFacts } from '../../src-core/tasks/task-facts.ts'
import { trialForm } from '../../src-core/tasks/trial-form.ts'

const list = {
  name: 'April',
  mapping: { phone: 0, name: 1, customerName: null, other: null, variables: [{ name: 'amount', column: 2 }], defaultCountry: 'CN' },
}
const form = newDraftForm({ account: { kind: 'callbot', simulator: true }, list, timeZone: 'America/Santiago' }) as CallbotForm
const orders = [
  { orderID: 'o1', phone: '8613800000000', name: 'Li', customerName: '', other: '', params: [{ name: 'amount', value: '12' }] },
]
const urls = { taskCallbackUrl: 'https://a/t', orderCallbackUrl: 'https://a/o', callCallbackUrl: 'https://a/c' }

test('createAndCall carries every field of the page, with neutral values where a field does not apply', () => {
  expect(buildCreateAndCall(form, { userTaskID: 'u1', zoneSecond: -10_800, startupAt: 0, urls }, orders)).toEqual({
    productID: 'callbot',
    userTaskID: 'u1',
    sceneID: 'scene-demo',
    taskCreateSetting: {
      strategyName: 'Default Strategy',
      startupType: 1,
      startupAt: 0,
      zoneSecond: -10_800,
      dialAtWeekDay: '1,2,3,4,5',
      dialAtUpHour: '9,10,11,12,13,14,15,16,17',
      dialAtDownHour: '9,10,11,12,13,14,15,16,17',
      maxCall: 10,
      taskName: 'April',
      taskCallbackUrl: 'https://a/t',
      maxRingTime: 30,
      routeID: '',
    },
    funcFlag: { taskKeep: false, roundRedial: false, wholeTTS: true, smsEnable: false, smsFuncFlag: [], phoneEncrypt: true },
    callInfoList: {
      orderCallbackUrl: 'https://a/o',
      callCallbackUrl: 'https://a/c',
      callList: [
        {
          orderID: 'o1',
          userPhone: '8613800000000',
          other: '',
          userName: 'Li',
          customerName: '',
          params: [{ name: 'amount', value: '12' }],
        },
      ],
    },
  })
  expect(buildAddBatchCall('u1', urls, orders)).toEqual({
    productID: 'callbot',
    userTaskID: 'u1',
    callInfoList: buildCreateAndCall(form, { userTaskID: 'u1', zoneSecond: 0, startupAt: 0, urls }, orders).callInfoList,
  })
})

test('createTask carries the same setting without orders, with the callback addresses where its sample has them as well', () => {
  const facts = { userTaskID: 'u1', zoneSecond: -10_800, startupAt: 0, urls }
  const { callInfoList: _orders, ...task } = buildCreateAndCall(form, facts, [])
  expect(buildCreateTask(form, facts)).toEqual({
    ...task,
    taskCallbackUrl: 'https://a/t',
    orderCallbackUrl: 'https://a/o',
    callCallbackUrl: 'https://a/c',
  })
})

test('a trial keeps what is tried, rings one phone at a time at any hour, and its name fits', () => {
  const trial = trialForm({
    ...form,
    taskName: 'x'.repeat(200),
    taskKeep: true,
    weekdays: [1],
    halfHours: [18],
    startupType: 2,
  }) as CallbotForm
  expect(trial).toMatchObject({ startupType: 3, startupAt: '', maxCall: 1, taskKeep: false, weekdays: [1, 2, 3, 4, 5, 6, 7] })
  expect([trial.halfHours.length, trial.taskName.length, trial.taskName.endsWith(' (try one)')]).toEqual([48, 200, true])
  expect([trial.sceneID, trial.strategyName, trial.variables]).toEqual([form.sceneID, form.strategyName, form.variables])
})

test('agent settings go out only when they are used, each rate only with its own dispatch type', () => {
  const manualCall = { enabled: true, agentGroup: 'g1', dispatchType: 3 as const, ratioCallRate: 2, predictCallRate: 1.5 }
  expect(
    buildCreateAndCall({ ...form, manualCall }, { userTaskID: 'u1', zoneSecond: 0, startupAt: 0, urls }, orders).taskCreateSetting,
  ).toHaveProperty('manualCallSetting', { agentGroup: 'g1', dispatchType: 3, ratioCallRate: 0, predictCallRate: 1.5 })
})

test('SMS rules are grouped by template', () => {
  const sms: Partial<CallbotForm> = {
    smsEnable: true,
    smsTemplates: [
      { smsID: 's1', label: 'Link' },
      { smsID: 's2', label: 'Thanks' },
    ],
    smsByIntent: [
      { intentID: '1', intentName: 'A', smsID: 's1' },
      { intentID: '2', intentName: 'B', smsID: null },
      { intentID: '', intentName: 'C', smsID: 's1' },
    ],
  }
  expect(
    buildCreateAndCall({ ...form, ...sms }, { userTaskID: 'u1', zoneSecond: 0, startupAt: 0, urls }, orders).funcFlag.smsFuncFlag,
  ).toEqual([{ smsID: 's1', intentID: ['1'], intentName: ['A', 'C'] }])
})

test('a scheduled start goes out in Unix seconds with the offset of that day', () => {
  const scheduled: CallbotForm = { ...form, startupType: 2, startupAt: '2026-04-06T15:00' }
  expect(taskFacts(scheduled, 'u1', null, Date.parse('2026-04-02T12:00:00Z'))).toMatchObject({
    startupAt: Date.parse('2026-04-06T19:00:00Z') / 1000,
    zoneSecond: -14_400,
  })
})

test('the NXLink body has the fields of its own page and shows its rates with their decimals', () => {
  const nxlink: NxlinkForm = {
    ...(newDraftForm({ account: { kind: 'nxlink', simulator: true }, list, timeZone: 'UTC' }) as NxlinkForm),
    ratioCallRate: 1.5,
    taskDesc: 'a\n  "predictCallRate": 9',
  }
  const body = buildNxlinkCreate(nxlink, orders)
  expect(body.callList).toEqual([{ orderID: 'o1', userPhone: '8613800000000', other: '' }])
  const shown = showNxlinkCreate(body)
  expect(shown).toContain('\n  "predictCallRate": 1.00,\n  "ratioCallRate": 1.5,')
  expect(JSON.parse(shown)).toEqual(body)
})
