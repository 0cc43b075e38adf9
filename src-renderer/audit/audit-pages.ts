import type { AuditEntry } from '../../src-contract/model/audit.ts'

/** Lines of one question. */
export const LINES_A_PAGE = 100
/** Pages kept around what is in view. */
const KEPT_PAGES = 40

/** What was read of a list of lines: pages near the view, and where every page that was reached begins. */
export interface HeldLines {
  readonly key: string
  /** The line number below which each page starts; null for the newest. A page is known once the one before it was read. */
  readonly starts: readonly (number | null)[]
  readonly pages: ReadonlyMap<number, readonly AuditEntry[]>
  /** Rows of all pages that were reached. */
  readonly reached: number
  readonly more: boolean
  readonly total: number
}

interface Page {
  readonly key: string
  readonly page: number
  readonly before: number | null
  readonly rows: readonly AuditEntry[]
  readonly total: number
}

/** What is held with one more page: the next page's start when this is the last one reached, the farthest pages gone. */
export function addPage(old: HeldLines | null, { key, page, before, rows, total }: Page): HeldLines {
  const pages = new Map([...(old?.pages ?? []), [page, rows] as const])
  const starts = [...(old?.starts ?? [before])]
  const last = rows.at(-1)
  const isEnd = page === starts.length - 1
  const full = rows.length === LINES_A_PAGE && last !== undefined
  if (isEnd && full) starts.push(last.id)
  const farthest = [...pages.keys()].sort((one, other) => Math.abs(other - page) - Math.abs(one - page))
  for (const far of farthest.slice(0, Math.max(0, pages.size - KEPT_PAGES))) pages.delete(far)
  return {
    key,
    starts,
    pages,
    reached: isEnd ? page * LINES_A_PAGE + rows.length : (old?.reached ?? rows.length),
    more: isEnd ? full : (old?.more ?? full),
    total: old?.total ?? total,
  }
}
