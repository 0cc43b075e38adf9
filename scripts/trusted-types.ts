import type { Plugin } from 'vite'

/**
 * The page's one trusted-types policy. Mantine writes its style element through `innerHTML`; text without `<` can be no
 * markup and passes, everything else is refused by the browser, and scripts made from text are refused altogether.
 */
const policy = `'use strict'
globalThis.trustedTypes?.createPolicy('default', {
  createHTML: text => (text.includes('<') ? null : text),
})
`

/** Adds the policy as the first script of the page, before any module runs. */
export function trustedTypes(): Plugin {
  return {
    name: 'callboard:trusted-types',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'trusted-types.js', source: policy })
    },
    transformIndexHtml: () => [{ tag: 'script', attrs: { src: './trusted-types.js' }, injectTo: 'head-prepend' }],
  }
}
