/**
 * Progress in two parts: `done` (answered, accepted) in green or accent, `other` (finished otherwise) in grey, the rest empty.
 * Both are counts of the same `total`; the words stand beside it.
 */
export function ProgressBar({
  done,
  other = 0,
  total,
  label,
  tall = false,
  tone = 'green',
}: {
  done: number
  other?: number
  total: number
  label: string
  tall?: boolean
  tone?: 'green' | 'accent'
}) {
  const width = (part: number) => `${total > 0 ? Math.min(100, (part / total) * 100) : 0}%`
  return (
    <div
      className={tall ? 'cb-progress cb-tall' : 'cb-progress'}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={Math.min(done + other, total)}
    >
      <i data-tone={tone} style={{ width: width(done) }} />
      <i data-tone="other" style={{ width: width(other) }} />
    </div>
  )
}
