import { parentPort, workerData } from 'node:worker_threads'
import { createPeer } from '../../src-core/threads/peer.ts'

/** A core thread that answers, asks for the simulator, and dies on command. */
if (!parentPort) throw new Error('a thread needs a parent')
const peer = createPeer(parentPort, {
  dispatch: ({ name, input }: { name: string; input: unknown }) => {
    if (name === 'die') process.exit(7)
    if (name === 'emit') peer.notify('event', { name: 'orders', revision: 1 })
    if (name === 'notice') peer.notify('notice', { title: 't', body: 'b', target: { accountId: null, alertId: 1 } })
    if (name === 'simulate') return peer.call('simulator.start').then(value => ({ ok: true, value }))
    return { ok: true, value: { input, host: (workerData as { host: string }).host } }
  },
  giveFile: () => ({ fileId: 'file-1' }),
  exportFile: () => {
    throw new Error('no export is made here')
  },
  close: () => ({}),
})
