import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { auditRig } from '../audit/audit-rig.ts'

const page = readFileSync(new URL('../../docs/audit.md', import.meta.url), 'utf8')

test('the Python in docs/audit.md, with nothing of ours, calls a saved audit intact and finds a line that was touched', async () => {
  const program = /```python\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
  expect(program.trim().split('\n').length).toBeLessThanOrEqual(20)
  const rig = auditRig()
  rig.add(3, { subject: '“ñ” 𝒳 \u2028 \\ " half \ud800', after: { rate: 1e-7, big: 1e21, none: null, list: ['\u0000', 0.1] } })
  rig.add(2, { action: 'write.committed' })
  const python = (path: string) => {
    const { stdout, stderr, status, error } = spawnSync('python3', ['-c', program, path], { encoding: 'utf8' })
    expect(error).toBeUndefined()
    return { status, line: (stdout + stderr).trim() }
  }
  const whole = await rig.save()
  const lastHash = rig.reader.after(5, 1)[0]?.hash
  expect(python(whole)).toEqual({ status: 0, line: `intact: last line 6, hash ${lastHash}` })
  expect(python(await rig.save({ actions: ['write.committed'] }))).toEqual({ status: 0, line: `partial: last line 6, hash ${lastHash}` })

  const lines = readFileSync(whole, 'utf8').split('\n')
  const touched = (changed: readonly string[]) => {
    const path = join(rig.dataDir, 'touched.jsonl')
    writeFileSync(path, changed.join('\n'))
    return python(path)
  }
  expect(touched(lines.with(3, lines[3]?.replace('0.1', '0.2') ?? ''))).toEqual({ status: 1, line: 'line 3 was changed' })
  expect(touched(lines.toSpliced(3, 1))).toEqual({ status: 1, line: 'line 4 is not the one after line 2' })
  expect(touched(lines.toSpliced(6, 1))).toEqual({ status: 1, line: 'lines after 5 are missing' })
})
