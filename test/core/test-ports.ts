import { join } from 'node:path'
import { systemClock } from '../../src-core/clock.ts'
import { type CorePorts, defaultTimings } from '../../src-core/ports.ts'

const repo = new URL('../../', import.meta.url)
const thread = (name: string) => new URL(`src-core/threads/${name}.ts`, repo).href

/** Ports as a host hands them in: real threads, real clock, a keychain nobody has. */
export function testPorts(dataDir: string, given: Partial<CorePorts> = {}): CorePorts {
  // Tests leave no items in the keychain of the machine they run on.
  process.env.DBUS_SESSION_BUS_ADDRESS = 'unix:path=/nonexistent/callboard-test'
  return {
    host: 'browser',
    version: '0.0.0-test',
    dataDir,
    exportDir: join(dataDir, 'exports'),
    keychainService: 'Callboard core test',
    threadFiles: { core: thread('core'), listener: thread('listener'), contacts: thread('contacts'), reader: thread('reader') },
    sampleContactsFile: new URL('resources/sample-contacts.csv', repo).pathname,
    clock: systemClock,
    timings: { ...defaultTimings, pollMs: 200 },
    startSimulator: () => Promise.reject(new Error('this test has no simulator')),
    notify: () => undefined,
    ...given,
  }
}
