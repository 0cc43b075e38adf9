// `dbus-run-session -- node scripts/with-keychain.ts COMMAND …`: unlocks a GNOME keyring on this session bus, then runs the command.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'

const [program = '', ...args] = process.argv.slice(2)
if (process.env.XDG_DATA_HOME) mkdirSync(process.env.XDG_DATA_HOME, { recursive: true })

const keyring = spawn('gnome-keyring-daemon', ['--unlock', '--components=secrets'], { stdio: ['pipe', 'ignore', 'ignore'] })
keyring.stdin.end('scenario')
// It goes to the background by itself once it answers on the bus, and ends with the bus.
const [keyringCode] = (await once(keyring, 'exit')) as [number | null]
if (keyringCode !== 0) throw new Error(`gnome-keyring-daemon ended with ${keyringCode}`)

const child = spawn(program, args, { stdio: 'inherit' })
const [code] = (await once(child, 'exit')) as [number | null]
process.exitCode = code ?? 1
