import { join } from 'node:path'
import { openForReading } from '../../src-core/db/open.ts'
import { callbotAccount, openReceivingRig } from './receiving-rig.ts'

/** A console on the data folder in argv[2] that is killed as soon as some of the deliveries of a removed account are deleted. */
function dieWhileDeleting(dataDir: string): void {
  const inbox = openForReading(join(dataDir, 'inbox.db'))
  const count = inbox.prepare('SELECT count(*) FROM delivery').pluck()
  const atFirst = count.get()
  openReceivingRig({ dataDir, accounts: [callbotAccount()] })
  const look = () => {
    if (count.get() === atFirst) setImmediate(look)
    else process.kill(process.pid, 'SIGKILL')
  }
  look()
}

dieWhileDeleting(process.argv[2] ?? '')
