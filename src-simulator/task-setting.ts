import { findStrategy, routes, strategies } from './catalogue.ts'
import { numberList } from './dial-hours.ts'
import type { Fields } from './fields.ts'
import type { ManualCallSetting, SmsRule, TaskFlags, TaskSetting } from './model.ts'
import { Refusal, RetCode } from './refusal.ts'

function refuseValue(message: string): never {
  throw new Refusal(RetCode.value, `Invalid parameter value: ${message}`)
}

/**
 * taskCreateSetting of callbot-v3.md 3.4. createTask is read more kindly (`lenient`), because its only
 * sample leaves fields out, sends startupType 0 and spells a key with a trailing space (3.2).
 */
export function readSetting(from: Fields, lenient: boolean): TaskSetting {
  const or = <T>(value: T): T | undefined => (lenient ? value : undefined)
  const upKey = from.has('dialAtUpHour') || !from.has('dialAtUpHour ') ? 'dialAtUpHour' : 'dialAtUpHour '
  const startupType = from.integer('startupType', or(1))
  const setting: TaskSetting = {
    taskName: from.text('taskName', or('')),
    strategyName: from.text('strategyName'),
    startupType: lenient && startupType === 0 ? 1 : startupType,
    startupAt: from.integer('startupAt', or(0)),
    zoneSecond: from.integer('zoneSecond'),
    dialAtWeekDay: from.text('dialAtWeekDay'),
    dialAtUpHour: from.text(upKey),
    dialAtDownHour: from.text('dialAtDownHour'),
    maxCall: from.integer('maxCall', or(10)),
    maxRingTime: from.integer('maxRingTime', or(0)),
    routeID: from.text('routeID', or('')),
    manual: readManual(from.optionalObject('manualCallSetting')),
  }
  checkSetting(setting)
  return setting
}

function readManual(from: Fields | undefined): ManualCallSetting | null {
  if (from === undefined) return null
  const dispatchType = from.integer('dispatchType')
  from.number('ratioCallRate')
  from.number('predictCallRate')
  if (![0, 1, 3].includes(dispatchType)) refuseValue('dispatchType must be 0, 1 or 3')
  return { agentGroup: from.text('agentGroup'), dispatchType }
}

function checkSetting(setting: TaskSetting): void {
  const { strategyName, startupType, startupAt, zoneSecond, routeID } = setting
  if (findStrategy(strategyName) === undefined) {
    refuseValue(`strategyName "${strategyName}" is not configured; there are ${strategies.map(each => each.strategyName).join(', ')}`)
  }
  if (![1, 2, 3].includes(startupType)) refuseValue('startupType must be 1, 2 or 3')
  if (startupType === 2 && startupAt <= 0) refuseValue('startupAt is needed when startupType is 2')
  if (startupType === 2 && startupAt > 100_000_000_000) refuseValue('startupAt must be in seconds')
  if (Math.abs(zoneSecond) > 14 * 3600) refuseValue('zoneSecond must lie within 14 hours of UTC')
  if (numberList(setting.dialAtWeekDay, 1, 7) === undefined) refuseValue('dialAtWeekDay must be a comma list of 1 to 7')
  if (numberList(setting.dialAtUpHour, 0, 23) === undefined) refuseValue('dialAtUpHour must be a comma list of 0 to 23')
  if (numberList(setting.dialAtDownHour, 0, 23) === undefined) refuseValue('dialAtDownHour must be a comma list of 0 to 23')
  if (setting.maxCall < 1) refuseValue('maxCall must be at least 1')
  if (setting.maxRingTime < 0) refuseValue('maxRingTime must not be negative')
  if (routeID !== '' && !routes.some(route => route.routeID === routeID)) refuseValue(`routeID "${routeID}" does not exist`)
}

/** funcFlag of callbot-v3.md 3.4; createTask spells `smsId`, `intentId` (3.2). */
export function readFlags(from: Fields, lenient: boolean): TaskFlags {
  const rules = from.objects('smsFuncFlag', from.has('smsEnable') && !from.flag('smsEnable') ? [] : undefined)
  if (!lenient) from.flag('phoneEncrypt')
  from.flag('wholeTTS')
  return {
    taskKeep: from.flag('taskKeep'),
    roundRedial: from.flag('roundRedial'),
    smsEnable: from.flag('smsEnable'),
    smsRules: rules.map(rule => readSmsRule(rule, lenient)),
  }
}

function readSmsRule(from: Fields, lenient: boolean): SmsRule {
  const old = lenient && !from.has('smsID') && from.has('smsId')
  return {
    smsID: from.text(old ? 'smsId' : 'smsID'),
    intentID: from.texts(old ? 'intentId' : 'intentID') ?? [],
    intentName: from.texts('intentName') ?? [],
  }
}
