import type { Answer, CallOptions } from './answer.ts'
import type { Raw } from './callbot-types.ts'

/** 5.1: rates are numbers here and are written with their decimals (predictCallRate 2, ratioCallRate 1) when serialised. */
export interface NxlinkCreateAndCallBody {
  readonly country: string
  readonly taskName: string
  readonly taskDesc?: string
  readonly strategyName: string
  /** 0 none, 1 ratio, 2 predictive. */
  readonly dispatchType: number
  readonly agentGroupNo: string
  readonly predictCallRate: number
  readonly ratioCallRate: number
  readonly startCount: number
  readonly callList: readonly { readonly orderID: string; readonly userPhone: string; readonly other: string }[]
  /** 0 none, 1 manual, 2 scheduled, 3 immediate. */
  readonly startupType?: number
}

/** 5.2: times in Unix seconds, page from 1, size at most 100; direction 0 all, 1 inbound, 2 outbound, 3 AICC. */
export interface CdrPageBody {
  readonly startTime: number
  readonly endTime: number
  readonly page: number
  readonly size: number
  readonly answered?: 0 | 1 | 2
  readonly direction?: 0 | 1 | 2 | 3
  readonly name?: string
  readonly caller?: string
  readonly callee?: string
  readonly callId?: string
  readonly orderId?: string
}

/** 5.3: `tenantId` is the team id of the console. It goes out as a number when it fits one exactly. */
export interface CdrQueryBody {
  readonly tenantId: string | number
  readonly orderId: string
}

/** A call record (nxlink-cc.md 5.2). Every field is optional on the wire; times are Unix milliseconds, 0 read as null. */
export interface NxlinkRecord {
  readonly callId: string
  readonly orderId: string
  readonly taskId: string
  /** 0 inbound, 1 outbound, 2 AICC: not the numbers of the request. */
  readonly direction: number | null
  readonly caller: string
  readonly callee: string
  readonly agentName: string
  readonly agentNickName: string
  readonly answered: boolean | null
  readonly startTime: number | null
  readonly ringTime: number | null
  readonly answerTime: number | null
  readonly endTime: number | null
  readonly inQueueTime: number | null
  readonly outQueueTime: number | null
  /** Seconds. */
  readonly callDuration: number | null
  readonly ringDuration: number | null
  readonly queueDuration: number | null
  readonly hangupBy: number | null
  readonly hangupCode: string
  readonly hangupReason: string
  /** Words, not a number. */
  readonly callStatus: string
  readonly dtmfKeys: string
  readonly intent: string
  readonly other: string
  readonly recordUrl: string
  readonly leaveMsgUrl: string
  readonly totalCustomerPrice: number | null
  readonly lineIp: string
  readonly termSipCode: string
  readonly hangupCause: string
  readonly raw: Raw
}

type Ask<B, T> = (body: B, options?: CallOptions) => Promise<Answer<T>>

/** The NXLink call-center endpoints this console uses (nxlink-cc.md section 5). Nothing is ever sent twice from here. */
export interface NxlinkApi {
  /** Says only yes or no: no task id and no result per number (5.1). */
  readonly createAndCall: Ask<NxlinkCreateAndCallBody, null>
  /** No total is sent: read pages until one is shorter than `size`. */
  readonly cdrPage: Ask<CdrPageBody, readonly NxlinkRecord[]>
  readonly cdrQueryByOrderId: Ask<CdrQueryBody, readonly NxlinkRecord[]>
}
