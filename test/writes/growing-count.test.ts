import { expect, test } from 'vitest'
import { AppError } from '../../src-core/app-error.ts'
import { complete, writeRig } from './write-rig.ts'

/** `done`, or the code of the refusal. */
async function committed(rig: ReturnType<typeof writeRig>, token: string | null, typed: string | null): Promise<string> {
  try {
    await rig.handlers['writes.commit']({ token: token ?? '', typed: typed ?? '' })
    return 'done'
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

test('what was typed is the most that is touched: a number that has grown since ends the preview, a smaller one does not', async () => {
  for (const [now, outcome] of [
    [501, 'preview_expired'],
    [9_900, 'preview_expired'],
    [500, 'done'],
    [499, 'done'],
    [1, 'done'],
  ] as const) {
    const rig = writeRig()
    const { token, typed } = await rig.handlers['writes.preview'](complete)
    rig.world.plan = { count: now }
    expect([now, await committed(rig, token, typed), rig.commits.length]).toEqual([now, outcome, outcome === 'done' ? 1 : 0])
  }
})

test('where the orders were counted one by one, those are done, whatever the number is by now', async () => {
  const rig = writeRig()
  rig.world.plan = { fixed: true }
  const { token } = await rig.handlers['writes.preview'](complete)
  rig.world.plan = { fixed: true, count: 900 }
  await rig.handlers['writes.commit']({ token: token ?? '', typed: '500' })
  expect(rig.told()).toMatchObject([{ after: { count: 500 } }])
})

test('so is every other number that was shown as the most, such as the orders that an import deletes', async () => {
  for (const [now, outcome] of [
    [9_900, 'preview_expired'],
    [80, 'done'],
  ] as const) {
    const rig = writeRig()
    rig.world.plan = { deletes: 1_200 }
    const { token, typed } = await rig.handlers['writes.preview'](complete)
    rig.world.plan = { deletes: now }
    expect([now, await committed(rig, token, typed)]).toEqual([now, outcome])
  }
})
