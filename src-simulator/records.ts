/** What the simulator remembers for tests: the platform's own truth, not what the API chooses to tell. */

export interface OrderRecord {
  orderID: string
  userPhone: string
  userTaskID: string
  /** How often this orderID was accepted for dialling; more than 1 means that a person is called twice. */
  timesCreated: number
  callStatus: number
  finish: boolean
  callCount: number
}

export interface TaskRecord {
  kind: 'callbot' | 'nxlink'
  userTaskID: string
  taskID: string
  taskName: string
  taskStatus: number
  orders: number
  activeCalls: number
  batch: number
}

export interface RequestRecord {
  at: number
  path: string
  requestID: string
  /** retCode or code of the answer; null when no business answer was made. */
  retCode: number | null
  bytes: number
}

export interface WebhookRecord {
  at: number
  url: string
  kind: string
  /** HTTP status, or what became of it in words ("refused, not loopback", "dropped", "timeout", ...). */
  status: number | string
}

export interface SimulatorRecords {
  orders(): OrderRecord[]
  order(orderID: string): OrderRecord | undefined
  tasks(): TaskRecord[]
  requests(): RequestRecord[]
  webhooks(): WebhookRecord[]
}

/** A log that keeps the newest entries. */
export interface Ring<T> {
  add(entry: T): void
  all(): T[]
}

export function createRing<T>(capacity: number): Ring<T> {
  let entries: T[] = []
  return {
    add: entry => {
      entries.push(entry)
      if (entries.length >= capacity * 2) entries = entries.slice(-capacity)
    },
    all: () => entries.slice(-capacity),
  }
}
