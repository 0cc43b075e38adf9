import { z } from '../zod.ts'
import { OrderFilter } from './order.ts'

/** One slice of a breakdown; `filter` opens its orders. */
const Slice = z.object({ key: z.string(), label: z.string(), count: z.number(), filter: OrderFilter })

/** Half-hour of the task's own clock in which calls began; `filter` opens the `orders` whose last call is among them. */
export const HalfHourBar = z.object({ at: z.number(), calls: z.number(), answered: z.number(), orders: z.number(), filter: OrderFilter })
export type HalfHourBar = z.infer<typeof HalfHourBar>

/** What became of a task's orders, counted from our own cache; every slice opens the list it counts. */
export const TaskBreakdown = z.object({
  byStatus: z.array(Slice),
  byIntent: z.array(Slice),
  bySms: z.array(Slice),
  byAgent: z.array(Slice),
  /** The last 48 half-hours in which calls began, oldest first. */
  halfHours: z.array(HalfHourBar),
  /** Answered orders and finished orders by our count, and what the platform says beside it. */
  rates: z.object({
    answered: z.number(),
    finished: z.number(),
    total: z.number(),
    /** Fractions of 1, as rounded by the platform: answered calls of its calls, finished orders of its orders (callbot-v3.md 4.1). */
    platformAnswerRate: z.number().nullable(),
    platformFinishRate: z.number().nullable(),
    /** Every call by our count, also those that an order had before its last one: what the platform's answer rate is of. */
    calls: z.number(),
    answeredCalls: z.number(),
    /** Calls the platform counted; null when it told none. */
    platformCalls: z.number().nullable(),
    /** Orders that one step of the platform's rounding stands for. */
    roundingStep: z.number().nullable(),
  }),
})
export type TaskBreakdown = z.infer<typeof TaskBreakdown>

/** When a task will have called everybody, closed half-hours left out. */
export const TaskForecast = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('known'),
    earliest: z.number(),
    likely: z.number(),
    latest: z.number(),
    /** Orders finished per minute of open window, lately. */
    perMinute: z.number(),
    left: z.number(),
    /** Orders still left when today's window closes; 0 when it finishes today. */
    leftTonight: z.number(),
    /** Calls at the same time that would finish it today; null when it does, or when no window is left today. */
    linesForToday: z.number().nullable(),
  }),
  z.object({ state: z.literal('finished') }),
  z.object({ state: z.literal('none'), why: z.enum(['notStarted', 'tooFew', 'noWindow', 'unknownWindow', 'nxlink']) }),
])
export type TaskForecast = z.infer<typeof TaskForecast>

/** Answer rate by weekday (1 = Monday) and half-hour (0 to 47) of the given zone, from our own history. */
export const HeatMap = z.object({
  cells: z.array(z.object({ weekday: z.number(), halfHour: z.number(), calls: z.number(), answered: z.number() })),
  calls: z.number(),
  from: z.number().nullable(),
})
export type HeatMap = z.infer<typeof HeatMap>

/** UTC milliseconds since 1970 of a day with a four-digit year: beyond it no calendar has a next midnight. */
export const Instant = z.number().int().min(0).max(Date.UTC(9999, 0))

/** The calls of an account that began on one day of a zone, by half-hour of the clock on the wall; half-hours without a call are left out. */
export const DayOfCalls = z.object({
  /** First instant of the day, and the first one after it: 23 or 25 hours later where the clocks change. */
  from: z.number(),
  to: z.number(),
  /** 0 to 47. What the clock shows twice adds up; `calls` less `ended` are under way. */
  halfHours: z.array(z.object({ halfHour: z.number(), calls: z.number(), ended: z.number(), answered: z.number() })),
})
export type DayOfCalls = z.infer<typeof DayOfCalls>

export const AlertKind = z.enum(['answerRateFalls', 'statusSpike', 'silence', 'taskEnded', 'tunnelDown', 'submissionStuck'])
export type AlertKind = z.infer<typeof AlertKind>

/** When to speak up. Wall clock of this computer for the quiet hours, minutes since midnight; equal ones are none. */
export const AlertRules = z.strictObject({
  answerRateFalls: z.strictObject({ on: z.boolean(), points: z.number().int().min(1).max(100), minutes: z.number().int().min(5).max(240) }),
  statusSpike: z.strictObject({ on: z.boolean(), statuses: z.array(z.number().int()).max(30), percent: z.number().int().min(1).max(100) }),
  silence: z.strictObject({ on: z.boolean(), minutes: z.number().int().min(1).max(240) }),
  taskEnded: z.strictObject({ on: z.boolean() }),
  tunnelDown: z.strictObject({ on: z.boolean() }),
  submissionStuck: z.strictObject({ on: z.boolean() }),
  quietFrom: z.number().int().min(0).max(1439),
  quietTo: z.number().int().min(0).max(1439),
})
export type AlertRules = z.infer<typeof AlertRules>

export const Alert = z.object({
  id: z.number(),
  kind: AlertKind,
  at: z.number(),
  accountId: z.string().nullable(),
  userTaskID: z.string().nullable(),
  taskName: z.string(),
  /** Values of the sentence. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The rows it is about. */
  filter: OrderFilter.nullable(),
  /** When the operating system was told; null while quiet hours hold it back, and when it was over before they ended. */
  notifiedAt: z.number().nullable(),
  /** Null while nobody has seen it. */
  seenAt: z.number().nullable(),
  /** The cause is over. */
  endedAt: z.number().nullable(),
})
export type Alert = z.infer<typeof Alert>
