import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** The data folder of both hosts: what was asked for, else the place the operating system has for it. */
export function chooseDataDir(
  asked: string | undefined,
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
  home = homedir(),
): string {
  const wanted = asked || env.CALLBOARD_DATA_DIR
  if (wanted) return resolve(wanted)
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Callboard')
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'Callboard')
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'callboard')
}

/** Our items in the OS keychain: released builds have their own name, so that a checkout never reads an operator's keys. */
export function chooseKeychainService(released: boolean, env: NodeJS.ProcessEnv): string {
  return env.CALLBOARD_KEYCHAIN_SERVICE || (released ? 'Callboard' : 'Callboard development')
}
