/** The part of a list that is shown at an instant when it does not fit: pages of `size` that follow each other every `everyMs`. */
export function pageAt<T>(
  items: readonly T[],
  size: number,
  now: number,
  everyMs: number,
): { items: readonly T[]; page: number; pages: number } {
  const fitting = Math.max(1, size)
  const pages = Math.max(1, Math.ceil(items.length / fitting))
  const page = Math.floor(now / everyMs) % pages
  // The last page is full too: a wall half empty looks as if something were missing.
  const from = Math.max(0, Math.min(page * fitting, items.length - fitting))
  return { items: items.slice(from, from + fitting), page: page + 1, pages }
}
