import { createCore } from '../../src-core/core.ts'
import { testPorts } from '../core/test-ports.ts'
import { patientTimings } from './tunnel-console.ts'

/** What the parent tells in argv[2]. */
export interface LeftBehindChild {
  readonly dataDir: string
  /** Path of the tunnel program. */
  readonly program: string
}

/** A whole console with a cloudflared tunnel, on the data folder it is told; it runs until it is killed. */
async function runConsole({ dataDir, program }: LeftBehindChild): Promise<void> {
  const core = await createCore(testPorts(dataDir, { timings: patientTimings }))
  const settings = { provider: 'cloudflared', program, mode: 'quick', publicUrl: '', monthlyQuota: null }
  process.stdout.write(`${JSON.stringify(await core.dispatch('tunnel.save', { settings }))}\n`)
}

await runConsole(JSON.parse(process.argv[2] ?? '{}') as LeftBehindChild)
