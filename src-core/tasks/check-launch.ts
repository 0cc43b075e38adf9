import { nextOpening } from '../../src-contract/dial-hours.ts'
import type { ContactList } from '../../src-contract/model/contact.ts'
import type { FormIssue, TaskForm } from '../../src-contract/model/task.ts'
import { checkTaskForm } from '../../src-contract/task-check.ts'
import type { ContactReader } from '../contacts/contact-reader.ts'
import type { CallbackUrls } from './build-create-and-call.ts'
import { startOf } from './task-facts.ts'
import { nextClockChange, readWallClock, zoneExists, zoneSecondAt } from './zone-time.ts'

export interface LaunchCheck {
  /** Each keeps the task from being launched. */
  readonly blockers: FormIssue[]
  readonly warnings: FormIssue[]
}

export interface LaunchFacts {
  readonly form: TaskForm
  readonly list: ContactList | null
  readonly now: number
  /** This computer's webhook addresses, null while nothing listens. */
  readonly listener: CallbackUrls | null
  readonly contacts: Pick<ContactReader, 'blankCells'>
}

/** How far ahead a clock change is worth a warning. */
export const CLOCK_CHANGE_DAYS = 60

/**
 * Everything that keeps a task from being launched, and what is worth a look. Beside the codes of `checkTaskForm`:
 * zone_unknown, start_skipped, start_past, list_missing, list_not_ready, list_empty, listener_off (blockers);
 * start_twice, variable_blank, clock_change, outside_hours, starts_by_itself, no_schedule_field, no_task_id (warnings).
 */
export function checkLaunch(facts: LaunchFacts): LaunchCheck {
  const { form, list, now } = facts
  const blockers = checkTaskForm(form, { now, columns: list?.columns.length ?? null })
  const warnings: FormIssue[] = []
  if (!list) blockers.push(issue('listId', 'list_missing'))
  else if (list.state !== 'ready') blockers.push(issue('listId', 'list_not_ready'))
  else if (list.readyCount === 0) blockers.push(issue('listId', 'list_empty', { rows: list.rowCount }))
  if (form.kind === 'callbot') {
    checkClock(form, now, blockers, warnings)
    if (form.callbacks.mode === 'listener' && !facts.listener) blockers.push(issue('callbacks.mode', 'listener_off'))
    if (list) warnings.push(...blankVariables(form, list, facts.contacts))
  } else {
    // What this API lacks is said before the launch, not found out after it (nxlink-cc.md 5.1).
    warnings.push(issue('taskName', 'no_task_id'))
    if (form.startupType === 2) warnings.push(issue('startupType', 'no_schedule_field'))
  }
  if (form.startupType === 3) warnings.push(issue('startupType', 'starts_by_itself'))
  return { blockers, warnings }
}

function checkClock(form: Extract<TaskForm, { kind: 'callbot' }>, now: number, blockers: FormIssue[], warnings: FormIssue[]): void {
  if (form.timeZone === '') return
  if (!zoneExists(form.timeZone)) return void blockers.push(issue('timeZone', 'zone_unknown', { timeZone: form.timeZone }))
  if (form.startupType === 2) checkStart(form, now, blockers, warnings)
  const start = startOf(form, now)
  const change = nextClockChange(form.timeZone, start, CLOCK_CHANGE_DAYS)
  if (change)
    warnings.push(issue('timeZone', 'clock_change', { at: change.at, minutes: (change.toZoneSecond - change.fromZoneSecond) / 60 }))
  const opens = nextOpening(form, zoneSecondAt(form.timeZone, start), start)
  if (opens !== null && opens > start && form.startupType !== 1) warnings.push(issue('halfHours', 'outside_hours', { opensAt: opens }))
}

function checkStart(form: Extract<TaskForm, { kind: 'callbot' }>, now: number, blockers: FormIssue[], warnings: FormIssue[]): void {
  const start = readWallClock(form.startupAt, form.timeZone)
  const known = blockers.some(blocker => blocker.field === 'startupAt')
  if (start.state === 'unreadable') {
    if (!known) blockers.push(issue('startupAt', 'start_unreadable'))
  } else if (start.state === 'skipped') {
    blockers.push(issue('startupAt', 'start_skipped', { startupAt: form.startupAt, timeZone: form.timeZone }))
  } else {
    if (start.at <= now && !known) blockers.push(issue('startupAt', 'start_past', { at: start.at }))
    if (start.twice) warnings.push(issue('startupAt', 'start_twice', { at: start.at }))
  }
}

function blankVariables(
  form: Extract<TaskForm, { kind: 'callbot' }>,
  list: ContactList,
  contacts: Pick<ContactReader, 'blankCells'>,
): FormIssue[] {
  const issues: FormIssue[] = []
  for (const [index, { name, column }] of form.variables.entries()) {
    if (column === null || column >= list.columns.length) continue
    const count = contacts.blankCells(list.id, column)
    if (count > 0) issues.push(issue(`variables.${index}.column`, 'variable_blank', { name, count }))
  }
  return issues
}

const issue = (field: string, code: string, params: FormIssue['params'] = {}): FormIssue => ({ field, code, params })
