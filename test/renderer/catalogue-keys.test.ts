import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { en } from '../../src-renderer/i18n/en.ts'

const root = join(import.meta.dirname, '../../src-renderer')

/** Every dotted key of the catalogue, a plural once. */
function keysOf(words: object, before = ''): string[] {
  return Object.entries(words).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null
      ? keysOf(value, `${before}${name}.`)
      : [`${before}${name.replace(/_(zero|one|other)$/, '')}`],
  )
}

test('the catalogue holds no sentence that nothing shows', () => {
  const source = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(path => /\.tsx?$/.test(path) && !path.startsWith('i18n'))
    .map(path => readFileSync(join(root, path), 'utf8'))
    .join('\n')
  // A key stands in the source whole, or as a template whose holes are filled at run time.
  const whole = new Set(Array.from(source.matchAll(/['"`]([a-zA-Z]+(?:\.[\w]+)+)['"`]/g), match => match[1]))
  const templates = Array.from(source.matchAll(/`([a-zA-Z]+(?:\.[\w]*\$\{[^`]*?\}[\w]*|\.[\w]+)*)`/g), match => match[1] ?? '')
    .filter(text => text.includes('${'))
    .map(
      text =>
        new RegExp(
          `^${text
            .replace(/\$\{[^}]*\}/g, '*')
            .replace(/\./g, '\\.')
            .replace(/\*/g, '.+')}$`,
        ),
    )
  const dead = [...new Set(keysOf(en))].filter(key => !whole.has(key) && !templates.some(template => template.test(key)))
  expect(dead).toEqual([])
})
