import { parentPort, workerData } from 'node:worker_threads'
import { systemClock } from '../clock.ts'
import { createCore } from '../core.ts'
import { type CorePorts, defaultTimings, type RunningSimulator } from '../ports.ts'
import { createPeer } from './peer.ts'

/** What the host tells the core thread at its start; the rest of the ports are made here. */
export type CoreThreadData = Pick<
  CorePorts,
  'host' | 'version' | 'dataDir' | 'exportDir' | 'keychainService' | 'threadFiles' | 'sampleContactsFile'
>

/** The core thread: every rule of the product, asked through one peer. */
function runCoreThread(): void {
  if (!parentPort) throw new Error('the core thread needs a parent')
  const data = workerData as CoreThreadData
  const peer = createPeer(parentPort, {
    dispatch: async ({ name, input }: { name: unknown; input: unknown }) => (await core).dispatch(name, input),
    giveFile: async (file: { path: string; fileName: string; sizeBytes: number }) => (await core).giveFile(file),
    exportFile: async ({ id }: { id: string }) => (await core).exportFile(id),
    close: async () => (await core).close(),
  })
  const core = createCore({
    ...data,
    clock: systemClock,
    timings: defaultTimings,
    startSimulator: () => peer.call<RunningSimulator>('simulator.start'),
    notify: notice => peer.notify('notice', notice),
  })
  void core.then(opened => opened.onEvent(event => peer.notify('event', event)))
}

runCoreThread()
