import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const WINDOW = 12

/** Finds a secret in anything, also a piece of it, and also in the usual spellings of its bytes. */
export function createLeakSearch(secret: string) {
  const bytes = Buffer.from(secret)
  const pieces = new Set(Array.from({ length: secret.length - WINDOW + 1 }, (_, start) => secret.slice(start, start + WINDOW)))
  const spellings = [
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
  ]
  // Base64 of the same bytes differs by where in the stream they start; the cut ends belong to the neighbours.
  for (const offset of [0, 1, 2])
    spellings.push(
      Buffer.concat([Buffer.alloc(offset), bytes])
        .toString('base64')
        .slice(4, -4),
    )
  const needles = [...pieces, ...spellings].flatMap(needle => [needle, Buffer.from(needle, 'utf16le').toString('latin1')])
  return {
    inText: (text: string) => needles.filter(needle => text.includes(needle)),
    /** Paths of the files below a folder that hold any of it; WAL, logs and exports as every other file. */
    inFolder: (folder: string) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => join(entry.parentPath, entry.name))
        .filter(path => {
          const content = readFileSync(path, 'latin1')
          return needles.some(needle => path.includes(needle) || content.includes(needle))
        }),
  }
}
