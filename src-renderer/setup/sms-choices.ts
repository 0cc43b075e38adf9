import type { CallbotForm, TaskOptions } from '../../src-contract/model/task.ts'

/** One row of the SMS matrix. */
export interface SmsRow {
  readonly intentID: string
  readonly intentName: string
  readonly tag: string
  readonly smsID: string | null
  readonly byHand: boolean
}

type Rules = CallbotForm['smsByIntent']
const same = (a: { intentID: string; intentName: string }, b: { intentID: string; intentName: string }) =>
  a.intentID !== '' || b.intentID !== '' ? a.intentID === b.intentID : a.intentName === b.intentName

/** Every intent the platform lists, then those added by hand, each with the template chosen for it. */
export function smsRows(rules: Rules, intents: TaskOptions['intents']): SmsRow[] {
  const listed = intents.map(intent => ({
    intentID: intent.intentID,
    intentName: intent.intentName,
    tag: intent.intentTag,
    byHand: false,
    smsID: rules.find(rule => same(rule, intent))?.smsID ?? null,
  }))
  const byHand = rules.filter(rule => !intents.some(intent => same(rule, intent))).map(rule => ({ ...rule, tag: '', byHand: true }))
  return [...listed, ...byHand]
}

/** The rules with one intent's template chosen; an intent occurs once, whatever it is given. */
export function chooseTemplate(rules: Rules, intent: Pick<SmsRow, 'intentID' | 'intentName'>, smsID: string | null): Rules {
  const rule = { intentID: intent.intentID, intentName: intent.intentName, smsID }
  return rules.some(present => same(present, intent)) ? rules.map(present => (same(present, intent) ? rule : present)) : [...rules, rule]
}

/** The rules without an intent that was added by hand. */
export const withoutIntent = (rules: Rules, intent: Pick<SmsRow, 'intentID' | 'intentName'>): Rules =>
  rules.filter(rule => !same(rule, intent))

/** Templates and rules after a template's id or word changed; rules follow their template, also when it goes. */
export function editTemplate(
  form: Pick<CallbotForm, 'smsTemplates' | 'smsByIntent'>,
  index: number,
  template: CallbotForm['smsTemplates'][number] | null,
): Pick<CallbotForm, 'smsTemplates' | 'smsByIntent'> {
  const before = form.smsTemplates[index]?.smsID
  return {
    smsTemplates: form.smsTemplates.flatMap((present, at) => (at !== index ? [present] : template ? [template] : [])),
    smsByIntent: form.smsByIntent.map(rule =>
      before !== undefined && rule.smsID === before ? { ...rule, smsID: template?.smsID ?? null } : rule,
    ),
  }
}
