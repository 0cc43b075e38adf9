import { AppError } from '../app-error.ts'

/**
 * Checks an account's base URL and returns it without a slash at the end. https anywhere; plain http only to this
 * computer itself, because the signature does not hide phone numbers. Throws `base_url_refused` with `problem`
 * `not_a_url`, `scheme`, `plain_http`, `credentials` or `query`.
 */
export function checkBaseUrl(text: string): string {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null
  if (!url) throw new AppError('base_url_refused', { url: text, problem: 'not_a_url' })
  const refuse = (problem: string) => new AppError('base_url_refused', { url: `${url.protocol}//${url.host}`, problem })
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refuse('scheme')
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) throw refuse('plain_http')
  if (url.username !== '' || url.password !== '') throw refuse('credentials')
  if (url.search !== '' || url.hash !== '') throw refuse('query')
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

/** 127.0.0.0/8, ::1 and the name localhost; URL has already turned odd spellings of an address into the usual one. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
}
