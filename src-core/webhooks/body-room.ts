import type { IncomingMessage } from 'node:http'
import { MAX_BODY_BYTES } from './decode-body.ts'
import type { Refusal } from './request-head.ts'

/** Memory of all bodies that are not whole yet; a whole one leaves it. Enough for 4,000 ordinary deliveries at once. */
const MAX_HELD_BYTES = 4 * 1024 * 1024
/** In so many pieces a body may come. 256 KB through a tunnel come in some 200; a piece of one byte costs more than a thousand of text. */
const MAX_PIECES = 1_024
const SMALLEST_BYTES = 4_096

export interface BodyRoom {
  /** Collects a body; exactly one of the two is called, or none when the connection breaks. */
  collect(request: IncomingMessage, whole: (body: Buffer) => void, refused: (refusal: Refusal) => void): void
}

interface Held {
  bytes: number
  giveUp(): void
}

/**
 * Collects the bodies of all requests in bounded memory: each at most 256 KB in 1,024 pieces, all that are unfinished 4 MB together.
 * Above that the largest is given up, which a delivery of the platform never is among senders that mean to fill the memory.
 */
export function createBodyRoom(): BodyRoom {
  const unfinished = new Set<Held>()
  let heldBytes = 0

  const largest = () => [...unfinished].reduce((most, one) => (one.bytes > most.bytes ? one : most))
  return {
    collect(request, whole, refused) {
      let [bytes, pieces] = [0, 0]
      let buffer: Buffer | null = null
      const held: Held = { bytes: 0, giveUp: () => stop({ status: 503, reason: 'tooSlow' }) }
      const hold = (size: number) => {
        unfinished.add(held)
        heldBytes += size - held.bytes
        held.bytes = size
      }
      const leave = () => {
        if (unfinished.delete(held)) heldBytes -= held.bytes
        request.off('data', add)
        request.off('end', end)
        request.off('close', leave)
        buffer = null
      }
      const stop = (refusal: Refusal) => {
        leave()
        refused(refusal)
      }
      const add = (piece: Buffer) => {
        const before = bytes
        bytes += piece.length
        pieces += 1
        if (bytes > MAX_BODY_BYTES || pieces > MAX_PIECES) return stop({ status: 413, reason: 'tooLarge' })
        // Nearly every body comes in one piece, which is kept as it is. A second one makes a buffer that grows: kept pieces would each
        // hold on to what was read from the network with them.
        if (!buffer) {
          buffer = piece
          hold(piece.buffer.byteLength)
        } else {
          if (pieces === 2 || buffer.length < bytes) buffer = roomier(buffer, before, bytes)
          piece.copy(buffer, before)
          hold(buffer.length)
        }
        if (heldBytes > MAX_HELD_BYTES) largest().giveUp()
      }
      const end = () => {
        const body = buffer?.subarray(0, bytes) ?? Buffer.alloc(0)
        leave()
        whole(body)
      }
      request.on('data', add)
      request.on('end', end)
      request.on('close', leave)
    },
  }
}

/** A copy of the first `filled` bytes with room for `wanted` and as much again, up to the largest body. */
function roomier(buffer: Buffer, filled: number, wanted: number): Buffer {
  const larger = Buffer.allocUnsafeSlow(Math.min(MAX_BODY_BYTES, Math.max(SMALLEST_BYTES, wanted * 2)))
  buffer.copy(larger, 0, 0, filled)
  return larger
}
