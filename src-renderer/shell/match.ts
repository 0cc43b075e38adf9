/** Where the words of a query stand in a text: pairs of from and to; null when a word is missing. */
export type Ranges = readonly (readonly [from: number, to: number])[]

/**
 * Every word of the query must be in the text: as a piece of it, or, from three letters, as letters in order
 * that each start a word or follow the one before ("remapr" finds "Reminder April").
 */
export function matchWords(text: string, query: string): Ranges | null {
  const low = text.toLowerCase()
  const ranges: [number, number][] = []
  for (const word of query.toLowerCase().split(/\s+/).filter(Boolean)) {
    const at = bestPlace(low, word)
    if (at >= 0) ranges.push([at, at + word.length])
    else {
      const loose = word.length >= 3 ? inOrder(low, word) : null
      if (!loose) return null
      ranges.push(...loose)
    }
  }
  return merge(ranges)
}

/** Lower is better: matches at the start of a text or a word come first. */
export function matchRank(text: string, ranges: Ranges): number {
  const first = ranges[0]?.[0] ?? 0
  return ranges.length * 100 + (first === 0 ? 0 : startsWord(text, first) ? 10 : 50) + Math.min(first, 40)
}

const startsWord = (text: string, at: number): boolean => at === 0 || /[\s\-·_./]/.test(text[at - 1] ?? '')

function bestPlace(text: string, word: string): number {
  let at = text.indexOf(word)
  const first = at
  while (at >= 0) {
    if (startsWord(text, at)) return at
    at = text.indexOf(word, at + 1)
  }
  return first
}

function inOrder(text: string, word: string): [number, number][] | null {
  const found: [number, number][] = []
  let from = 0
  for (const letter of word) {
    let at = text.indexOf(letter, from)
    while (at >= 0 && at !== from && !startsWord(text, at)) at = text.indexOf(letter, at + 1)
    if (at < 0) return null
    found.push([at, at + 1])
    from = at + 1
  }
  return found
}

function merge(ranges: [number, number][]): Ranges {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0])
  const merged: [number, number][] = []
  for (const [from, to] of sorted) {
    const last = merged.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}
