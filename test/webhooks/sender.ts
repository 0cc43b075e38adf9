import { connect, type Socket } from 'node:net'

/** A webhook as it goes over the wire. */
export interface Parcel {
  readonly id: number
  /** Head and body of one HTTP request. */
  readonly bytes: Buffer
}

export interface SenderOptions {
  readonly port: number
  readonly connections: number
  /** Makes the next parcel. */
  next(id: number): Parcel
  /** An answer, or null when the connection broke before one came. `sinceDue`: milliseconds since it should have been sent. */
  answered(parcel: Parcel, status: number | null, sinceDue: number): void
}

export interface Sender {
  /** Sends as fast as the connections allow until then. */
  flatOut(seconds: number): Promise<void>
  /** Sends at a rate whatever becomes of the answers, and waits for the last one. */
  atRate(perSecond: number, seconds: number): Promise<void>
  /** The same without a pause until that is so, told how many were made and asked every 2 ms. While `mostWaiting` wait none is made, nor made up for. */
  atRateUntil(perSecond: number, isOver: (sent: number) => boolean, mostWaiting?: number): Promise<void>
  /** Sends these once more. */
  again(parcels: readonly Parcel[]): Promise<void>
  close(): void
}

/** Head and body of a POST. */
export function asBytes(path: string, headers: Record<string, string>, body: string | Uint8Array): Buffer {
  const head = Object.entries({ host: '127.0.0.1', ...headers, 'content-length': String(Buffer.byteLength(body)) })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
  return Buffer.concat([Buffer.from(`POST ${path} HTTP/1.1\r\n${head}\r\n`), Buffer.from(body)])
}

interface Job {
  readonly parcel: Parcel
  readonly due: number
}

/** A sender over plain sockets, so that it costs little beside what it measures; a broken connection is made again at once. */
export function createSender({ port, connections, next, answered }: SenderOptions): Sender {
  const waiting: Job[] = []
  const idle: Socket[] = []
  const all = new Set<Socket>()
  let made = 0
  let underWay = 0
  let closed = false
  let drained: (() => void) | null = null
  /** Sends the next one when a connection is free; null in between. */
  let refill: (() => Job | null) | null = null

  const settle = () => {
    if (waiting.length === 0 && underWay === 0 && drained) drained()
  }
  const open = () => {
    if (closed) return
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    all.add(socket)
    let job: Job | null = null
    let got = ''
    let hasAnswered = false
    /** It lay idle before it carried what it carries. */
    let wasIdle = false
    const free = () => {
      wasIdle = false
      job = refill ? refill() : (waiting.shift() ?? null)
      if (!job) return void idle.push(socket)
      underWay += 1
      got = ''
      socket.write(job.parcel.bytes)
    }
    const done = (status: number | null) => {
      const ended = job
      if (!ended) return
      job = null
      underWay -= 1
      answered(ended.parcel, status, performance.now() - ended.due)
      settle()
    }
    socket.on('connect', free)
    socket.on('drain-idle', () => {
      free()
      wasIdle = true
    })
    socket.on('data', chunk => {
      // A connection that never carried anything is told that it was too slow.
      if (!job) return
      got += chunk.toString('latin1')
      const end = got.indexOf('\r\n\r\n')
      if (end === -1) return
      const length = Number(/content-length: (\d+)/i.exec(got)?.[1] ?? 0)
      if (got.length < end + 4 + length) return
      const status = Number(got.slice(9, 12))
      // That it was too slow is about the time before, and the connection ends with it: the parcel takes another one.
      if (status === 408 && wasIdle && !hasAnswered) {
        waiting.unshift(job)
        job = null
        underWay -= 1
        return wake()
      }
      hasAnswered = true
      done(status)
      free()
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      all.delete(socket)
      const at = idle.indexOf(socket)
      if (at !== -1) idle.splice(at, 1)
      done(null)
      if (closed) return
      // Who hangs up after an answer is there for the next one; who answers nothing may be gone.
      if (hasAnswered) setImmediate(open)
      else setTimeout(open, 20)
    })
  }
  for (let count = 0; count < connections; count += 1) open()
  const wake = () => {
    while (waiting.length > 0 && idle.length > 0) idle.pop()?.emit('drain-idle')
  }
  const untilDrained = () =>
    new Promise<void>(resolve => {
      drained = () => {
        drained = null
        resolve()
      }
      settle()
    })
  const make = (due: number): Job => {
    made += 1
    return { parcel: next(made), due }
  }
  const stream = async (
    perSecond: number,
    isOver: (sent: number) => boolean,
    { most = Number.MAX_SAFE_INTEGER, mostWaiting = Number.MAX_SAFE_INTEGER } = {},
  ) => {
    let start = performance.now()
    await new Promise<void>(resolve => {
      let sent = 0
      const tick = setInterval(() => {
        const due = Math.min(most, Math.floor(((performance.now() - start) / 1000) * perSecond))
        for (; sent < due && waiting.length < mostWaiting; sent += 1) waiting.push(make(start + (sent / perSecond) * 1000))
        if (sent < due) start = performance.now() - (sent / perSecond) * 1000
        wake()
        if (!isOver(sent)) return
        clearInterval(tick)
        resolve()
      }, 2)
    })
    await untilDrained()
  }
  return {
    async flatOut(seconds) {
      const end = performance.now() + seconds * 1000
      refill = () => (performance.now() < end ? make(performance.now()) : null)
      while (idle.length > 0) idle.pop()?.emit('drain-idle')
      await new Promise(resolve => setTimeout(resolve, seconds * 1000))
      refill = null
      await untilDrained()
    },
    atRate(perSecond, seconds) {
      const total = Math.round(perSecond * seconds)
      return stream(perSecond, sent => sent >= total, { most: total })
    },
    atRateUntil: (perSecond, isOver, mostWaiting) => stream(perSecond, isOver, mostWaiting === undefined ? {} : { mostWaiting }),
    async again(parcels) {
      for (const parcel of parcels) waiting.push({ parcel, due: performance.now() })
      wake()
      await untilDrained()
    },
    close() {
      closed = true
      for (const socket of all) socket.destroy()
    },
  }
}

/** The value below which that share of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
