import { mkdirSync } from 'node:fs'
import type { CallbotForm } from '../../src-contract/model/task.ts'
import { createAccountStore } from '../../src-core/accounts/account-store.ts'
import { openDataFolder } from '../../src-core/db/open-ours.ts'
import { fromCallbotOrder } from '../../src-core/orders/order-mapping.ts'
import { createOrderStore, type OrderRecord } from '../../src-core/orders/order-store.ts'
import { newDraftForm } from '../../src-core/tasks/new-draft.ts'
import { createTaskStore } from '../../src-core/tasks/task-store.ts'

export interface BoardSeed {
  readonly dataDir: string
  readonly tasks: number
  /** Idle: nothing runs; busy: most live tasks run in an open window; odd: busy, and the first tasks are unlike any other. */
  readonly mood: 'idle' | 'busy' | 'odd'
  readonly timeZone: string
  readonly now: number
}

export const SEED_ACCOUNT = 'account-pacifico'
const HALF_HOUR_MS = 1_800_000
const DAY_MS = 86_400_000

const names = [
  'Reminder D+3',
  'Reminder D+10',
  'Welcome call',
  'Policy renewal',
  'NPS after delivery',
  'Offer, debt consolidation',
  'Delivery slot',
  'KYC renewal',
]
const scenes = ['Recordatorio de pago v4', 'Bienvenida v2', 'Renovación de póliza v3', 'Encuesta de entrega v1', 'Oferta consolidación v2']
/** What a platform may well tell: names too long for any column, in other scripts, an unlisted status, nobody to call, nobody left. */
const odd: readonly {
  readonly name: string
  readonly scene: string
  readonly status?: number
  readonly total?: number
  readonly share?: number
}[] = [
  {
    name: 'Reminder of the third instalment of the consolidation plan, region of Los Lagos, 2',
    scene: 'Recordatorio de pago de la tercera cuota del plan de consolidación, región de Los Lagos v14',
  },
  { name: '四月还款提醒：消费贷款到期前三天自动外呼任务（华南大区第二批次，含短信跟进）', scene: '还款提醒话术第四版' },
  { name: 'تذكير بالدفعة الثالثة: عملاء المنطقة الغربية (3)', scene: 'تذكير الدفع v2' },
  { name: 'NoBlankAnywhereInThisNameOfATaskThatAScriptWroteWithAnIdOf_20260412T093000Z_0001', scene: 'Bienvenida v2' },
  { name: 'Status of a later version', scene: 'Bienvenida v2', status: 9 },
  { name: 'Nobody to call yet', scene: 'Encuesta de entrega v1', total: 0 },
  { name: 'Everybody called, still running', scene: 'Encuesta de entrega v1', share: 1 },
  { name: '', scene: '' },
  { name: 'One order', scene: 'Encuesta de entrega v1', total: 1 },
  { name: 'As large as they come', scene: 'Oferta consolidación v2', total: 120_000 },
]
const intents = ['Promise to pay', 'Call back later', 'Already paid', 'Dispute', 'Wrong person', 'Do not call']
const outcomes: readonly (readonly [status: number, share: number])[] = [
  [6, 0.4],
  [22, 0.66],
  [24, 0.78],
  [10, 0.85],
  [12, 0.91],
  [23, 0.95],
  [8, 0.97],
  [21, 0.98],
  [16, 0.99],
  [25, 1],
]

