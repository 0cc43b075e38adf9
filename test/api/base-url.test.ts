import { expect, test } from 'vitest'
import { checkBaseUrl } from '../../src-core/api/base-url.ts'

test.each([
  ['https://nxbot.nxcloud.com', 'https://nxbot.nxcloud.com'],
  ['https://nxbot.nxcloud.com/', 'https://nxbot.nxcloud.com'],
  [' https://a.example/gate/ ', 'https://a.example/gate'],
  ['http://127.0.0.1:17181', 'http://127.0.0.1:17181'],
  ['http://localhost:8080/', 'http://localhost:8080'],
  ['http://[::1]:9', 'http://[::1]:9'],
  ['http://127.1:9', 'http://127.0.0.1:9'],
])('%s is taken', (given, kept) => {
  expect(checkBaseUrl(given)).toBe(kept)
})

test.each([
  ['', 'not_a_url'],
  ['nxbot', 'not_a_url'],
  ['ftp://a.example', 'scheme'],
  ['javascript:alert(1)', 'scheme'],
  ['http://nxbot.nxcloud.com', 'plain_http'],
  ['http://192.168.0.4', 'plain_http'],
  ['http://127.0.0.1.example.com', 'plain_http'],
  ['http://localhost.example.com', 'plain_http'],
  ['http://0.0.0.0', 'plain_http'],
  ['https://u:p@a.example', 'credentials'],
  ['https://a.example/?x=1', 'query'],
  ['https://a.example/#x', 'query'],
])('%s is refused as %s', (given, problem) => {
  expect(() => checkBaseUrl(given)).toThrowError(
    expect.objectContaining({ code: 'base_url_refused', params: expect.objectContaining({ problem }) }),
  )
})
