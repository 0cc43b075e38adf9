import type { WireError } from '../../src-contract/result.ts'
import { formatCount, formatDecimal, UNKNOWN } from './number-format.ts'

/** A host, file or path that a failure does not name. */
const SOMEWHERE: Readonly<Record<string, string>> = {
  host: 'the address',
  address: 'the port',
  url: 'the address',
  location: 'another address',
  path: 'the data folder',
  file: 'The file',
  identity: 'this account',
  field: 'a field',
}

/**
 * The values for the sentences of a failure: what the core sent, under the names the catalogue uses, and a plain word
 * where a case lacks one, so that no sentence ever shows a hole.
 */
export function errorParams(error: WireError): Record<string, string | number> {
  const params = error.params
  const text = (...names: string[]): string => {
    for (const name of names) {
      const value = params[name]
      if (value !== undefined && value !== '') return typeof value === 'number' ? formatCount(value) : value
    }
    return ''
  }
  const path = text('path')
  const orders = number(params['orders']) ?? number(params['total'])
  const refused = number(params['refused'])
  const limitBytes = number(params['limitBytes'])
  return {
    ...SOMEWHERE,
    ...withoutBlanks(params),
    retCode: error.retCode ?? UNKNOWN,
    retMsg: error.retMsg ?? '',
    detail: sentence(text('detail', 'reason', 'problem', 'words')),
    seconds: formatDecimal(number(params['seconds']) ?? 30, 1),
    confirmed: text('confirmed') || UNKNOWN,
    actual: text('actual', 'found', 'label') || UNKNOWN,
    limitMB: limitBytes === null ? '32' : formatCount(Math.round(limitBytes / 1_048_576)),
    found: text('found', 'version') || UNKNOWN,
    known: text('known', 'supported') || UNKNOWN,
    step: text('step', 'version') || UNKNOWN,
    columns: text('columns') || UNKNOWN,
    limit: text('limit', 'most') || '300',
    line: text('line') || UNKNOWN,
    encoding: text('encoding') || UNKNOWN,
    place: text('line') ? `line ${text('line')}` : text('byte') ? `byte ${text('byte')}` : 'the text',
    file: text('file', 'fileName') || (path ? (path.split(/[\\/]/).at(-1) ?? path) : 'The file'),
    total: orders === null ? UNKNOWN : formatCount(orders),
    received: text('received') || UNKNOWN,
    refused: refused === null ? UNKNOWN : formatCount(refused),
    accepted: text('accepted') || (orders !== null && refused !== null ? formatCount(orders - refused) : UNKNOWN),
    count: text('count', 'orders', 'blockers') || UNKNOWN,
    status: text('status') || UNKNOWN,
  }
}

const number = (value: string | number | undefined): number | null => (typeof value === 'number' ? value : null)

function withoutBlanks(params: WireError['params']): Record<string, string | number> {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== ''))
}

/** A system's own words as a sentence of ours: with a full stop, and nothing when there are none. */
function sentence(words: string): string {
  const plain = words.trim()
  return plain === '' || /[.!?]$/.test(plain) ? plain : `${plain}.`
}
