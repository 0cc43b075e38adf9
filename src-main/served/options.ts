import { parseArgs } from 'node:util'
import { chooseDataDir } from '../data-dir.ts'

export interface ServeOptions {
  readonly dataDir: string
  readonly port: number
}

export const serveHelp = `Serves Callboard to a browser on this machine.

  --data-dir FOLDER   where data, log and exports live (or CALLBOARD_DATA_DIR)
  --port NUMBER       port to try first, 4310 unless told; the next free one is taken
`

/** Reads the command line of the served host; throws one sentence when it cannot be used, answers null for `--help`. */
export function readServeOptions(args: readonly string[], env: NodeJS.ProcessEnv): ServeOptions | null {
  const { values } = parseArgs({
    args: [...args],
    options: { 'data-dir': { type: 'string' }, port: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  })
  if (values.help) return null
  const port = Number(values.port ?? 4310)
  if (!Number.isInteger(port) || port < 0 || port > 65_485)
    throw new Error(`--port must be a number from 0 to 65485, not "${values.port}".`)
  return { dataDir: chooseDataDir(values['data-dir'], env), port }
}

/** The sentence for a Node that cannot run us, or null. better-sqlite3 13 crashes Node 20 instead of saying so. */
export function nodeProblem(version: string): string | null {
  return Number(version.split('.')[0]) >= 22
    ? null
    : `Callboard needs Node 22 or later to serve the browser; this is Node ${version}. "npm start" brings its own.`
}
