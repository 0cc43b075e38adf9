import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Keeps in the data folder where the console that uses it is served (without its token), for a second start to name. */
export function createAddressFile(dataDir: string) {
  const file = join(dataDir, 'served.json')
  return {
    write(port: number) {
      try {
        mkdirSync(dataDir, { recursive: true })
        writeFileSync(file, JSON.stringify({ url: `http://127.0.0.1:${port}` }))
      } catch {
        // A folder that takes no files must not keep the console from opening and saying so.
      }
    },
    read(): string | null {
      try {
        const { url } = JSON.parse(readFileSync(file, 'utf8')) as { url?: unknown }
        return typeof url === 'string' && /^http:\/\/127\.0\.0\.1:\d+$/.test(url) ? url : null
      } catch {
        return null
      }
    },
    remove() {
      try {
        rmSync(file, { force: true })
      } catch {
        // Then it stays; who reads it finds nobody there.
      }
    },
  }
}
