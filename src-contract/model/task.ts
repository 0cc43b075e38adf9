import { z } from '../zod.ts'

const weekdays = z.array(z.number().int().min(1).max(7)).max(7)
const halfHours = z.array(z.number().int().min(0).max(47)).max(48)
const text = (max: number) => z.string().max(max)

/**
 * The task form for Callbot (`createAndCall`, callbot-v3.md 3.4) as typed so far: every field may still be empty.
 * `checkCallbotForm` in `task-check.ts` says what is missing before it can be launched.
 */
export const CallbotForm = z.strictObject({
  kind: z.literal('callbot'),
  taskName: text(200),
  sceneID: text(128),
  strategyName: text(128),
  routeID: text(128),
  startupType: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  /** Wall clock in `timeZone`, `YYYY-MM-DDTHH:mm`, or empty. */
  startupAt: text(16),
  timeZone: text(64),
  /** 1 = Monday … 7 = Sunday. */
  weekdays,
  /** 0 = 00:00 to 00:30 … 47 = 23:30 to 24:00; the same for every chosen weekday. */
  halfHours,
  maxCall: z.number().int().nullable(),
  maxRingTime: z.number().int().nullable(),
  manualCall: z.strictObject({
    enabled: z.boolean(),
    agentGroup: text(128),
    /** 0 none, 1 ratio, 3 predictive 2.0 (not NXLink's numbers). */
    dispatchType: z.union([z.literal(0), z.literal(1), z.literal(3)]),
    ratioCallRate: z.number().nullable(),
    predictCallRate: z.number().nullable(),
  }),
  taskKeep: z.boolean(),
  roundRedial: z.boolean(),
  wholeTTS: z.boolean(),
  phoneEncrypt: z.boolean(),
  smsEnable: z.boolean(),
  smsTemplates: z.array(z.strictObject({ smsID: text(128), label: text(80) })).max(50),
  /** One template at most for an intent, so a repeat cannot be written down. */
  smsByIntent: z.array(z.strictObject({ intentID: text(128), intentName: text(128), smsID: z.string().nullable() })).max(200),
  /** Script variables and the column of the contact list that fills each. */
  variables: z.array(z.strictObject({ name: text(64), column: z.number().int().min(0).nullable() })).max(100),
  callbacks: z.strictObject({
    /** `listener`: this computer's webhook address; `own`: the three addresses below; `none`: poll only. */
    mode: z.enum(['listener', 'own', 'none']),
    taskCallbackUrl: text(500),
    orderCallbackUrl: text(500),
    callCallbackUrl: text(500),
  }),
})
export type CallbotForm = z.infer<typeof CallbotForm>

/** The task form for NXLink (`ai/createandcall`, nxlink-cc.md 5.1). */
export const NxlinkForm = z.strictObject({
  kind: z.literal('nxlink'),
  country: text(2),
  taskName: text(200),
  taskDesc: text(500),
  strategyName: text(128),
  /** 0 none, 1 ratio, 2 predictive (not Callbot's numbers). */
  dispatchType: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  agentGroupNo: text(128),
  predictCallRate: z.number().nullable(),
  ratioCallRate: z.number().nullable(),
  startCount: z.number().int().nullable(),
  startupType: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
})
export type NxlinkForm = z.infer<typeof NxlinkForm>

export const TaskForm = z.discriminatedUnion('kind', [CallbotForm, NxlinkForm])
export type TaskForm = z.infer<typeof TaskForm>

/** Of a form what the board tells of a task in one line; `tasks.get` has all of it. */
const BoardForm = z.discriminatedUnion('kind', [
  CallbotForm.pick({
    kind: true,
    startupType: true,
    startupAt: true,
    timeZone: true,
    weekdays: true,
    halfHours: true,
    maxCall: true,
  }).extend({
    callbacks: CallbotForm.shape.callbacks.pick({ mode: true }),
  }),
  NxlinkForm.pick({ kind: true }),
])
export type BoardForm = z.infer<typeof BoardForm>

export const TaskDraft = z.object({
  id: z.string(),
  accountId: z.string(),
  listId: z.string().nullable(),
  form: TaskForm,
  createdAt: z.number(),
  updatedAt: z.number(),
})
export type TaskDraft = z.infer<typeof TaskDraft>

export const TaskStat = z.object({
  answerOrderCount: z.number(),
  finishOrderCount: z.number(),
  totalOrderCount: z.number(),
  totalAnswerCall: z.number(),
  totalCall: z.number(),
  finishRate: z.number().nullable(),
  answerRate: z.number().nullable(),
})
export type TaskStat = z.infer<typeof TaskStat>

