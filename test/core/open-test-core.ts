import { onTestFinished } from 'vitest'
import type { ConsoleEvent } from '../../src-contract/events.ts'
import type { Input, MethodName, Output } from '../../src-contract/methods.ts'
import type { Result } from '../../src-contract/result.ts'
import { type Core, createCore } from '../../src-core/core.ts'
import type { CorePorts, RunningSimulator } from '../../src-core/ports.ts'
import { type SimulatorOptions, startSimulator } from '../../src-simulator/simulator.ts'
import { emptyFolder } from '../db/with-folder.ts'
import { testPorts } from './test-ports.ts'

export interface TestCore {
  readonly core: Core
  readonly dataDir: string
  readonly events: readonly ConsoleEvent[]
  /** One call of the contract, its input and answer typed. */
  call<M extends MethodName>(name: M, input: Input<M>): Promise<Result<Output<M>>>
  /** The value of a call that has to work; throws the refusal otherwise. */
  ask<M extends MethodName>(name: M, input: Input<M>): Promise<Output<M>>
  /** A write by preview and commit, typing what is asked for; throws what blocks it. */
  write(action: Input<'writes.preview'>): Promise<Output<'writes.commit'>>
}

/** The whole core on a data folder, closed with the test. */
export async function openTestCore(dataDir = emptyFolder(), given: Partial<CorePorts> = {}): Promise<TestCore> {
  const core = await createCore(testPorts(dataDir, given))
  onTestFinished(() => core.close())
  const events: ConsoleEvent[] = []
  core.onEvent(event => events.push(event))
  const call = <M extends MethodName>(name: M, input: Input<M>) => core.dispatch(name, input) as Promise<Result<Output<M>>>
  const ask: TestCore['ask'] = async (name, input) => {
    const answer = await call(name, input)
    if (!answer.ok) throw new Error(`${name} was refused: ${JSON.stringify(answer.error)}`)
    return answer.value
  }
  return {
    core,
    dataDir,
    events,
    call,
    ask,
    async write(action) {
      const preview = await ask('writes.preview', action)
      if (preview.token === null) throw new Error(`blocked: ${JSON.stringify(preview.blockers)}`)
      return ask('writes.commit', { token: preview.token, typed: preview.typed ?? '' })
    },
  }
}

/** A simulator in this process, and the port by which the core starts it. */
export async function simulatorPort(options: Partial<SimulatorOptions> = {}) {
  const simulator = await startSimulator(options)
  onTestFinished(() => simulator.close())
  const running: RunningSimulator = { url: simulator.url, ...simulator.credentials.callbot, ...simulator.credentials.nxlink }
  return { simulator, startSimulator: () => Promise.resolve(running) }
}

const LOOK_MS = 20

/**
 * Looks again until there is something to see; null means not yet.
 * The looks are counted and not the clock: a machine that stood still for a while has had no chance to show anything meanwhile.
 */
export async function until<T>(look: () => Promise<T | null> | T | null, limitMs = 60_000): Promise<T> {
  for (let looks = 0; looks <= limitMs / LOOK_MS; looks++) {
    const seen = await look()
    if (seen !== null) return seen
    await new Promise(resolve => setTimeout(resolve, LOOK_MS))
  }
  throw new Error(`still nothing to see after ${limitMs / LOOK_MS} looks`)
}
