import { MantineProvider } from '@mantine/core'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { HeadButton } from '../../src-renderer/tasks/head-button.tsx'
import { theme } from '../../src-renderer/ui/theme.ts'

/** The button of the page head as the page gets it. */
const buttonOf = (state: { loading: boolean; narrow: boolean }) => {
  const button = createElement(HeadButton, { label: 'Pull tasks', icon: null, onClick: () => undefined, ...state })
  const tag = /<button[^>]*>/.exec(renderToStaticMarkup(createElement(MantineProvider, { theme }, button)))?.[0] ?? ''
  return { disabled: / disabled=""/.test(tag), off: tag.includes('aria-disabled="true"'), busy: tag.includes('aria-busy="true"') }
}

test('a button that works stays an element that can have the focus, and says that it is busy and off', () => {
  expect(buttonOf({ loading: true, narrow: false })).toEqual({ disabled: false, off: true, busy: true })
  expect(buttonOf({ loading: true, narrow: true })).toEqual({ disabled: false, off: true, busy: true })
  expect(buttonOf({ loading: false, narrow: false })).toEqual({ disabled: false, off: false, busy: false })
})
