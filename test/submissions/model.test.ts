import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { checkEnd, commands, type Model, setups } from './model-commands.ts'
import { openModelRig, removeTemplate } from './model-rig.ts'

afterAll(removeTemplate)

// `MODEL_RUNS=10000 MODEL_SEED=1` for the long mode; without a number it looks for as long as a test run may take.
const RUNS = Number(process.env['MODEL_RUNS'] ?? 0)
const SECONDS = 20
const SEED = Number(process.env['MODEL_SEED'] ?? Date.now() % 2 ** 31)

test(`whatever is done to a submission and whatever the platform answers, no order is sent twice, none is lost, and the journal never lies (seed ${SEED})`, {
  timeout: RUNS > 0 ? 24 * 3_600_000 : 180_000,
}, async () => {
  let runs = 0
  const property = fc.asyncProperty(setups, fc.commands(commands, { maxCommands: 40, size: 'max' }), async (setup, sequence) => {
    const rig = openModelRig(setup)
    const model: Model = { said: new Map() }
    try {
      await fc.asyncModelRun(() => ({ model, real: rig }), sequence)
      await checkEnd(model, rig)
    } finally {
      await rig.close()
    }
    runs += 1
  })
  await fc.assert(property, {
    seed: SEED,
    ...(RUNS > 0 ? { numRuns: RUNS } : { numRuns: 100_000, interruptAfterTimeLimit: SECONDS * 1_000, markInterruptAsFailure: false }),
  })
  expect(runs).toBeGreaterThan(5)
})
