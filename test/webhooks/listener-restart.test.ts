import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { sendProbe } from '../../src-core/tunnels/send-probe.ts'
import { newProbeSecret } from '../../src-core/webhooks/tunnel-probe.ts'
import { until } from '../core/open-test-core.ts'
import { dropRig, openReceivingRig, orderBody, post, signed } from './receiving-rig.ts'

test('a listener that ends by itself is started again on its port, with its accounts, their secrets and the proof of the tunnel', async () => {
  const rig = openReceivingRig({ threadFile: new URL('./dying-listener.ts', import.meta.url).href })
  onTestFinished(() => dropRig(rig))
  const url = await rig.url()
  const probe = newProbeSecret()
  await rig.service.setProbe(probe)
  const send = async (orderID: string) => {
    const body = orderBody(orderID)
    return (await post(url, body, signed(body))).status
  }
  expect(await send('before')).toBe(200)

  writeFileSync(join(rig.dataDir, 'die'), '')
  const ended = await until(async () => {
    const status = await rig.service.status()
    return status.state === 'failed' ? status : null
  })
  expect(ended).toMatchObject({ problem: { code: 'listener_failed', params: { detail: expect.any(String) } } })

  await until(async () => ((await rig.service.status()).state === 'listening' ? true : null))
  expect(await rig.url()).toBe(url)
  expect(await until(() => send('after').catch(() => null))).toBe(200)
  expect(await sendProbe(new URL(url).origin, probe, 60_000, new AbortController().signal)).toBeGreaterThanOrEqual(0)
  await rig.service.settle()
  expect(rig.cache.prepare('SELECT order_id FROM orders ORDER BY order_id').pluck().all()).toEqual(['after', 'before'])
  expect(rig.said.map(({ message }) => message)).toEqual([
    'the webhook listener ended, it is started again',
    'the webhook listener runs again',
  ])
})
