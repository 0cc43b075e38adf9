/** Counts how many orders of a task have the same phone. */
export interface PhonesSeen {
  /** How many different orders had this phone so far, this one included; 1 for a phone that the platform tells masked. */
  add(phone: string, orderID: string): number
}

/**
 * Remembers the phones of up to a million orders as numbers, with a hash of the orderIDs: the same order on two pages, because the
 * task moved between them, is no second one.
 */
export function createPhonesSeen(): PhonesSeen {
  const first = new Map<number, number>()
  const more = new Map<number, Set<number>>()
  return {
    add(phone, orderID) {
      const digits = phone.replace(/^\+/, '')
      if (!/^\d{1,15}$/.test(digits)) return 1
      const key = Number(digits)
      const hash = hashOf(orderID)
      const known = first.get(key)
      if (known === undefined) {
        first.set(key, hash)
        return 1
      }
      const all = more.get(key) ?? new Set([known])
      const before = all.size
      all.add(hash)
      if (all.size === 1 || all.size === before) return 1
      more.set(key, all)
      return all.size
    },
  }
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
