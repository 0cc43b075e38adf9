const MAX_DEPTH = 32
/** An order with every field filled has some 60. */
const MAX_VALUES = 10_000

/**
 * Why a body is not read: it is no JSON object, nested deeper than 32, or of more than 10,000 values. Null when it is fine.
 * The bytes are counted before anything is built from them.
 */
export function jsonProblem(body: Uint8Array): 'notJson' | 'tooDeep' | 'tooManyValues' | null {
  let depth = 0
  let values = 0
  let inText = false
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at]
    if (inText) {
      if (byte === 0x5c) at += 1
      else if (byte === 0x22) inText = false
    } else if (byte === 0x22) inText = true
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1
      if (depth > MAX_DEPTH) return 'tooDeep'
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1
    else if (byte === 0x2c) {
      values += 1
      if (values > MAX_VALUES) return 'tooManyValues'
    }
  }
  try {
    const value: unknown = JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? null : 'notJson'
  } catch {
    return 'notJson'
  }
}
