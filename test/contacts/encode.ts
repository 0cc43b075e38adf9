import { TextDecoder } from 'node:util'

/** Writes text in an encoding Node only reads, by turning its decoder around; throws for a character it does not have. */
export function encodeAs(encoding: string, text: string): Buffer {
  const bytesOf = new Map<string, number[]>()
  const decoder = new TextDecoder(encoding, { fatal: true })
  const learn = (bytes: number[]) => {
    try {
      const letter = decoder.decode(Uint8Array.from(bytes))
      if ([...letter].length === 1 && !bytesOf.has(letter)) bytesOf.set(letter, bytes)
    } catch {
      // Not a character of this encoding.
    }
  }
  for (let byte = 0; byte < 256; byte += 1) learn([byte])
  if (['gb18030', 'big5', 'shift_jis'].includes(encoding))
    for (let lead = 0x81; lead < 0xff; lead += 1) for (let trail = 0x40; trail < 0xff; trail += 1) learn([lead, trail])
  return Buffer.from([...text].flatMap(letter => bytesOf.get(letter) ?? fail(letter, encoding)))
}

function fail(letter: string, encoding: string): never {
  throw new Error(`${encoding} has no ${letter}`)
}