/** How a number reached the screen. */
export const Source = z.enum(['pulled', 'webhook', 'submission', 'record'])
export type Source = z.infer<typeof Source>

const TaskCounts = z.object({ total: z.number(), finished: z.number(), answered: z.number(), inProgress: z.number() })

/** A task in one line, as lists of hundreds carry it; `TaskDetail` has the rest. */
export const TaskRow = z.object({
  accountId: z.string(),
  userTaskID: z.string(),
  /** Null for NXLink until a record names it, and until the platform answered. */
  taskID: z.string().nullable(),
  taskName: z.string(),
  sceneID: z.string(),
  /** callbot-v3.md 5.2; null for NXLink, which tells no status. Unknown numbers are kept. */
  taskStatus: z.number().nullable(),
  createdAt: z.number().nullable(),
  /** Counted from our cached orders. */
  counts: TaskCounts,
  /** Of the form it was launched with, when it was launched here. */
  form: BoardForm.nullable(),
  /** The offset it was sent with, seconds east of UTC: the platform keeps it, also when the clocks of the zone change. */
  zoneSecond: z.number().nullable(),
  /** Last submission of this task made here. */
  submissionId: z.string().nullable(),
  /** Of status, name and `stat`: when the platform last told them, and how. */
  freshAt: z.number().nullable(),
  freshSource: Source.nullable(),
  /** Of `counts`: the newest word on any order of the task, also one that changed nothing. */
  countsFreshAt: z.number().nullable(),
  countsSource: Source.nullable(),
  /** Begin of the newest call we know of. */
  lastCallAt: z.number().nullable(),
  /** The newest signed webhook about the task or its orders. */
  lastDeliveryAt: z.number().nullable(),
  /** When the platform said that it has no such task any more: it is not polled. Null again after any later word on it or its orders. */
  unknownAt: z.number().nullable(),
})
export type TaskRow = z.infer<typeof TaskRow>

/** The rows of an account's tasks that changed since a version; all of them, in their order, when `isWhole`. */
export const TaskChanges = z.object({ version: z.number(), isWhole: z.boolean(), rows: z.array(TaskRow) })
export type TaskChanges = z.infer<typeof TaskChanges>

/** A task with everything that is known of it. */
export const TaskDetail = TaskRow.extend({
  /** The platform's own counters, when it sent them. */
  stat: TaskStat.nullable(),
  counts: TaskCounts.extend({ byStatus: z.array(z.object({ callStatus: z.number().nullable(), count: z.number() })) }),
  /** The whole form it was launched with, when it was launched here. */
  form: TaskForm.nullable(),
})
export type TaskDetail = z.infer<typeof TaskDetail>

/** Names for the ids the API takes bare, as the platform lists them (callbot-v3.md 3.14). */
export const TaskOptions = z.object({
  routes: z.array(z.object({ routeID: z.string(), routeName: z.string(), routeDesc: z.string() })),
  strategies: z.array(z.object({ strategyName: z.string() })),
  intents: z.array(z.object({ intentID: z.string(), intentName: z.string(), intentTag: z.string() })),
  /** Lists the platform would not give, with its answer. */
  missing: z.array(z.object({ list: z.enum(['routes', 'strategies', 'intents']), reason: z.string() })),
})
export type TaskOptions = z.infer<typeof TaskOptions>

/** One thing the form still needs or that is worth a look; the words live in the catalogue under the code. */
export const FormIssue = z.object({ field: z.string(), code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
export type FormIssue = z.infer<typeof FormIssue>

export const Preflight = z.object({
  listName: z.string().nullable(),
  rowCount: z.number(),
  orderCount: z.number(),
  leftOut: z.array(z.object({ reason: z.string(), count: z.number() })),
  blockers: z.array(FormIssue),
  warnings: z.array(FormIssue),
  zoneSecond: z.number().nullable(),
  firstCallAt: z.number().nullable(),
  /** The next clock change of the task's zone within 60 days, because the platform keeps a fixed offset. */
  clockChange: z.object({ at: z.number(), fromZoneSecond: z.number(), toZoneSecond: z.number() }).nullable(),
  /** Webhooks that will come back through the tunnel, and what this month's plan leaves for them; null where none come that way. */
  webhooks: z.object({ forecast: z.number(), used: z.number(), limit: z.number().nullable(), left: z.number().nullable() }).nullable(),
  batchSize: z.number(),
  batchCount: z.number(),
  /** The exact first request, pretty-printed, with at most two orders in it. */
  requestJson: z.string(),
  endpoint: z.string(),
})
export type Preflight = z.infer<typeof Preflight>
