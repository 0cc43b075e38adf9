import { IconCheck, IconCopy, IconX } from '@tabler/icons-react'
import type { Copied } from './use-copied.ts'

/** The sign of a button that copies: two sheets, then whether it did. */
export function CopyIcon({ copied, size = 14 }: { copied: Copied; size?: number }) {
  if (copied === 'copied') return <IconCheck size={size} />
  return copied === 'failed' ? <IconX size={size} className="cb-not-copied" /> : <IconCopy size={size} />
}
