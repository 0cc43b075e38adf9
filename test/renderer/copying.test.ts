import { afterEach, expect, test, vi } from 'vitest'
import { createI18n } from '../../src-renderer/i18n/i18n.ts'
import { copiedWords } from '../../src-renderer/ui/copied-words.ts'
import { writeClipboard } from '../../src-renderer/ui/use-copied.ts'

const { t } = createI18n()
afterEach(() => void vi.unstubAllGlobals())

/** What a button "Copy all for support" says after it was pressed, with such a clipboard. */
async function saysWith(clipboard: object | undefined): Promise<string> {
  vi.stubGlobal('navigator', { clipboard })
  return copiedWords(t, await writeClipboard('requestID r-1'), 'Copy all for support')
}

test('copying says that it did, that the clipboard refused, and that there is no clipboard', async () => {
  const kept: string[] = []
  expect(await saysWith({ writeText: (text: string) => Promise.resolve(void kept.push(text)) })).toBe('Copied')
  expect(kept).toEqual(['requestID r-1'])
  expect(await saysWith({ writeText: () => Promise.reject(new DOMException('denied', 'NotAllowedError')) })).toMatch(/^Not copied/)
  expect(await saysWith(undefined)).toMatch(/^Not copied/)
})
