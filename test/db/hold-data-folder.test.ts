import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { AppError } from '../../src-core/app-error.ts'
import { holdDataFolder } from '../../src-core/db/hold-data-folder.ts'
import { emptyFolder } from './with-folder.ts'

const refusal = (folder: string) => {
  try {
    holdDataFolder(folder).release()
    return null
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, params: error.params }
    throw error
  }
}

/** Another process that holds the folder until it is ended; what it holds is kept, or the collector would let go of it. */
async function holder(folder: string) {
  const program = `import { holdDataFolder } from ${JSON.stringify(new URL('../../src-core/db/hold-data-folder.ts', import.meta.url).href)}\nglobalThis.held = holdDataFolder(${JSON.stringify(folder)})\nprocess.stdout.write('held')\nsetInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  return child
}

test('the second taker of a folder is refused with its path, and after a release it may have it', () => {
  const folder = emptyFolder()
  const first = holdDataFolder(folder)
  expect(refusal(folder)).toEqual({ code: 'data_in_use', params: { path: folder } })
  expect(refusal(folder)).toEqual({ code: 'data_in_use', params: { path: folder } })
  first.release()
  expect(refusal(folder)).toBeNull()
})

test('another process is refused as well, and kill -9 lets go of the folder', async () => {
  const folder = emptyFolder()
  const child = await holder(folder)
  expect(refusal(folder)).toEqual({ code: 'data_in_use', params: { path: folder } })
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(refusal(folder)).toBeNull()
})

test('two folders know nothing of each other', () => {
  const held = holdDataFolder(emptyFolder())
  onTestFinished(() => held.release())
  expect(refusal(emptyFolder())).toBeNull()
})
