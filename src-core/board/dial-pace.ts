import { type DialHours, isOpenAt } from '../../src-contract/dial-hours.ts'
import type { CallMinute } from './board-reader.ts'

/** Orders finished in a minute of dialling, lately: the likely pace and the bounds it may as well have. */
export interface DialPace {
  readonly likely: number
  readonly fast: number
  readonly slow: number
}

const MINUTE_MS = 60_000
/** Calls that began in these last minutes are mostly still under way. */
const UNDER_WAY_MINUTES = 2
/** So much of dialling is looked at. */
const SPAN_MINUTES = 60
/** A longer time without a call is a pause, not dialling. */
const PAUSE_MINUTES = 15
const BLOCK_MINUTES = 5
const FEWEST_FINISHED = 20
const FEWEST_MINUTES = 3
/** Nine paces out of ten of such samples lie within this many standard errors. */
const WIDTH = 1.645
const LEAST_SHARE = 0.1
const MOST_SHARE = 0.75

/**
 * The pace over the last hour of dialling: minutes of open window since the newest call, back through pauses and closed half-hours.
 * The bounds: 1.645 standard errors of the mean over blocks of five minutes (or of a count, whichever is wider), at least 10 %, at most
 * 75 % of the pace. `minutes` newest first, `knownTo` the moment that they are true of: of later calls only some ends are known. Null when fewer than 20 orders finished or less than 3 minutes were dialled.
 */
export function dialPace(minutes: readonly CallMinute[], hours: DialHours, zoneSecond: number, knownTo: number): DialPace | null {
  const upTo = (Math.floor(knownTo / MINUTE_MS) - UNDER_WAY_MINUTES) * MINUTE_MS
  const counts: number[] = []
  let before: number | null = null
  for (const { at, finished } of minutes) {
    if (at >= upTo || !isOpenAt(hours, zoneSecond, at)) continue
    const gap = before === null ? 0 : (before - at) / MINUTE_MS - 1
    if (gap > 0 && gap <= PAUSE_MINUTES) counts.push(...Array.from({ length: gap }, () => 0))
    counts.push(finished)
    before = at
    if (counts.length >= SPAN_MINUTES) break
  }
  const dialled = counts.slice(0, SPAN_MINUTES)
  const finished = dialled.reduce((sum, count) => sum + count, 0)
  if (dialled.length < FEWEST_MINUTES || finished < FEWEST_FINISHED) return null
  const likely = finished / dialled.length
  const error = Math.max(Math.sqrt(finished) / dialled.length, blockError(dialled))
  const share = Math.min(MOST_SHARE, Math.max(LEAST_SHARE, (WIDTH * error) / likely))
  return { likely, fast: likely * (1 + share), slow: likely * (1 - share) }
}

/** Standard error of the mean a minute, from the spread of blocks: calls come in waves, so single minutes tell too little. */
function blockError(counts: readonly number[]): number {
  const blocks: number[] = []
  for (let from = 0; from + BLOCK_MINUTES <= counts.length; from += BLOCK_MINUTES)
    blocks.push(counts.slice(from, from + BLOCK_MINUTES).reduce((sum, count) => sum + count, 0) / BLOCK_MINUTES)
  if (blocks.length < 3) return 0
  const mean = blocks.reduce((sum, rate) => sum + rate, 0) / blocks.length
  const variance = blocks.reduce((sum, rate) => sum + (rate - mean) ** 2, 0) / (blocks.length - 1)
  return Math.sqrt(variance / blocks.length)
}