/** Fills a new data folder with invented tasks whose numbers add up; the same seed gives the same board. */
export function seedBoard(seed: BoardSeed): void {
  mkdirSync(seed.dataDir, { recursive: true })
  const { ledger, cache, release } = openDataFolder(seed.dataDir)
  const random = randomOf(seed.tasks * 7 + seed.mood.length)
  try {
    createAccountStore(ledger).put({
      id: SEED_ACCOUNT,
      kind: 'callbot',
      label: 'Pacífico Crédito',
      colour: 'cobalt',
      identity: 'uuid-pacifico',
      algorithm: 'MD5',
      region: null,
      tenantId: null,
      baseUrl: 'https://callbot.invalid',
      simulator: false,
      secretPlace: 'memory',
      webhookToken: 'token-of-the-seed',
      createdAt: seed.now - 30 * DAY_MS,
    })
    const tasks = createTaskStore(cache)
    const orders = createOrderStore(cache)
    const submission = ledger.prepare(`
      INSERT INTO submission (id, account_id, kind, user_task_id, task_id, task_name, list_id, list_name, form, state, total, planned, plan_done, task_exists,
        batch_size, created_at, finished_at)
      VALUES (@id, '${SEED_ACCOUNT}', 'callbot', @userTaskID, @taskID, @taskName, '', '', @form, 'done', @total, @total, 1, 1, 500, @at, @at)`)
    for (let index = 0; index < seed.tasks; index += 1) {
      const plan = planTask(seed, index, random)
      tasks.upsert([{ accountId: SEED_ACCOUNT, raw: '{}', ...plan.task }], plan.task.taskStatus === 2 ? 'webhook' : 'pulled', plan.toldAt)
      submission.run({
        id: `submission-${index}`,
        userTaskID: plan.task.userTaskID,
        taskID: plan.task.taskID,
        taskName: plan.task.taskName,
        form: JSON.stringify(plan.form),
        total: plan.orders.length,
        at: plan.task.createdAt,
      })
      for (let from = 0; from < plan.orders.length; from += 2000)
        orders.upsertOrders(
          SEED_ACCOUNT,
          plan.orders.slice(from, from + 2000),
          plan.task.taskStatus === 2 ? 'webhook' : 'pulled',
          plan.toldAt,
        )
    }
  } finally {
    ledger.close()
    cache.close()
    release()
  }
}

function planTask(seed: BoardSeed, index: number, random: () => number) {
  const { now, timeZone, mood } = seed
  const live = seed.tasks === 1 || index < Math.max(8, seed.tasks * 0.3)
  const unlike = mood === 'odd' ? odd[index] : undefined
  const status = unlike
    ? (unlike.status ?? 2)
    : !live
      ? random() < 0.08
        ? 4
        : 3
      : mood === 'idle'
        ? index % 3 === 2
          ? 1
          : 5
        : index % 9 === 6
          ? 5
          : index % 9 === 7
            ? 1
            : 2
  const total = unlike?.total ?? (seed.tasks === 1 ? 9800 : Math.round((seed.tasks > 100 ? 40 : 400) * (0.4 + 2.6 * random())))
  const share = unlike?.share ?? (status === 3 ? 1 : status === 1 || status === 4 ? 0 : 0.08 + 0.8 * random())
  const finished = Math.round(total * share)
  const closedNow = status === 2 && !unlike && index % 9 === 3
  const localHalf = Math.floor(((now + offsetOf(timeZone, now)) % DAY_MS) / HALF_HOUR_MS)
  const hours = Array.from({ length: 24 }, (_, slot) => 16 + slot).filter(slot => !closedNow || slot < localHalf || slot > localHalf + 2)
  const scene = unlike?.scene ?? scenes[index % scenes.length] ?? ''
  const taskName = unlike?.name ?? `${names[index % names.length]} ${index < 8 ? 'wave 1' : `wave ${1 + Math.floor(index / 8)}`}`
  const base = newDraftForm({ account: { kind: 'callbot', simulator: false }, list: null, timeZone }) as CallbotForm
  const form: CallbotForm = {
    ...base,
    taskName,
    sceneID: scene,
    strategyName: 'Once Only',
    startupType: 3,
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    halfHours: hours,
    maxCall: 40,
    callbacks: { ...base.callbacks, mode: 'listener' },
  }
  const userTaskID = `task-${String(index).padStart(4, '0')}-9f3cb07e`
  const createdAt = now - (live ? DAY_MS * (0.2 + random()) : DAY_MS * (2 + 20 * random()))
  const rate = 0.28 + 0.3 * random()
  const offset = offsetOf(timeZone, now)
  const today = now - ((now + offset) % DAY_MS) + 8 * 3_600_000
  let answered = 0
  let dialled = finished
  const orders = Array.from({ length: total }, (_, at): OrderRecord => {
    const orderID = `${userTaskID}-${at}`
    const head = {
      orderID,
      userPhone: `569${String(10_000_000 + ((index * 104_729 + at * 7919) % 89_999_999))}`,
      userTaskID,
      taskID: `${7000 + index}`,
    }
    if (at >= finished) {
      const onTheLine = status === 2 && !closedNow && at < finished + 12
      if (onTheLine) dialled += 1
      return read({ ...head, finish: false, ...(onTheLine ? call(orderID, 3 + (at % 3), now - 20_000 * random(), random) : {}) })
    }
    // Live tasks called through today and some of yesterday, ended ones on their day.
    const span =
      live && random() < 0.7
        ? [Math.min(today, now - HALF_HOUR_MS), now - 60_000]
        : [createdAt, Math.min(now - 60_000, createdAt + 34 * 3_600_000)]
    const startAt = momentIn(span[0] ?? 0, span[1] ?? 0, hours, offset, random)
    const dice = random()
    const outcome = dice < rate ? 6 : (outcomes.find(([, upTo]) => 0.4 + ((dice - rate) / (1 - rate)) * 0.6 <= upTo)?.[0] ?? 22)
    if (outcome === 6) answered += 1
    return read({ ...head, finish: true, ...call(orderID, outcome, startAt, random) })
  })
  return {
    task: {
      userTaskID,
      taskID: `${7000 + index}`,
      taskName,
      sceneID: scene,
      taskStatus: status,
      createdAt: Math.round(createdAt),
      stat:
        finished === 0
          ? null
          : {
              answerOrderCount: answered,
              finishOrderCount: finished,
              totalOrderCount: total,
              totalAnswerCall: answered,
              totalCall: dialled,
              finishRate: Math.round((finished / total) * 100) / 100,
              answerRate: Math.round((answered / dialled) * 100) / 100,
            },
    },
    form,
    orders,
    toldAt: Math.round(status === 2 ? now - 9_000 * random() : now - 3_600_000 * random()),
  }
}

