import { posix } from 'node:path'

/** A file of the repository, as the rules see it. */
export interface SourceFile {
  /** Relative to the checkout, with `/`. */
  readonly path: string
  readonly text: string
}

/** A rule answers one sentence per violation. */
export type Rule = (files: readonly SourceFile[]) => string[]

interface Import {
  readonly from: string
  /** Erased before the program runs. */
  readonly typeOnly: boolean
}

const MAX_LINES = 320
const isCode = (path: string) => /\.(ts|tsx|mts|cts)$/.test(path) && !path.endsWith('.d.ts')
const inSources = ({ path }: SourceFile) => path.startsWith('src-') && isCode(path)

/** Every import and re-export of a file, static and dynamic. `import { type X }` counts as a value: it keeps the module. */
export function importsOf(text: string): Import[] {
  const withoutComments = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  const statements = [...withoutComments.matchAll(/^\s*(import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]/gm)]
  const dynamic = [...withoutComments.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)]
  return [
    ...statements.map(([, , type, from = '']) => ({ from, typeOnly: type !== undefined })),
    ...dynamic.map(([, from = '']) => ({ from, typeOnly: false })),
  ]
}

/** Where an import leads: a path in the checkout for a relative one, else the package or `node:` name. */
function target(path: string, from: string): string {
  return from.startsWith('.') ? posix.normalize(posix.join(posix.dirname(path), from)) : from
}

const uiLibraries = /^(react|react-dom|react-i18next|i18next|zustand|dayjs|@mantine\/|@tabler\/|@tanstack\/)/

/** What each folder may import (design: folders and who may import what). */
const allowed: Readonly<Record<string, (from: string, path: string) => boolean>> = {
  'src-contract': (from, path) => from.startsWith('src-contract/') || (from === 'zod' && path === 'src-contract/zod.ts'),
  'src-core': from =>
    /^(src-contract\/|src-core\/|node:)/.test(from) ||
    (isPackage(from) && from !== 'zod' && !from.startsWith('electron') && !uiLibraries.test(from)),
  'src-main': (from, path) =>
    /^(src-contract\/|src-core\/|src-main\/|node:)/.test(from) ||
    from === 'electron' ||
    (path === 'src-main/simulator-thread.ts' && from.startsWith('src-simulator/')),
  'src-preload': from => from === 'electron',
  'src-renderer': from =>
    /^(src-contract\/|src-renderer\/)/.test(from) || (isPackage(from) && !/^(electron|better-sqlite3|undici|@napi-rs\/)/.test(from)),
  'src-simulator': from => /^(src-simulator\/|node:)/.test(from),
}
const isPackage = (from: string) => !from.startsWith('src-') && !from.startsWith('node:') && !from.startsWith('.')

export const foldersImportWhatTheyMay: Rule = files =>
  eachImport(files, (path, { from }) => {
    const may = allowed[path.split('/')[0] ?? '']
    return may && !may(target(path, from), path) ? `${path} may not import ${from}` : null
  })

/** Libraries that have one home; types may be named anywhere. */
const homes: readonly { library: string; home: RegExp }[] = [
  { library: 'better-sqlite3', home: /^src-core\/db\// },
  { library: 'undici', home: /^src-core\/api\// },
  { library: 'ssh2', home: /^src-core\/tunnels\// },
  { library: '@ngrok/ngrok', home: /^src-core\/tunnels\// },
  { library: 'papaparse', home: /^src-core\/(contacts|exports)\// },
  { library: 'electron', home: /^(src-main\/index\.ts$|src-preload\/)/ },
]

export const librariesStayAtHome: Rule = files =>
  eachImport(files, (path, { from, typeOnly }) => {
    const known = homes.find(({ library }) => library === from)
    return known && !typeOnly && !known.home.test(path) ? `${path} may not use values of ${from}` : null
  })

export const noDefaultExports: Rule = files =>
  files
    .filter(inSources)
    .filter(({ text }) => /^\s*export\s+default\b|^\s*export\s*\{[^}]*\bas\s+default\b/m.test(text))
    .map(({ path }) => `${path} has a default export`)

export const filesStayShort: Rule = files =>
  files
    .filter(({ path }) => /^(src-|test\/|scripts\/)/.test(path) && isCode(path))
    .map(({ path, text }) => ({ path, lines: text.split('\n').length }))
    .filter(({ lines }) => lines > MAX_LINES)
    .map(({ path, lines }) => `${path} has ${lines} lines, more than ${MAX_LINES}`)

export const noBarrels: Rule = files =>
  files
    .filter(inSources)
    .filter(({ text }) => {
      const code = text
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replace(/\/\/.*$/gm, '')
        .trim()
      return code !== '' && code.replace(/export\s+(type\s+)?(\*(\s+as\s+\w+)?|\{[^}]*\})\s+from\s+['"][^'"]+['"];?/g, '').trim() === ''
    })
    .map(({ path }) => `${path} only passes on what others export`)

export const noConsole: Rule = files =>
  files
    .filter(inSources)
    .filter(({ text }) => /\bconsole\s*\.\s*\w+\s*\(/.test(text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '')))
    .map(({ path }) => `${path} writes to the console`)

function eachImport(files: readonly SourceFile[], check: (path: string, found: Import) => string | null): string[] {
  return files.filter(inSources).flatMap(({ path, text }) =>
    importsOf(text)
      .map(found => check(path, found))
      .filter(problem => problem !== null),
  )
}
