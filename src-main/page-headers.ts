/**
 * What every answer of a host says to the page, the same in both hosts: nothing from elsewhere, no inline script, no
 * frames. Mantine injects one style element, which carries the nonce (the document's only), and sets style attributes;
 * nothing else is inline.
 */
export function pageHeaders(nonce: string | null): Record<string, string> {
  return {
    'content-security-policy': [
      `default-src 'none'`,
      `script-src 'self'`,
      nonce ? `style-src 'self' 'nonce-${nonce}'` : `style-src 'self'`,
      `style-src-attr 'unsafe-inline'`,
      `img-src 'self' data:`,
      `font-src 'self'`,
      `connect-src 'self'`,
      `base-uri 'none'`,
      `form-action 'none'`,
      `frame-ancestors 'none'`,
      `object-src 'none'`,
      `require-trusted-types-for 'script'`,
      'trusted-types default',
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
    'cache-control': 'no-store',
  }
}

/** Writes the nonce where the page looks for it: `<meta name="style-nonce" content="…">`, first thing in the head. */
export function withStyleNonce(html: string, nonce: string): string {
  const clean = html.replace(/<meta\s+name="style-nonce"[^>]*>/g, '')
  return clean.replace('<head>', `<head><meta name="style-nonce" content="${nonce}">`)
}
