import { MantineProvider } from '@mantine/core'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { createI18n } from '../../src-renderer/i18n/i18n.ts'
import { RawText } from '../../src-renderer/ui/raw-text.tsx'

createI18n()
const order =
  '{\n  "orderID": "3f1",\n  "userPhone": "56912344471",\n  "other": "",\n  "callInfoDetail": {"sms": [{"content": "Ana, 56912344471"}]}\n}'

/** The text and the buttons as the page gets them. */
function shownOf(text: string, shown: boolean) {
  const raw = createElement(RawText, { text, phone: '56912344471', shown, onShow: () => undefined, what: 'Raw JSON' })
  const page = renderToStaticMarkup(createElement(MantineProvider, null, raw))
  return {
    reads: /<pre[^>]*>([\s\S]*)<\/pre>/.exec(page)?.[1]?.replaceAll('&quot;', '"') ?? '',
    offers: ['Show phones', 'Hide phones', 'Copy Raw JSON'].filter(words => page.includes(words)),
    holdsPhone: page.includes('56912344471'),
  }
}

test('the JSON of an order hides its phone wherever it stands, and can be copied only once the phones are shown', () => {
  const hidden = shownOf(order, false)
  expect(hidden.reads).toContain('"userPhone": "569••••4471"')
  expect(hidden.reads).toContain('"content": "Ana, 569••••4471"')
  expect([hidden.holdsPhone, hidden.offers]).toEqual([false, ['Show phones']])
  const shown = shownOf(order, true)
  expect(shown.reads).toContain('"userPhone": "56912344471"')
  expect(shown.offers).toEqual(['Hide phones', 'Copy Raw JSON'])
})

test('a text without phones is shown and copied as it is, with nothing to show or hide', () => {
  expect(shownOf('{"orderID":"3f1"}', false)).toEqual({ reads: '{\n  "orderID": "3f1"\n}', offers: ['Copy Raw JSON'], holdsPhone: false })
})
