/** Texts that become code or markup where a page is careless; each would leave `__xss` behind, or an element with its mark. */
export const hostileTexts = [
  '<img src=x data-xss onerror="globalThis.__xss=1">',
  '"><svg data-xss onload="globalThis.__xss=1">',
  '<script data-xss>globalThis.__xss=1</script>',
  '<iframe data-xss srcdoc="<script>parent.__xss=1</script>"></iframe>',
  `' autofocus onfocus='globalThis.__xss=1' data-xss='`,
  '<a data-xss href="javascript:globalThis.__xss=1">x</a>',
  'javascript:globalThis.__xss=1',
  '<math data-xss><mtext></table><mglyph><style><img src=x onerror=globalThis.__xss=1>',
  '&lt;img src=x onerror=globalThis.__xss=1&gt;',
  '\\u003cimg data-xss src=x onerror=globalThis.__xss=1\\u003e',
  '{{constructor.constructor("globalThis.__xss=1")()}}',
  '$t(shell.rail.tasks)',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a text that looks like one, shown as it is
  '${globalThis.__xss=1}',
  '</title></textarea></style></script><svg data-xss onload=globalThis.__xss=1>',
  '\u202e<b data-xss>txt.exe',
  '__proto__',
] as const

/** The n-th text, around the list again and again. */
export const hostileText = (n: number): string => hostileTexts[n % hostileTexts.length] ?? ''
