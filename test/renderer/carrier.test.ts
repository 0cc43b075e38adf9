import { expect, test } from 'vitest'
import type { TunnelSettings, TunnelView } from '../../src-contract/model/tunnel.ts'
import { carrierOf } from '../../src-renderer/tasks/freshness.ts'
import { taskOf } from './board-rows.ts'

const real = { simulator: false, baseUrl: 'https://nxbot.nxcloud.com' }
const simulator = { simulator: true, baseUrl: 'http://127.0.0.1:9000' }
const own = (publicUrl: string): TunnelSettings => ({ provider: 'own', publicUrl, monthlyQuota: null })
const tunnel = (settings: TunnelSettings, polling: TunnelView['polling']) => ({ settings, polling, deaf: [] }) as unknown as TunnelView

test('a platform on this computer is polled only where the tunnel leads to this computer too, a real one whenever the tunnel does not carry', () => {
  const task = taskOf()
  expect({
    noTunnel: [
      carrierOf(task, tunnel({ provider: 'none' }, 'noTunnel'), simulator),
      carrierOf(task, tunnel({ provider: 'none' }, 'noTunnel'), real),
    ],
    farDown: [
      carrierOf(task, tunnel(own('https://hooks.example'), 'down'), simulator),
      carrierOf(task, tunnel(own('https://hooks.example'), 'down'), real),
    ],
    nearDown: [carrierOf(task, tunnel(own('http://127.0.0.1:9'), 'down'), simulator)],
    live: [carrierOf(task, tunnel(own('https://hooks.example'), null), real)],
    unknown: [carrierOf(task, null, real)],
  }).toEqual({ noTunnel: ['webhook', 'noTunnel'], farDown: ['webhook', 'down'], nearDown: ['down'], live: ['webhook'], unknown: [null] })
})
