const KEPT = 1_000

/** How long the last thousand answers took, in milliseconds. */
export function createAnswerTimes(): { add(ms: readonly number[]): void; read(): { median: number; p99: number } | null } {
  const ring = new Float64Array(KEPT)
  let count = 0
  return {
    add(ms) {
      for (const one of ms) {
        ring[count % KEPT] = one
        count += 1
      }
    },
    read() {
      const sorted = ring.slice(0, Math.min(count, KEPT)).sort()
      if (sorted.length === 0) return null
      const at = (share: number) => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10
      return { median: at(0.5), p99: at(0.99) }
    },
  }
}
