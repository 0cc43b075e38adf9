import { expect, test } from 'vitest'
import type { TunnelSettings, TunnelView } from '../../src-contract/model/tunnel.ts'
import { draftOf, isPublicUrl, issuesOf, secretStays, valuesOf } from '../../src-renderer/tunnel/tunnel-values.ts'

const saved = (settings: TunnelSettings, hasSecret = false): Pick<TunnelView, 'settings' | 'hasSecret'> => ({ settings, hasSecret })
const nothing = saved({ provider: 'none' })
const ssh = {
  provider: 'ssh',
  host: 'edge.pacifico.cl',
  port: 22,
  user: 'callboard',
  auth: 'password',
  keyFile: '',
  remoteAddress: 'localhost',
  remotePort: 8090,
  publicUrl: 'https://hooks.pacifico.cl',
  monthlyQuota: null,
} as const

test('each way in names the fields it still needs, and polling alone needs none', () => {
  const empty = valuesOf(nothing)
  expect(issuesOf(empty, nothing)).toEqual({})
  expect(issuesOf({ ...empty, provider: 'ssh' }, nothing)).toEqual({ host: 'needed', user: 'needed', keyFile: 'needed' })
  expect(issuesOf({ ...empty, provider: 'ngrok' }, nothing)).toEqual({ secret: 'needed' })
  expect(issuesOf({ ...empty, provider: 'cloudflared' }, nothing)).toEqual({ program: 'needed' })
  expect(issuesOf({ ...empty, provider: 'cloudflared', mode: 'named', program: '/usr/bin/cloudflared' }, nothing)).toEqual({
    publicUrl: 'needed',
    secret: 'needed',
  })
  expect(issuesOf({ ...empty, provider: 'own' }, nothing)).toEqual({ publicUrl: 'needed' })
})

test('what was typed is checked in place: ports, whole paths, addresses, domains and the plan', () => {
  const values = { ...valuesOf(nothing), host: 'edge', user: 'ana', secret: 'x' }
  expect(
    issuesOf(
      { ...values, provider: 'ssh', port: 70_000, keyFile: 'id_ed25519', publicUrl: { ...values.publicUrl, ssh: 'ftp://x' } },
      nothing,
    ),
  ).toEqual({
    port: 'port',
    keyFile: 'path',
    publicUrl: 'url',
  })
  expect(issuesOf({ ...values, provider: 'ssh', keyFile: 'C:\\Users\\Ana\\id_ed25519', remotePort: 0 }, nothing)).toEqual({})
  expect(issuesOf({ ...values, provider: 'ngrok', domain: 'https://x', monthlyQuota: 0 }, nothing)).toEqual({
    domain: 'domain',
    monthlyQuota: 'quota',
  })
  expect(['https://hooks.pacifico.cl/in', 'http://127.0.0.1:{port}'].map(isPublicUrl)).toEqual([true, true])
  expect(['https://a:b@x', 'https://x?y', 'x', ''].map(isPublicUrl)).toEqual([false, false, false, false])
})

test('a kept secret stays for the server it was given for and is taken away with anything else', () => {
  const before = saved(ssh, true)
  const values = valuesOf(before)
  expect(draftOf({ ...values, monthlyQuota: 5 }, before)).toEqual({ settings: { ...ssh, monthlyQuota: 5 } })
  expect(issuesOf({ ...values, host: 'elsewhere.example.com' }, before)).toEqual({ secret: 'needed' })
  expect(secretStays({ ...values, user: 'root' }, before)).toBe(false)
  expect(draftOf({ ...values, auth: 'agent' }, before)).toMatchObject({ settings: { auth: 'agent' }, secret: '' })
  expect(draftOf({ ...values, auth: 'key', keyFile: ' /home/ana/.ssh/id ' }, before)).toMatchObject({
    settings: { keyFile: '/home/ana/.ssh/id' },
    secret: '',
  })
  expect(draftOf({ ...values, secret: 'new' }, before)).toMatchObject({ secret: 'new' })
  expect(draftOf({ ...values, provider: 'own', publicUrl: { ...values.publicUrl, own: 'https://x.example.com' } }, before)).toMatchObject({
    secret: '',
  })
})
