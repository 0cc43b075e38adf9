/**
 * Indents JSON without reading it, so that no digit, escape or order changes. Text that is no JSON comes back as it was.
 */
export function indentJson(text: string): string {
  if (!/^\s*[[{]/.test(text)) return text
  let out = ''
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] as string
    if (inString) {
      out += char
      if (char === '\\') out += text[++at] ?? ''
      else if (char === '"') inString = false
    } else if (char === '"') {
      inString = true
      out += char
    } else if (char === '{' || char === '[') {
      const close = /^\s*[}\]]/.exec(text.slice(at + 1, at + 200))
      if (close) {
        out += char + close[0].trim()
        at += close[0].length
      } else out += `${char}\n${'  '.repeat(++depth)}`
    } else if (char === '}' || char === ']') {
      depth = Math.max(0, depth - 1)
      out += `\n${'  '.repeat(depth)}${char}`
    } else if (char === ',') out += `,\n${'  '.repeat(depth)}`
    else if (char === ':') out += ': '
    else if (!/\s/.test(char)) out += char
  }
  return out
}
