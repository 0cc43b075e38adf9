import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** Connections at once; one more makes the one go that has waited longest. */
export const MAX_CONNECTIONS = 1_024
/** Connections that have not sent a whole request: above so many, those older than two seconds make room. */
const MAX_UNFINISHED = 256
const UNFINISHED_MS = 2_000

export interface ConnectionRoom {
  /** A connection was made. */
  made(socket: Socket): void
  /** The head of a request is here. False: it came before the one in front of it was answered, and is not looked at. */
  began(socket: Socket, response: ServerResponse): boolean
  /** The whole request is here; until it is answered nobody takes its connection away. */
  complete(socket: Socket): void
  /** Connections that were just made and have not sent a whole request. */
  unfinished(): number
  open(): number
}

/**
 * Who is connected, so that somebody new always finds room: an idle connection makes way first, then the one that has been sending the
 * longest. A delivery is whole within milliseconds and is neither. `letGo`: told of each sender that was too slow.
 */
export function createConnectionRoom(letGo: () => void): ConnectionRoom {
  /** By the moment they began, oldest first. */
  const unfinished = new Map<Socket, number>()
  /** Answered and kept open, longest idle first. */
  const idle = new Set<Socket>()
  const busy = new Map<Socket, ServerResponse>()
  /** They sent ahead. */
  const ending = new WeakSet<Socket>()
  let open = 0

  const end = (socket: Socket) => {
    if (unfinished.has(socket)) letGo()
    socket.destroy()
  }
  const makeRoom = (now: number) => {
    const [oldest] = unfinished
    if (open > MAX_CONNECTIONS) {
      const [longestIdle] = idle
      const goes = longestIdle ?? oldest?.[0]
      if (goes) end(goes)
    } else if (oldest && unfinished.size > MAX_UNFINISHED && now - oldest[1] > UNFINISHED_MS) end(oldest[0])
  }
  return {
    made(socket) {
      const now = performance.now()
      open += 1
      unfinished.set(socket, now)
      socket.once('close', () => {
        open -= 1
        unfinished.delete(socket)
        idle.delete(socket)
        busy.delete(socket)
      })
      makeRoom(now)
    },
    began(socket, response) {
      const first = busy.get(socket)
      if (first) {
        // No client of webhooks sends ahead; who does is told to come again by the end of the connection.
        first.shouldKeepAlive = false
        if (!ending.has(socket)) first.once('close', () => socket.destroySoon())
        ending.add(socket)
        return false
      }
      busy.set(socket, response)
      if (idle.delete(socket)) unfinished.set(socket, performance.now())
      response.once('finish', () => {
        busy.delete(socket)
        unfinished.delete(socket)
        idle.add(socket)
      })
      return true
    },
    complete: socket => void unfinished.delete(socket),
    unfinished: () => unfinished.size,
    open: () => open,
  }
}
