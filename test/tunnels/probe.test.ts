import { expect, onTestFinished, test } from 'vitest'
import { sendProbe } from '../../src-core/tunnels/send-probe.ts'
import { createTunnelDoor } from '../../src-core/webhooks/tunnel-door.ts'
import { newProbe, newProbeSecret, probePath } from '../../src-core/webhooks/tunnel-probe.ts'
import { callbotAccount, dropRig, openReceivingRig, orderBody, post, signed } from '../webhooks/receiving-rig.ts'

async function openRig() {
  const rig = openReceivingRig()
  onTestFinished(() => dropRig(rig))
  const secret = newProbeSecret()
  await rig.service.setProbe(secret)
  const port = await rig.service.port()
  return { rig, secret, url: `http://127.0.0.1:${port}`, port: port ?? 0 }
}
const probe = (url: string, secret = newProbeSecret()) => sendProbe(url, secret, 60_000, new AbortController().signal)

test('the listener answers a signed probe and stores nothing of it', async () => {
  const { rig, secret, url } = await openRig()
  expect(await probe(url, secret)).toBeGreaterThanOrEqual(0)
  expect((await rig.service.status()).received).toBe(0)
})

test('a probe with another path, another key or a changed byte is refused, and an answer of somebody else is not believed', async () => {
  const { secret, url } = await openRig()
  await expect(probe(url)).rejects.toThrow('HTTP 404')
  await expect(probe(url, { ...secret, key: 'another' })).rejects.toThrow('HTTP 401')
  const json = { 'content-type': 'application/json' }
  const { body, isAnswer } = newProbe(secret)
  const changed = body.replace(/"sign":"(.)/, (_, digit: string) => `"sign":"${digit === '0' ? '1' : '0'}`)
  expect((await post(url + probePath(secret), changed, json)).status).toBe(401)
  for (const wrong of ['', '{}', '[]', '{"probe":1}', 'no JSON'])
    expect((await post(url + probePath(secret), wrong, json)).status).not.toBe(200)
  const right = await post(url + probePath(secret), body, json)
  expect([right.status, isAnswer(right.body), isAnswer('{"probe":"0"}'), isAnswer(body), newProbe(secret).isAnswer(right.body)]).toEqual([
    200,
    true,
    false,
    false,
    false,
  ])
})

test('what comes from outside is counted by its Host, and a verified delivery among it is a sign of life', async () => {
  const { rig, secret, url, port } = await openRig()
  const through = { host: 'hooks.example.com' }
  await probe(url, secret)
  expect(await rig.service.throughTunnel()).toEqual({ requests: 0, verifiedAt: null })
  const address = await rig.url('order', callbotAccount())
  await post(address, orderBody('o1'), signed(orderBody('o1')))
  expect(await rig.service.throughTunnel()).toEqual({ requests: 0, verifiedAt: null })
  await post(`http://127.0.0.1:${port}/nothing`, '{}', through)
  await post(address, orderBody('o2'), { ...signed(orderBody('o2'), { secretKey: 'wrong' }), ...through })
  expect(await rig.service.throughTunnel()).toEqual({ requests: 2, verifiedAt: null })
  const before = Date.now()
  await post(address, orderBody('o3'), { ...signed(orderBody('o3')), ...through })
  const { requests, verifiedAt } = await rig.service.throughTunnel()
  expect(requests).toBe(3)
  expect(verifiedAt).toBeGreaterThanOrEqual(before)
})

test('before a probe is set its path leads nowhere', () => {
  const door = createTunnelDoor(() => 1)
  expect(door.probeAt(probePath(newProbeSecret()))).toBeNull()
})
