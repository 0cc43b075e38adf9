import type { CallbotForm, TaskForm } from '../../src-contract/model/task.ts'
import { type CallbackUrls, noCallbackUrls, type TaskFacts } from './build-create-and-call.ts'
import { readWallClock, zoneExists, zoneSecondAt } from './zone-time.ts'

/** The instant a task's clock matters from: its scheduled start, or now. UTC milliseconds. */
export function startOf(form: CallbotForm, now: number): number {
  if (form.startupType !== 2) return now
  const start = readWallClock(form.startupAt, form.timeZone)
  return start.state === 'found' ? start.at : now
}

/**
 * Works out what a request needs beside the form. The platform keeps one fixed offset for the task's life, so it is the one
 * in force when dialling starts.
 */
export function taskFacts(form: CallbotForm, userTaskID: string, listener: CallbackUrls | null, now: number): TaskFacts {
  const start = startOf(form, now)
  return {
    userTaskID,
    zoneSecond: zoneSecondAt(form.timeZone, start),
    startupAt: form.startupType === 2 ? Math.floor(start / 1000) : 0,
    urls: urlsOf(form, listener),
  }
}

/** The offset a task launched at this instant was sent with, seconds east of UTC; null for NXLink, which takes none. */
export const sentZoneSecond = (form: TaskForm, launchedAt: number): number | null =>
  form.kind === 'callbot' && zoneExists(form.timeZone) ? zoneSecondAt(form.timeZone, startOf(form, launchedAt)) : null

/** The callback addresses of the form; empty while this computer's listener has none. */
export function urlsOf(form: CallbotForm, listener: CallbackUrls | null): CallbackUrls {
  const { mode, taskCallbackUrl, orderCallbackUrl, callCallbackUrl } = form.callbacks
  if (mode === 'own')
    return { taskCallbackUrl: taskCallbackUrl.trim(), orderCallbackUrl: orderCallbackUrl.trim(), callCallbackUrl: callCallbackUrl.trim() }
  return mode === 'listener' ? (listener ?? noCallbackUrls) : noCallbackUrls
}
