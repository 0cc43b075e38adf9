import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ThreadFiles } from '../src-core/threads/spawn.ts'

/** Where the parts of the program lie, for a host that knows only its own address. */
export interface ProgramFiles {
  readonly version: string
  readonly threadFiles: ThreadFiles
  /** File URL of the simulator's thread. */
  readonly simulatorThread: string
  readonly rendererDir: string
  readonly preloadFile: string
  readonly iconFile: string
  readonly sampleContactsFile: string
}

/** Finds everything from the URL of an entry: `src-main/*.ts` in the sources, `out/main/*.js` in a build or a package. */
export function findProgramFiles(entryUrl: string): ProgramFiles {
  const inSources = entryUrl.endsWith('.ts')
  const at = (path: string) => new URL(path, entryUrl).href
  const root = new URL(inSources ? '../' : '../../', entryUrl)
  const inRoot = (path: string) => fileURLToPath(new URL(path, root))
  const thread = (name: string) => at(inSources ? `../src-core/threads/${name}.ts` : `./threads/${name}.js`)
  const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as { version: string }
  return {
    version,
    threadFiles: { core: thread('core'), listener: thread('listener'), contacts: thread('contacts'), reader: thread('reader') },
    simulatorThread: at(inSources ? './simulator-thread.ts' : './simulator-thread.js'),
    rendererDir: inRoot('out/renderer'),
    preloadFile: inRoot('out/preload/preload.cjs'),
    iconFile: inRoot('resources/icon.png'),
    sampleContactsFile: inRoot('resources/sample-contacts.csv'),
  }
}
