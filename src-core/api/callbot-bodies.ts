/** Request bodies of Callbot v3 as they are serialised, key for key (callbot-v3.md section 3). */

export interface CallbotOrderBody {
  readonly orderID: string
  /** Country code and number, digits only. */
  readonly userPhone: string
  readonly other: string
  readonly userName: string
  readonly customerName: string
  readonly params: readonly { readonly name: string; readonly value: string }[]
}

export interface CallInfoListBody {
  readonly orderCallbackUrl: string
  readonly callCallbackUrl: string
  readonly callList: readonly CallbotOrderBody[]
}

export interface TaskSettingBody {
  readonly strategyName: string
  /** 1 manual, 2 scheduled, 3 immediate. */
  readonly startupType: number
  /** Unix seconds; 0 unless startupType is 2. */
  readonly startupAt: number
  readonly zoneSecond: number
  readonly dialAtWeekDay: string
  readonly dialAtUpHour: string
  readonly dialAtDownHour: string
  readonly maxCall: number
  readonly taskName: string
  readonly taskCallbackUrl: string
  readonly maxRingTime: number
  readonly routeID: string
  readonly manualCallSetting?: {
    readonly agentGroup: string
    /** 0 none, 1 ratio, 3 predictive 2.0. */
    readonly dispatchType: number
    readonly ratioCallRate: number
    readonly predictCallRate: number
  }
}

export interface FuncFlagBody {
  readonly taskKeep: boolean
  readonly roundRedial: boolean
  readonly wholeTTS: boolean
  readonly smsEnable: boolean
  readonly smsFuncFlag: readonly { readonly smsID: string; readonly intentID: readonly string[]; readonly intentName: readonly string[] }[]
  readonly phoneEncrypt: boolean
}

interface OfTask {
  readonly productID: 'callbot'
  readonly userTaskID: string
}

/** 3.2; the fields beyond the three required ones are known from samples only. */
export interface CreateTaskBody extends OfTask {
  readonly sceneID: string
  readonly taskCreateSetting?: Partial<TaskSettingBody>
  readonly funcFlag?: Partial<FuncFlagBody>
  readonly taskCallbackUrl?: string
  readonly orderCallbackUrl?: string
  readonly callCallbackUrl?: string
  readonly other?: string
}
/** 3.4 */
export interface CreateAndCallBody extends OfTask {
  readonly sceneID: string
  readonly taskCreateSetting: TaskSettingBody
  readonly funcFlag: FuncFlagBody
  readonly callInfoList: CallInfoListBody
}
/** 3.3 and 3.12 */
export interface AddBatchCallBody extends OfTask {
  readonly callInfoList: CallInfoListBody
}
/** 3.5: taskOperate 1 start, 2 pause, 3 complete; delCall 1 deletes what was not dialled yet. */
export interface MgrTaskStatusBody extends OfTask {
  readonly taskOperate: 1 | 2 | 3
  readonly delCall?: 0 | 1
}
/** 3.6 */
export interface UpdateTaskBody extends OfTask {
  readonly sceneID: string
  readonly taskCreateSetting: TaskSettingBody
  readonly funcFlag: FuncFlagBody
}
/** 3.7; startTs and endTs in Unix seconds, the first page is 1. */
export interface ListTaskBody {
  readonly productID: 'callbot'
  readonly page: number
  readonly size: number
  readonly queryConditions: {
    readonly taskStatus?: readonly number[]
    readonly taskName?: readonly string[]
    readonly sceneID?: string
    readonly userTaskID?: readonly string[]
    readonly startTs?: number
    readonly endTs?: number
  }
}
export interface Span {
  readonly gt?: number
  readonly lt?: number
  readonly enable: boolean
}
/** Filter of 3.8 and 3.9; finish 1 incomplete, 2 completed (listOrder only). */
export interface ListOptionsBody {
  readonly orderID?: readonly string[] | null
  readonly callID?: readonly string[] | null
  readonly intentID?: readonly string[] | null
  readonly intentName?: readonly string[] | null
  readonly intentTag?: readonly string[] | null
  readonly intentLevel?: readonly number[] | null
  readonly finish?: 1 | 2 | null
  readonly turnTime?: Span | null
  readonly callDuration?: Span | null
  readonly callStatus?: readonly number[] | null
  readonly startTs?: number
  readonly endTs?: number
}
/** 3.8 and 3.9; the first page is 1. */
export interface ListPageBody extends OfTask {
  readonly options: ListOptionsBody
  readonly page: number
  readonly size: number
}
/** 3.11; at most 500 ids. */
export interface ListOrderDetailBody extends OfTask {
  readonly orderList: readonly string[]
}
/** 3.10, irreversible. */
export interface StopOrderBody extends OfTask {
  readonly orderIDs: readonly string[]
  readonly delCall?: 0 | 1
}
/** 3.13 */
export type ExportBatchCallBody = OfTask
/** 3.14 */
export interface OfSceneBody {
  readonly sceneID: string
}
/** 3.1 */
export interface PingBody {
  readonly data: string
}
