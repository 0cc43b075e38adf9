import type { DeliveryProof } from '../../src-contract/model/webhook.ts'
import type { Incoming } from './delivery.ts'

type Part = DeliveryProof['hashed'][number]

/** Characters of the body that are shown; the rest is counted. */
const SHOWN = 1_500

/**
 * The exact string that is hashed, part by part: the secret is a name, everything else as it stands (callbot-v3.md 2, nxlink-cc.md 3.2).
 * `places` are positions in the body where what was signed differs.
 */
export function hashedParts(
  kind: 'callbot' | 'nxlink',
  headers: Incoming['headers'],
  text: string,
  places: readonly number[],
): Pick<DeliveryProof, 'hashed' | 'bytes'> {
  const name = (of: string): Part => ({ kind: 'name', text: of, off: [], more: 0 })
  const value = (of: string): Part => ({ kind: 'value', text: headers[of] ?? '', off: [], more: 0 })
  const secret: Part = { kind: 'secret', text: kind === 'callbot' ? 'secretKey' : 'accessSecret', off: [], more: 0 }
  const body: Part = {
    kind: 'body',
    text: text.slice(0, SHOWN),
    off: places.filter(place => place < SHOWN),
    more: Buffer.byteLength(text.slice(SHOWN)),
  }
  const hashed =
    kind === 'callbot'
      ? [
          secret,
          name('&body='),
          body,
          name('&createTs='),
          value('createts'),
          name('&requestID='),
          value('requestid'),
          name('&uuid='),
          value('uuid'),
        ]
      : [
          name('accessKey='),
          value('accesskey'),
          name('&action='),
          value('action'),
          name('&bizType='),
          value('biztype'),
          name('&ts='),
          value('ts'),
          ...(text === '' ? [] : [name('&body='), body]),
          name('&accessSecret='),
          secret,
        ]
  const bytes = hashed.reduce((sum, part) => sum + (part.kind === 'secret' ? 0 : Buffer.byteLength(part.text) + part.more), 0)
  return { hashed, bytes }
}
