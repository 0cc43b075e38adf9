import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { checkEnd, commands, type Model, setups } from './model-commands.ts'
import { openModelRig, removeTemplate } from './model-rig.ts'

afterAll(removeTemplate)

// Counted and not timed, with one seed: the same on every machine. `MODEL_RUNS=10000 MODEL_SEED=2` looks longer, and elsewhere.
const RUNS = Number(process.env['MODEL_RUNS'] ?? 150)
const SEED = Number(process.env['MODEL_SEED'] ?? 1)

test(`whatever is done to a submission and whatever the platform answers, no order is sent twice, none is lost, and the journal never lies (seed ${SEED})`, {
  timeout: 24 * 3_600_000,
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
  await fc.assert(property, { seed: SEED, numRuns: RUNS })
  expect(runs).toBe(RUNS)
})
