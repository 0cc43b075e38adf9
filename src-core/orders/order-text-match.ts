/** What `LIKE … ESCAPE '\\'` takes to find the text anywhere, character by character. */
export const likeAnywhere = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

/**
 * The trigrams of a text as an FTS5 query that every row containing the text satisfies; null when it has fewer than three characters.
 * It may find more (the three can stand apart, case is folded wider), so each hit is compared with LIKE afterwards.
 */
export function trigramQuery(text: string): string | null {
  const characters = [...text]
  const trigrams = new Set<string>()
  for (let at = 0; at + 3 <= characters.length && trigrams.size < 24; at += 1)
    trigrams.add(
      `"${characters
        .slice(at, at + 3)
        .join('')
        .replaceAll('"', '""')}"`,
    )
  return trigrams.size === 0 ? null : [...trigrams].join(' AND ')
}
