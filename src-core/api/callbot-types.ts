import type { Answer, CallOptions } from './answer.ts'
import type {
  AddBatchCallBody,
  CreateAndCallBody,
  CreateTaskBody,
  ExportBatchCallBody,
  ListOrderDetailBody,
  ListPageBody,
  ListTaskBody,
  MgrTaskStatusBody,
  OfSceneBody,
  PingBody,
  StopOrderBody,
  UpdateTaskBody,
} from './callbot-bodies.ts'

/** An element as the platform wrote it; integers beyond 2^53 are text with every digit. Holds the fields we do not know. */
export type Raw = Readonly<Record<string, unknown>>

export interface PingAnswer {
  readonly data: string
  readonly timestamp: number | null
}
export interface TaskIdAnswer {
  readonly taskID: string | null
  readonly raw: Raw
}
/** `phone` in add answers, `orderID` in stop answers; the other one is ''. */
export interface RefusedElement {
  readonly phone: string
  readonly orderID: string
  readonly errMsg: string
}
/** Counts are null when the platform left them out. `taskID` only from createAndCall. */
export interface CountsAnswer {
  readonly taskID: string | null
  readonly totalCount: number | null
  readonly successCount: number | null
  readonly errList: readonly RefusedElement[]
  readonly raw: Raw
}
export interface TaskStatusAnswer {
  readonly taskID: string | null
  readonly taskStatus: number | null
  readonly raw: Raw
}

export interface TaskStatFields {
  readonly answerOrderCount: number
  readonly finishOrderCount: number
  readonly totalOrderCount: number
  readonly totalAnswerCall: number
  readonly totalCall: number
  readonly finishRate: number | null
  readonly answerRate: number | null
}
export interface CallbotTask {
  readonly userTaskID: string
  readonly taskID: string
  readonly sceneID: string
  /** '' when the platform does not send one: it is in no documented table. */
  readonly taskName: string
  readonly taskStatus: number | null
  /** Unix seconds as sent (milliseconds are seen as such by the reader: use `toMs`). */
  readonly createTs: number | null
  readonly taskStat: TaskStatFields | null
  readonly raw: Raw
}
/** `totalCount` null when the platform sends none (callbot-v3.md 3.7): read until a page is short. */
export interface TaskPage {
  readonly totalCount: number | null
  readonly tasks: readonly CallbotTask[]
}

export interface CallbotIntent {
  readonly intentID: string
  readonly intentTag: string
  readonly intentName: string
  readonly intentLevel: number | null
}
export interface CallbotSms {
  /** A time, or a status 0 to 4: the documents disagree (callbot-notes.md conflict 5). */
  readonly smsSendTs: number | null
  readonly sysMessageID: string
  readonly smsContent: string
}
export interface CallbotAgent {
  readonly agentName: string
  readonly agentGroup: string
  readonly agentLabel: string
  readonly agentCallStatus: number | null
  readonly agentCallElapsed: number | null
  readonly manualCallStart: number | null
  readonly manualCallAnswer: number | null
  readonly manualCallEnd: number | null
  readonly manualHangupBy: number | null
}
export interface CallbotCall {
  /** '' while the order was never dialled. */
  readonly callID: string
  readonly callingNumber: string
  readonly lineAddress: string
  readonly callStatus: number | null
  /** Timestamps as sent, 0 for "not happened"; `toMs` turns them into milliseconds or null. */
  readonly callStartTs: number | null
  readonly callAnswerTs: number | null
  readonly callEndTs: number | null
  /** Seconds. */
  readonly callDuration: number | null
  readonly callAudioUrl: string
  readonly hangupCause: string
  readonly termSipCode: string
  /** Dialogue turns, when the platform sends them (in no documented table). */
  readonly turnTime: number | null
  readonly intents: readonly CallbotIntent[]
  readonly sms: readonly CallbotSms[]
  readonly agent: CallbotAgent | null
  readonly params: readonly { readonly name: string; readonly value: string }[]
  readonly raw: Raw
}
export interface CallbotOrderHead {
  readonly orderID: string
  readonly userPhone: string
  readonly userName: string
  readonly sceneID: string
  readonly userTaskID: string
  readonly taskID: string
  readonly finish: boolean | null
  readonly other: string
  readonly raw: Raw
}
/** listOrder, and the bodies of the order and call webhooks: the order with one call. */
export interface CallbotOrder extends CallbotOrderHead {
  readonly callInfoDetail: CallbotCall | null
}
export interface OrderPage {
  readonly totalCount: number | null
  readonly orders: readonly CallbotOrder[]
}
/** listOrderDetail: the order with every call. */
export interface CallbotOrderDetail extends CallbotOrderHead {
  readonly calls: readonly CallbotCall[]
}
/** listCall: one element per call. */
export interface CallPage {
  readonly totalCount: number | null
  readonly calls: readonly CallbotOrder[]
}
export interface BatchExport {
  readonly totalCount: number | null
  readonly batchID: string
  readonly calls: readonly CallbotOrder[]
}
export interface CallbotRoute {
  readonly routeID: string
  readonly routeName: string
  readonly routeDesc: string
}
export interface CallbotStrategy {
  readonly strategyName: string
}

/** Body of the task webhook (callbot-v3.md 4.1): a task without a name. */
export type CallbotTaskDelivery = CallbotTask

type Ask<B, T> = (body: B, options?: CallOptions) => Promise<Answer<T>>

/** Every documented endpoint of Callbot v3 (callbot-v3.md section 3), one method each. Nothing is ever sent twice from here. */
export interface CallbotApi {
  readonly ping: Ask<PingBody, PingAnswer>
  readonly createTask: Ask<CreateTaskBody, TaskIdAnswer>
  readonly createAndCall: Ask<CreateAndCallBody, CountsAnswer>
  readonly addBatchCall: Ask<AddBatchCallBody, CountsAnswer>
  readonly mgrTaskStatus: Ask<MgrTaskStatusBody, TaskStatusAnswer>
  readonly updateTask: Ask<UpdateTaskBody, TaskIdAnswer>
  readonly listTask: Ask<ListTaskBody, TaskPage>
  readonly listCall: Ask<ListPageBody, CallPage>
  readonly listOrder: Ask<ListPageBody, OrderPage>
  readonly listOrderDetail: Ask<ListOrderDetailBody, readonly CallbotOrderDetail[]>
  readonly stopOrder: Ask<StopOrderBody, CountsAnswer>
  readonly importBatchCall: Ask<AddBatchCallBody, CountsAnswer>
  readonly exportBatchCall: Ask<ExportBatchCallBody, BatchExport>
  readonly routeList: Ask<Record<string, never>, readonly CallbotRoute[]>
  readonly intentList: Ask<OfSceneBody, readonly CallbotIntent[]>
  readonly strategyList: Ask<OfSceneBody, readonly CallbotStrategy[]>
}
