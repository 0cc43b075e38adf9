import type { TFunction } from 'i18next'
import type { Copied } from './use-copied.ts'

/** The words of a button that copies: its own, then for a while whether it did. */
export function copiedWords(t: TFunction, copied: Copied, own: string): string {
  if (copied === 'ready') return own
  return t(copied === 'copied' ? 'ui.copied' : 'ui.notCopied')
}
