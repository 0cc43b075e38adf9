import { performance } from 'node:perf_hooks'

/**
 * Two times run here. The network lives in *simulated* time, which may run faster. What the API shows is a
 * *stamp*: by default the instant on the platform's wall clock at which the thing happened, so that nothing
 * ever lies in the future; with stamps 'simulated' the network's own time, in which durations add up.
 */
export interface Clock {
  /** The platform's wall clock, ms, with its configured error. */
  wallMs(): number
  /** The network's time, ms. */
  simMs(): number
  /** A simulated instant as the API shows it, ms. */
  stampMs(simMs: number): number
  /** The simulated instant that shows as this stamp. */
  simOfStamp(stampMs: number): number
  /** Real milliseconds until a simulated instant. */
  realDelayMs(simMs: number): number
}

export interface ClockSettings {
  speed: number
  offsetSeconds: number
  stamps: 'wall' | 'simulated'
}

export function createClock(settings: ClockSettings): Clock {
  const offsetMs = settings.offsetSeconds * 1000
  const base = Date.now() + offsetMs
  const started = performance.now()
  const simMs = (): number => base + (performance.now() - started) * settings.speed
  const wall = settings.stamps === 'wall'
  return {
    wallMs: () => Date.now() + offsetMs,
    simMs,
    stampMs: sim => (wall ? base + (sim - base) / settings.speed : sim),
    simOfStamp: stamp => (wall ? base + (stamp - base) * settings.speed : stamp),
    realDelayMs: sim => Math.max(0, (sim - simMs()) / settings.speed),
  }
}
