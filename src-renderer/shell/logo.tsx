/** Callboard's mark: two waves over a progress bar. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 28 28" aria-hidden>
      <path d="M3 17 A11 11 0 0 1 25 17" fill="none" stroke="var(--accent)" strokeWidth="3" />
      <path d="M8.5 17 A5.5 5.5 0 0 1 19.5 17" fill="none" stroke="var(--text)" strokeWidth="3" />
      <circle cx="14" cy="16" r="2.2" fill="var(--text)" />
      <path d="M2 23 H26" stroke="var(--line2)" strokeWidth="3" />
      <path d="M2 23 H17" stroke="var(--accent)" strokeWidth="3" />
    </svg>
  )
}
