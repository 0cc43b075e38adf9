// Runs after `npm ci` on whatever Node the machine has: fetches the desktop runtime when its server can be reached.
// It never fails the installation: without the runtime everything but the desktop window still works.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PROBE_MS = 10_000
const DOWNLOAD_MS = 10 * 60_000
// Behind a proxy the probe below cannot see the server; the download may then only take this long.
const PROXY_MS = 20_000

const electron = join(dirname(fileURLToPath(import.meta.url)), '..', 'node_modules', 'electron')

async function main() {
  const script = join(electron, 'install.js')
  if (process.env.ELECTRON_SKIP_BINARY_DOWNLOAD || !existsSync(script)) return
  const { version } = JSON.parse(readFileSync(join(electron, 'package.json'), 'utf8'))
  const byProxy = Boolean(process.env.ELECTRON_GET_USE_PROXY)
  const installed = existsSync(join(electron, 'path.txt'))
  if (!installed && !byProxy && !(await isReachable(version))) return say('its server cannot be reached')
  const problem = await run(script, byProxy ? PROXY_MS : DOWNLOAD_MS)
  if (problem) say(problem)
}

async function isReachable(version) {
  const mirror =
    process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com/electron/electron/releases/download/'
  try {
    const address = new URL(`v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`, mirror)
    return (await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) })).ok
  } catch {
    return false
  }
}

/** Answers null when the runtime is there, else why not. */
function run(script, limitMs) {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [script], { stdio: 'ignore' })
    const limit = setTimeout(() => {
      child.kill()
      resolve(`it took longer than ${limitMs / 1000} seconds`)
    }, limitMs)
    child.once('error', error => resolve(error.message))
    child.once('exit', code => {
      clearTimeout(limit)
      resolve(code === 0 ? null : 'its download failed')
    })
  })
}

function say(reason) {
  console.log(
    `Callboard: the Electron runtime was not installed (${reason}). "npm start" serves the console to the browser; for the desktop window run "npx install-electron" later.`,
  )
}

main().catch(error => say(String(error)))
