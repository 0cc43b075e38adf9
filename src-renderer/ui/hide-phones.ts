/** Fields of a webhook's body that hold somebody's phone: Callbot's, then both ends of a call of NXLink (callbot-v3.md 4, nxlink-cc.md 5.2). */
const phoneFields = /((?:userPhone|caller|callee)\\?"\s*:\s*\\?"?)(\+?\d{7,20})(?!\d)/g

const hidden = (phone: string): string => {
  const head = phone.startsWith('+') ? 4 : 3
  return phone.slice(0, head) + '•'.repeat(Math.max(0, phone.length - head - 4)) + phone.slice(Math.max(head, phone.length - 4))
}

/**
 * The body as it came with the middle of every phone as dots, wherever the delivery's own phone stands in it. No character is added or
 * taken away, so positions stay true.
 */
export function hidePhones(body: string, phone: string | null): string {
  const shown = body.replace(phoneFields, (_, field: string, found: string) => field + hidden(found))
  const digits = phone?.replace(/\D/g, '') ?? ''
  return digits.length < 7 ? shown : shown.replace(new RegExp(`(?<!\\d)${digits}(?!\\d)`, 'g'), hidden(digits))
}
