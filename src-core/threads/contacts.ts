import { parentPort, workerData } from 'node:worker_threads'
import { systemClock } from '../clock.ts'
import { createContactEngine } from '../contacts/contact-engine.ts'
import { openOurs } from '../db/open-ours.ts'
import { createLog } from '../log.ts'
import { createPeer, type PeerHandlers } from './peer.ts'

/** The contacts thread: the one writer of `contacts.db`. Says `changed` with the id of a list. */
function serveContacts(): void {
  if (!parentPort) throw new Error('the contacts thread runs as a worker')
  const { dataDir } = workerData as { dataDir: string }
  const log = createLog(dataDir)
  const db = openOurs('contacts', dataDir)
  // The index over the phones is written in random order; 64 MB keep that of a million rows in memory.
  db.pragma('cache_size = -64000')
  let tell: (id: string) => void = () => undefined
  const engine = createContactEngine({
    db,
    clock: systemClock,
    changed: id => tell(id),
    failed: (error, id) => log.write('error', 'work on contacts failed', { error, id }),
  })
  const peer = createPeer(parentPort, engine as unknown as PeerHandlers)
  tell = id => peer.notify('changed', id)
}

serveContacts()
