import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkout } from './build-if-needed.ts'

/** The desktop runtime to start, or the reason why there can be no window. */
export type FoundElectron = { readonly executable: string } | { readonly missing: string }

/** Looks at `--electron`, CALLBOARD_ELECTRON and node_modules/electron, in that order, and on Linux for a display. */
export function findElectron(asked: string | undefined, env: NodeJS.ProcessEnv): FoundElectron {
  const wanted = asked || env.CALLBOARD_ELECTRON
  const executable = wanted || installedElectron()
  if (!executable) return { missing: 'the Electron runtime is not installed ("npx install-electron" fetches it)' }
  if (!existsSync(executable)) return { missing: `there is no Electron at ${executable}` }
  if (process.platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return { missing: 'this machine has no display' }
  return { executable }
}

function installedElectron(): string | null {
  const folder = join(checkout, 'node_modules', 'electron')
  const pathFile = join(folder, 'path.txt')
  if (!existsSync(pathFile)) return null
  const executable = join(env('ELECTRON_OVERRIDE_DIST_PATH') ?? join(folder, 'dist'), readFileSync(pathFile, 'utf8'))
  return existsSync(executable) ? executable : null
}

const env = (name: string): string | undefined => process.env[name] || undefined