/** A moment of a stretch, in an open half-hour where there is one: nobody is called while the window is shut. */
function momentIn(from: number, to: number, halfHours: readonly number[], offset: number, random: () => number): number {
  for (let tries = 0; tries < 200; tries += 1) {
    const at = from + random() * (to - from)
    if (halfHours.includes(Math.floor(((at + offset) % DAY_MS) / HALF_HOUR_MS))) return at
  }
  return to
}

function call(orderID: string, callStatus: number, startAt: number, random: () => number) {
  const start = Math.floor(startAt / 1000)
  const answered = callStatus === 6
  const intent = intents[Math.floor(random() ** 1.6 * intents.length)] ?? ''
  return {
    callInfoDetail: {
      callID: `call-${orderID}`,
      callingNumber: '5622',
      lineAddress: '',
      callStatus,
      callStartTs: start,
      callAnswerTs: answered ? start + 6 : 0,
      callEndTs: callStatus < 6 ? 0 : start + 40,
      callDuration: answered ? 20 + Math.floor(70 * random()) : 0,
      turnTime: answered ? 1 + Math.floor(8 * random()) : 0,
      callAudioUrl: '',
      hangupCause: 'user',
      termSipCode: '200',
      intents: answered ? [{ intentID: `i-${intent}`, intentTag: intent.slice(0, 1), intentName: intent, intentLevel: 1 }] : [],
    },
  }
}

function read(element: Record<string, unknown>): OrderRecord {
  const told = fromCallbotOrder({ userName: '', sceneID: '', other: '', ...element })
  if (!told) throw new Error('the seed wrote no order')
  return told
}

/** Offset of a zone, milliseconds east of UTC. */
export function offsetOf(timeZone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at)
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(parts.find(part => part.type === 'timeZoneName')?.value ?? '') ?? []
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}

function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
