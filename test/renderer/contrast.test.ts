import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('../../src-renderer/ui/tokens.css', import.meta.url), 'utf8')
const hues = ['green', 'blue', 'amber', 'orange', 'red', 'violet'] as const
const accounts = ['cobalt', 'petrol', 'plum', 'rust', 'moss', 'slate'] as const

/** The tokens of one scheme and account as the cascade gives them. */
function tokens(dark: boolean, account: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [, selector = '', body = ''] of css.replace(/\/\*[^]*?\*\//g, '').matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (selector.includes("scheme='dark'") && !dark) continue
    const colour = /account-colour='(\w+)'/.exec(selector)?.[1]
    if (colour !== undefined && colour !== account) continue
    if (!selector.trim().startsWith(':root')) continue
    for (const [, name = '', value = ''] of body.matchAll(/--([\w-]+):\s*(#[0-9A-Fa-f]{6})/g)) found[name] = value
  }
  return found
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map(at => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map(c => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one = '#000000', other = '#000000'): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return Math.round(((high + 0.05) / (low + 0.05)) * 10) / 10
}

for (const dark of [false, true]) {
  for (const account of accounts) {
    test(`${dark ? 'dark' : 'light'}, ${account}: text and status colours have at least 4.5 on every surface, white has it on the accent`, () => {
      const token = tokens(dark, account)
      const weak: string[] = []
      const want = (fore: string, back: string, least: number) => {
        const ratio = contrast(token[fore], token[back])
        if (ratio < least) weak.push(`${fore} on ${back} ${ratio}`)
      }
      for (const back of ['bg', 'chrome', 'accent-tint', 'hover'])
        for (const fore of ['text', 'text2', 'text3', 'accent-text', 'sim', ...hues]) want(fore, back, 4.5)
      for (const hue of hues) want(hue, `${hue}-tint`, 4.5)
      want('on-accent', 'accent', 4.5)
      want('accent', 'bg', 3)
      expect(weak).toEqual([])
    })
  }
}
