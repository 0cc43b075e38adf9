import { AppError } from '../src-core/app-error.ts'
import type { RunningSimulator } from '../src-core/ports.ts'
import { spawnThread, type Thread } from '../src-core/threads/spawn.ts'

export interface SimulatorHost {
  /** Starts the simulator, or answers with the one that runs. Throws `simulator_failed`. */
  start(): Promise<RunningSimulator>
  close(): Promise<void>
}

/** Runs the simulator in a thread of its own, so that its dialling never slows the console down. */
export function createSimulatorHost(threadFile: string): SimulatorHost {
  let thread: Thread | null = null
  return {
    async start() {
      thread ??= spawnThread(threadFile, {}, {}, () => {
        thread = null
      })
      try {
        return await thread.peer.call<RunningSimulator>('start')
      } catch (error) {
        throw error instanceof AppError
          ? error
          : new AppError('simulator_failed', { reason: error instanceof Error ? error.message : String(error) })
      }
    },
    async close() {
      await thread?.close()
    },
  }
}
