/** How much of the wait is over. */
export function WaitBar({ share, tone, label }: { share: number; tone: 'amber' | 'violet'; label: string }) {
  return (
    <span
      className="cb-wait-bar"
      data-tone={tone}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
    >
      <i style={{ width: `${share * 100}%` }} />
    </span>
  )
}
