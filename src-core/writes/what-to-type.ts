import type { AccountRules } from '../../src-contract/model/account.ts'
import type { PlannedWrite } from './planned-write.ts'

/** What stands between a planned write and the platform. */
export type Barrier = { readonly do: 'refuse' } | { readonly do: 'type'; readonly text: string } | { readonly do: 'click' }

type Weight = Pick<PlannedWrite, 'subject' | 'count' | 'irreversible' | 'destroys' | 'accountId'>

/** Nobody types more than this of a long name; the beginning names it well enough. */
const MAX_CHARACTERS = 60

/**
 * Decides by the account's rules what has to be typed for a write: the number of orders, or the subject where no order is
 * touched. What deletes undialled orders is typed at every level that lets it through.
 */
export function whatToType(write: Weight, { protection, typedAbove }: Pick<AccountRules, 'protection' | 'typedAbove'>): Barrier {
  if (protection === 'readOnly') return { do: 'refuse' }
  const text = write.count > 0 ? String(write.count) : nameToType(write)
  return asksForTyping(write, protection, typedAbove) ? { do: 'type', text } : { do: 'click' }
}

function asksForTyping({ count, irreversible, destroys }: Weight, protection: 'strict' | 'normal' | 'open', typedAbove: number): boolean {
  if (destroys) return true
  switch (protection) {
    case 'strict':
      return true
    case 'normal':
      return irreversible || count > typedAbove
    case 'open':
      return false
  }
}

/** A task without a name has the account's id to type: an empty text would be no barrier. */
function nameToType({ subject, accountId }: Weight): string {
  const characters = [...asTyped(subject)].slice(0, MAX_CHARACTERS)
  return asTyped(characters.join('')) || accountId
}

/** One spelling for what looks the same: composed letters, single blanks, none around. */
export const asTyped = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim()
