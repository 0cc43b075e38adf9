import type { BodyVariant } from '../../src-contract/model/webhook.ts'

export interface Rewritten {
  readonly variant: BodyVariant
  readonly text: string
  /** Positions in the text as received where the variant differs. */
  readonly places: readonly number[]
}

type Spacing = 'spaced' | 'compact'
type Letters = 'ascii' | 'unescaped' | null

/** What programs on the way do to JSON without meaning to; each is tried on a body whose signature does not fit. */
export function bodyVariants(text: string): Rewritten[] {
  const all: Rewritten[] = [
    replaced('noEnd', text, /\s+$/g, ''),
    { variant: 'lineEnd', text: `${text}\n`, places: [Math.max(0, text.length - 1)] },
    rewrite('spaced', text, 'spaced', null),
    rewrite('compact', text, 'compact', null),
    rewrite('spacedAscii', text, 'spaced', 'ascii'),
    rewrite('compactAscii', text, 'compact', 'ascii'),
    rewrite('spacedUnescaped', text, 'spaced', 'unescaped'),
    rewrite('compactUnescaped', text, 'compact', 'unescaped'),
    replaced('slashes', text, /(?<!\\)\//g, '\\/'),
    replaced('plainSlashes', text, /\\\//g, '/'),
  ]
  const seen = new Set([text])
  return all.filter(one => !seen.has(one.text) && seen.add(one.text))
}

function replaced(variant: BodyVariant, text: string, what: RegExp, by: string): Rewritten {
  return { variant, text: text.replace(what, by), places: [...text.matchAll(what)].map(match => match.index) }
}

/** Writes the white space between the parts anew, and letters outside ASCII as escapes or escapes as letters; no value is read. */
function rewrite(variant: BodyVariant, text: string, spacing: Spacing, letters: Letters): Rewritten {
  let out = ''
  const places: number[] = []
  let inText = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] as string
    if (inText) {
      const written = letters === 'unescaped' ? /^\\u([0-9a-fA-F]{4})/.exec(text.slice(at, at + 6)) : null
      const code = written ? Number.parseInt(written[1] as string, 16) : char.charCodeAt(0)
      // Control characters, quotes and backslashes stay escaped in every dialect.
      if (written && code >= 0x80) {
        places.push(at)
        out += String.fromCharCode(code)
        at += 5
      } else if (char === '\\') {
        out += char + (text[at + 1] ?? '')
        at += 1
      } else if (letters === 'ascii' && code >= 0x80) {
        places.push(at)
        out += `\\u${code.toString(16).padStart(4, '0')}`
      } else {
        if (char === '"') inText = false
        out += char
      }
    } else if (/\s/.test(char)) {
      const before = out.at(-1)
      const isKept = spacing === 'spaced' && char === ' ' && (before === ':' || before === ',')
      if (isKept) out += char
      else places.push(at)
    } else {
      const before = out.at(-1)
      if (spacing === 'spaced' && (before === ':' || before === ',') && at > 0) {
        out += ' '
        places.push(at - 1)
      }
      if (char === '"') inText = true
      out += char
    }
  }
  return { variant, text: out, places }
}
