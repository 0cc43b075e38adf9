const isMac = /mac/i.test(navigator.userAgent)
const same = {
  Enter: '↵',
  Escape: 'esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Tab: 'tab',
}
const names: Readonly<Record<string, string>> = isMac
  ? { ...same, Mod: '⌘', Shift: '⇧', Alt: '⌥' }
  : { ...same, Mod: 'Ctrl', Shift: 'Shift', Alt: 'Alt' }

/** "⌘K" on macOS, "Ctrl+K" elsewhere, of "Mod+K". */
export function keyText(keys: string): string {
  return keys
    .split('+')
    .map(key => names[key] ?? key)
    .join(isMac ? '' : '+')
}

/** A key or a chord as a badge, spelled as the system does. `keys` is 'J', 'Enter', 'Mod+K'. */
export function KeyHint({ keys }: { keys: string }) {
  return <kbd className="cb-key">{keyText(keys)}</kbd>
}
