import { expect, test } from 'vitest'
import { AppError } from '../../src-core/app-error.ts'
import { ngrokProblem, openNgrok } from '../../src-core/tunnels/ngrok-provider.ts'

const named = (message: string, errorCode?: string) => {
  const error = ngrokProblem(Object.assign(new Error(message), errorCode ? { errorCode } : {}), '2token_secret')
  return error instanceof AppError ? { code: error.code, ...error.params } : error
}

test('what only the operator can put right is told from an outage, with the code of ngrok, and without the authtoken', () => {
  expect(
    named(
      'authentication failed: The authtoken you specified does not look like a proper ngrok authtoken.\nYour authtoken: 2token_secret',
      'ERR_NGROK_105',
    ),
  ).toEqual({
    code: 'tunnel_login_refused',
    host: 'ngrok',
    detail:
      'ERR_NGROK_105 authentication failed: The authtoken you specified does not look like a proper ngrok authtoken. Your authtoken: …',
  })
  expect(named('failed to start listener: ERR_NGROK_320 the domain is reserved for another account')).toMatchObject({
    code: 'tunnel_login_refused',
  })
  expect(named('failed to connect to connect.ngrok-agent.com:443: dns error')).toEqual({
    code: 'tunnel_unreachable',
    host: 'ngrok',
    detail: 'failed to connect to connect.ngrok-agent.com:443: dns error',
  })
})

test('without an authtoken nothing is loaded and nothing is asked', async () => {
  const ask = {
    settings: { provider: 'ngrok' as const, domain: '', monthlyQuota: null },
    port: 1,
    secret: null,
    pinned: null,
    connectWithinMs: 100,
    keepAliveMs: 100,
    signal: new AbortController().signal,
  }
  await expect(openNgrok(ask)).rejects.toMatchObject({ code: 'tunnel_secret_missing' })
})
