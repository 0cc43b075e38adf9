import { expect, test } from 'vitest'
import type { CallbotForm, NxlinkForm, TaskForm } from '../../src-contract/model/task.ts'
import { checkTaskForm } from '../../src-contract/task-check.ts'
import { newDraftForm } from '../../src-core/tasks/new-draft.ts'

const now = Date.parse('2026-04-02T12:00:00Z')
const callbot: CallbotForm = {
  ...(newDraftForm({ account: { kind: 'callbot', simulator: true }, list: null, timeZone: 'Asia/Shanghai' }) as CallbotForm),
  taskName: 'Wave',
}
const nxlink: NxlinkForm = {
  ...(newDraftForm({ account: { kind: 'nxlink', simulator: true }, list: null, timeZone: 'UTC' }) as NxlinkForm),
  taskName: 'Wave',
  country: 'HK',
}
const found = (form: TaskForm, columns: number | null = 3) =>
  checkTaskForm(form, { now, columns }).map(issue => `${issue.field} ${issue.code}`)

test('a filled form of either kind has nothing to complain about', () => {
  expect(found(callbot)).toEqual([])
  expect(found(nxlink)).toEqual([])
})

test('an empty Callbot form names every field it needs', () => {
  expect(
    found({
      ...callbot,
      taskName: ' ',
      sceneID: '',
      strategyName: '',
      timeZone: '',
      weekdays: [],
      halfHours: [],
      maxCall: null,
      maxRingTime: 0,
    }),
  ).toEqual([
    'taskName required',
    'sceneID required',
    'strategyName required',
    'timeZone required',
    'weekdays days_empty',
    'halfHours hours_empty',
    'maxCall required',
    'maxRingTime too_low',
  ])
})

test.each<[string, Partial<CallbotForm>, string[]]>([
  [
    'variables need the whole sentence synthesised',
    { variables: [{ name: 'amount', column: 1 }], wholeTTS: false },
    ['wholeTTS whole_tts_required'],
  ],
  [
    'a variable needs a column that exists and a name of its own',
    {
      wholeTTS: true,
      variables: [
        { name: 'a', column: 3 },
        { name: 'a', column: null },
      ],
    },
    ['variables.0.column column_missing', 'variables.1.name variable_repeated', 'variables.1.column required'],
  ],
  [
    'ratio dialling needs its rate',
    { manualCall: { enabled: true, agentGroup: 'g', dispatchType: 1, ratioCallRate: null, predictCallRate: 2 } },
    ['manualCall.ratioCallRate rate_required'],
  ],
  [
    'predictive dialling needs its rate',
    { manualCall: { enabled: true, agentGroup: '', dispatchType: 3, ratioCallRate: 2, predictCallRate: 0 } },
    ['manualCall.agentGroup required', 'manualCall.predictCallRate rate_required'],
  ],
  ['a scheduled task needs an instant', { startupType: 2, startupAt: '' }, ['startupAt required']],
  ['a start that has passed everywhere is refused', { startupType: 2, startupAt: '2026-04-01T10:00' }, ['startupAt start_past']],
  ['SMS needs a rule', { smsEnable: true }, ['smsByIntent sms_rule_missing']],
  [
    'an SMS rule names a known template',
    { smsEnable: true, smsByIntent: [{ intentID: '1', intentName: 'A', smsID: 'x' }] },
    ['smsByIntent sms_template_unknown'],
  ],
  [
    'own addresses are https, or http to this computer',
    {
      callbacks: {
        mode: 'own',
        taskCallbackUrl: 'http://example.com/x',
        orderCallbackUrl: 'http://127.0.0.1:9000/x',
        callCallbackUrl: 'ftp://x',
      },
    },
    ['callbacks.taskCallbackUrl url_not_https', 'callbacks.callCallbackUrl url_unreadable'],
  ],
])('%s', (_sentence, change, issues) => {
  expect(found({ ...callbot, ...change })).toEqual(issues)
})

test('an NXLink form needs its country, group, both rates with their decimals and a start value', () => {
  expect(found({ ...nxlink, country: 'hk', agentGroupNo: '', predictCallRate: 1.005, ratioCallRate: 1.25, startCount: 0 })).toEqual([
    'agentGroupNo required',
    'country country_letters',
    'predictCallRate too_many_decimals',
    'ratioCallRate too_many_decimals',
    'startCount too_low',
  ])
})
