import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { expect, test } from 'vitest'
import {
  filesStayShort,
  foldersImportWhatTheyMay,
  librariesStayAtHome,
  noBarrels,
  noConsole,
  noDefaultExports,
  type Rule,
  type SourceFile,
} from './architecture-rules.ts'

const checkout = join(import.meta.dirname, '..')

function readSources(): SourceFile[] {
  const roots = readdirSync(checkout).filter(name => name.startsWith('src-') || name === 'test' || name === 'scripts')
  return roots
    .flatMap(root => readdirSync(join(checkout, root), { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .map(file => ({ path: relative(checkout, file).split(sep).join('/'), text: readFileSync(file, 'utf8') }))
}

const rules: readonly { sentence: string; rule: Rule; violations: readonly SourceFile[]; fine: readonly SourceFile[] }[] = [
  {
    sentence: 'a folder imports only what the design lets it',
    rule: foldersImportWhatTheyMay,
    violations: [
      { path: 'src-contract/model/a.ts', text: `import { z } from 'zod'` },
      { path: 'src-contract/a.ts', text: `import type { Log } from '../src-core/log.ts'` },
      { path: 'src-core/tasks/a.ts', text: `import { app } from 'electron'` },
      { path: 'src-core/tasks/b.ts', text: `import { useState } from 'react'` },
      { path: 'src-core/tasks/c.ts', text: `import { serve } from '../../src-main/serve.ts'` },
      { path: 'src-core/tasks/d.ts', text: `import { startSimulator } from '../../src-simulator/simulator.ts'` },
      { path: 'src-main/a.ts', text: `import { startSimulator } from '../src-simulator/simulator.ts'` },
      { path: 'src-main/b.ts', text: `import Database from 'better-sqlite3'` },
      { path: 'src-preload/a.ts', text: `import { join } from 'node:path'` },
      { path: 'src-renderer/a.tsx', text: `import { readFileSync } from 'node:fs'` },
      { path: 'src-renderer/b.tsx', text: `const { redact } = await import('../src-core/log.ts')` },
      { path: 'src-simulator/a.ts', text: `import { z } from 'zod'` },
      { path: 'src-simulator/b.ts', text: `export { sign } from '../src-core/api/sign-callbot.ts'` },
    ],
    fine: [
      { path: 'src-core/tasks/a.ts', text: `import { ok } from '../../src-contract/result.ts'\nimport { join } from 'node:path'` },
      { path: 'src-simulator/a.ts', text: `// import { z } from 'zod'\nimport { createServer } from 'node:http'` },
    ],
  },
  {
    sentence: 'a library with one home is used nowhere else',
    rule: librariesStayAtHome,
    violations: [
      { path: 'src-core/tasks/a.ts', text: `import Database from 'better-sqlite3'` },
      { path: 'src-core/tasks/b.ts', text: `import { request } from 'undici'` },
      { path: 'src-core/tasks/c.ts', text: `import Papa from 'papaparse'` },
      { path: 'src-main/shell/a.ts', text: `import { app } from 'electron'` },
      { path: 'src-main/shell/b.ts', text: `import { type App } from 'electron'` },
    ],
    fine: [
      { path: 'src-main/shell/a.ts', text: `import type { App } from 'electron'` },
      { path: 'src-core/db/open.ts', text: `import Database from 'better-sqlite3'` },
    ],
  },
  {
    sentence: 'nothing is a default export',
    rule: noDefaultExports,
    violations: [
      { path: 'src-core/a.ts', text: 'export default 1' },
      { path: 'src-core/b.ts', text: 'const a = 1\nexport { a as default }' },
    ],
    fine: [{ path: 'src-core/a.ts', text: 'export const standard = 1' }],
  },
  {
    sentence: 'no file does two things',
    rule: filesStayShort,
    violations: [
      { path: 'src-core/a.ts', text: '\n'.repeat(321) },
      { path: 'test/a.test.ts', text: '\n'.repeat(400) },
    ],
    fine: [{ path: 'src-core/a.ts', text: '\n'.repeat(300) }],
  },
  {
    sentence: 'no file only passes on what others export',
    rule: noBarrels,
    violations: [{ path: 'src-core/a.ts', text: `// all of it\nexport * from './b.ts'\nexport { c } from './c.ts'` }],
    fine: [{ path: 'src-core/a.ts', text: `export { c } from './c.ts'\nexport const d = 1` }],
  },
  {
    sentence: 'nothing writes to the console',
    rule: noConsole,
    violations: [{ path: 'src-main/a.ts', text: `console.log('here')` }],
    fine: [{ path: 'src-main/a.ts', text: `// console.log('here')` }],
  },
]

const sources = readSources()

test('the rules see the sources', () => {
  expect(sources.map(({ path }) => path)).toEqual(
    expect.arrayContaining([
      'src-contract/zod.ts',
      'src-core/core.ts',
      'src-main/index.ts',
      'src-preload/preload.ts',
      'src-renderer/main.tsx',
      'src-simulator/simulator.ts',
      'test/architecture.test.ts',
    ]),
  )
})

for (const { sentence, rule, violations, fine } of rules) {
  test(sentence, () => {
    expect(rule(sources)).toEqual([])
  })

  test(`the rule "${sentence}" goes red on each planted violation`, () => {
    for (const planted of violations) expect(rule([planted]), planted.text).toHaveLength(1)
    expect(rule(fine)).toEqual([])
  })
}
