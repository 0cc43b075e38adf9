import type { Log } from './log.ts'

/** Closes one after the other; each step runs even when one before it failed. */
export async function closeInOrder(log: Log, steps: readonly (readonly [name: string, close: () => unknown])[]): Promise<void> {
  for (const [name, close] of steps) {
    try {
      await close()
    } catch (error) {
      log.write('error', `closing ${name} failed`, { error })
    }
  }
}
