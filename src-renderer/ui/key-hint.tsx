const isMac = /mac/i.test(navigator.userAgent)
const mac: Record<string, string> = {
  Mod: '⌘',
  Shift: '⇧',
  Alt: '⌥',
  Enter: '↵',
  Escape: 'esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Tab: 'tab',
}
const other: Record<string, string> = {
  Mod: 'Ctrl',
  Shift: 'Shift',
  Alt: 'Alt',
  Enter: '↵',
  Escape: 'esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Tab: 'tab',
}

/** "⌘K" on macOS, "Ctrl+K" elsewhere, of "Mod+K". */
export function keyText(keys: string): string {
  const names = isMac ? mac : other
  return keys
    .split('+')
    .map(key => names[key] ?? key)
    .join(isMac ? '' : '+')
}

/** A key or a chord as a badge, spelled as the system does. `keys` is 'J', 'Enter', 'Mod+K'. */
export function KeyHint({ keys }: { keys: string }) {
  return <kbd className="cb-key">{keyText(keys)}</kbd>
}
