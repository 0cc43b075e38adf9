import type { CallbotForm, FormIssue, NxlinkForm, TaskForm } from './model/task.ts'

export interface FormContext {
  /** UTC milliseconds. */
  readonly now: number
  /** Columns of the chosen contact list; null while none is chosen. */
  readonly columns: number | null
}

type Params = FormIssue['params']
type Report = (field: string, code: string, params?: Params) => void

/**
 * What a form still needs before it can be launched: the rules of callbot-v3.md 3.4 and nxlink-cc.md 5.1 that need nothing
 * but the form. Zone names, the list's rows and blank variables are checked in the core.
 * Codes: required, column_missing, too_low, not_whole, days_empty, hours_empty, start_unreadable, start_past, whole_tts_required,
 * rate_required, sms_rule_missing, sms_template_unknown, variable_repeated, url_unreadable, url_not_https, country_letters, too_many_decimals.
 */
export function checkTaskForm(form: TaskForm, context: FormContext): FormIssue[] {
  const issues: FormIssue[] = []
  const report: Report = (field, code, params = {}) => void issues.push({ field, code, params })
  if (form.kind === 'callbot') checkCallbot(form, context, report)
  else checkNxlink(form, report)
  return issues
}

function checkCallbot(form: CallbotForm, context: FormContext, report: Report): void {
  needText(form, ['taskName', 'sceneID', 'strategyName', 'timeZone'], report)
  if (form.weekdays.length === 0) report('weekdays', 'days_empty')
  if (form.halfHours.length === 0) report('halfHours', 'hours_empty')
  needWhole('maxCall', form.maxCall, 1, report)
  needWhole('maxRingTime', form.maxRingTime, 1, report)
  if (form.startupType === 2) checkStart(form.startupAt, context.now, report)
  if (form.manualCall.enabled) checkManualCall(form.manualCall, report)
  if (form.variables.length > 0 && !form.wholeTTS) report('wholeTTS', 'whole_tts_required', { variables: form.variables.length })
  if (form.smsEnable) checkSms(form, report)
  checkVariables(form, context.columns, report)
  if (form.callbacks.mode === 'own') checkUrls(form.callbacks, report)
}

function checkNxlink(form: NxlinkForm, report: Report): void {
  needText(form, ['taskName', 'strategyName', 'agentGroupNo'], report)
  if (!/^[A-Z]{2}$/.test(form.country)) report('country', form.country === '' ? 'required' : 'country_letters')
  needRate('predictCallRate', form.predictCallRate, 2, report)
  needRate('ratioCallRate', form.ratioCallRate, 1, report)
  needWhole('startCount', form.startCount, 1, report)
}

function needText<K extends string>(form: Readonly<Record<K, string>>, fields: readonly K[], report: Report): void {
  for (const field of fields) if (form[field].trim() === '') report(field, 'required')
}

function needWhole(field: string, value: number | null, least: number, report: Report): void {
  if (value === null) report(field, 'required')
  else if (!Number.isInteger(value)) report(field, 'not_whole')
  else if (value < least) report(field, 'too_low', { least })
}

function needRate(field: string, value: number | null, decimals: number, report: Report): void {
  if (value === null) report(field, 'required')
  else if (!(value > 0)) report(field, 'too_low', { least: 10 ** -decimals })
  else if (Number(value.toFixed(decimals)) !== value) report(field, 'too_many_decimals', { decimals })
}

/** A start whose wall clock has passed even in the zone furthest west is past everywhere; the core knows the zone and is exact. */
function checkStart(startupAt: string, now: number, report: Report): void {
  if (startupAt === '') return report('startupAt', 'required')
  const asUtc = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(startupAt) ? Date.parse(`${startupAt}:00Z`) : Number.NaN
  if (Number.isNaN(asUtc)) report('startupAt', 'start_unreadable')
  else if (asUtc + 12 * 3_600_000 < now) report('startupAt', 'start_past')
}

function checkManualCall(manual: CallbotForm['manualCall'], report: Report): void {
  if (manual.agentGroup.trim() === '') report('manualCall.agentGroup', 'required')
  if (manual.dispatchType === 1 && !isRate(manual.ratioCallRate)) report('manualCall.ratioCallRate', 'rate_required')
  if (manual.dispatchType === 3 && !isRate(manual.predictCallRate)) report('manualCall.predictCallRate', 'rate_required')
}

const isRate = (value: number | null): boolean => value !== null && value > 0

function checkSms(form: CallbotForm, report: Report): void {
  const known = new Set(form.smsTemplates.map(template => template.smsID))
  const rules = form.smsByIntent.filter(rule => rule.smsID !== null)
  if (rules.length === 0) report('smsByIntent', 'sms_rule_missing')
  for (const rule of rules)
    if (!known.has(rule.smsID ?? ''))
      report('smsByIntent', 'sms_template_unknown', { smsID: rule.smsID ?? '', intent: rule.intentName || rule.intentID })
  for (const [index, template] of form.smsTemplates.entries())
    if (template.smsID.trim() === '') report(`smsTemplates.${index}.smsID`, 'required')
}

function checkVariables(form: CallbotForm, columns: number | null, report: Report): void {
  const seen = new Set<string>()
  for (const [index, variable] of form.variables.entries()) {
    const name = variable.name.trim()
    if (name === '') report(`variables.${index}.name`, 'required')
    else if (seen.has(name)) report(`variables.${index}.name`, 'variable_repeated', { name })
    seen.add(name)
    if (variable.column === null) report(`variables.${index}.column`, 'required', { name })
    else if (columns !== null && variable.column >= columns)
      report(`variables.${index}.column`, 'column_missing', { name, column: variable.column + 1, columns })
  }
}

function checkUrls(callbacks: CallbotForm['callbacks'], report: Report): void {
  for (const field of ['taskCallbackUrl', 'orderCallbackUrl', 'callCallbackUrl'] as const) {
    const text = callbacks[field].trim()
    if (text === '') report(`callbacks.${field}`, 'required')
    else if (!isWebAddress(text)) report(`callbacks.${field}`, 'url_unreadable')
    else if (!isSafeAddress(text)) report(`callbacks.${field}`, 'url_not_https')
  }
}

// The contract knows neither DOM nor Node, so addresses are read by pattern: scheme, host, port, the rest.
const address = /^(https?):\/\/(\[[0-9a-f:.]+\]|[a-z0-9._~-]+)(:\d{1,5})?([/?#][^\s]*)?$/i
const isWebAddress = (text: string): boolean => address.test(text)

/** https everywhere; plain http only to this computer. */
function isSafeAddress(text: string): boolean {
  const [, scheme = '', host = ''] = address.exec(text) ?? []
  return scheme.toLowerCase() === 'https' || host === '[::1]' || host.toLowerCase() === 'localhost' || /^127(\.\d{1,3}){3}$/.test(host)
}
