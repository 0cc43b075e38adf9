import { expect, onTestFinished, test } from 'vitest'
import type { CallbotApi } from '../../src-core/api/callbot-types.ts'
import type { CallbackUrls } from '../../src-core/tasks/build-create-and-call.ts'
import { openSendingRig } from './sending-rig.ts'
import { platformTruth, withSending } from './with-sending.ts'

const isOver = (submission: { state: string }) => submission.state === 'done' || submission.state === 'stuck'
const byListener = { callbacks: { mode: 'listener' as const, taskCallbackUrl: '', orderCallbackUrl: '', callCallbackUrl: '' } }
const at = (host: string): CallbackUrls => ({
  taskCallbackUrl: `${host}/cb/a/task`,
  orderCallbackUrl: `${host}/cb/a/order`,
  callCallbackUrl: `${host}/cb/a/call`,
})

/** Where the orders of each request are told to call back. */
function told() {
  const addresses: (readonly [string, string])[] = []
  const note = ({ orderCallbackUrl = '', callCallbackUrl = '' }: Partial<CallbackUrls>) =>
    addresses.push([orderCallbackUrl, callCallbackUrl])
  const bend = (api: CallbotApi): CallbotApi => ({
    ...api,
    createAndCall: (body, options) => {
      note(body.callInfoList)
      return api.createAndCall(body, options)
    },
    addBatchCall: (body, options) => {
      note(body.callInfoList)
      return api.addBatchCall(body, options)
    },
  })
  return { addresses, bend }
}

test('after a restart nothing leaves before the address that webhooks come to is known again, and every request carries one', async () => {
  const first = told()
  const old = at('https://old.example')
  const { sim, rig } = await withSending({ rows: 500, rules: { startSize: 100, inFlight: 1 }, bend: first.bend, callbackUrls: () => old })
  const { id } = rig.launch(byListener)
  await rig.until(id, submission => submission.totals.accepted >= 100)
  rig.service.pause(id)
  await rig.untilQuiet(id)
  await rig.close(false)
  const sent = sim.records.requests().length

  const second = told()
  const way: { urls: CallbackUrls | null } = { urls: null }
  const again = openSendingRig({
    url: sim.url,
    callbot: sim.credentials.callbot,
    rows: 500,
    rules: { startSize: 100, inFlight: 1 },
    dataDir: rig.dataDir,
    bend: second.bend,
    callbackUrls: () => way.urls,
  })
  onTestFinished(() => again.close())
  again.service.recover()
  again.service.resume(id)
  const waiting = await again.until(id, submission => submission.state === 'waiting')
  expect(waiting).toMatchObject({ problem: { code: 'listener_off' } })
  expect(sim.records.requests()).toHaveLength(sent)
  way.urls = at('https://new.example')
  expect(await again.until(id, isOver)).toMatchObject({ state: 'done', problem: null, totals: { accepted: 500 } })
  expect(platformTruth(sim)).toEqual({ orders: 500, doubled: 0 })
  expect(new Set(second.addresses.flat())).toEqual(new Set([way.urls.orderCallbackUrl, way.urls.callCallbackUrl]))
  expect([...first.addresses, ...second.addresses]).toHaveLength(5)
})

test('when no address comes the submission stops and says so; with one, go on sends it all', async () => {
  const { addresses, bend } = told()
  const way: { urls: CallbackUrls | null } = { urls: at('https://here.example') }
  const { sim, rig } = await withSending({ rows: 100, bend, callbackUrls: () => way.urls, timings: { callbackWaitMs: 0 } })
  const { id } = rig.launch(byListener)
  way.urls = null
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'stuck', problem: { code: 'listener_off' }, totals: { notSent: 100 } })
  expect(sim.records.requests()).toEqual([])
  way.urls = at('https://here.example')
  rig.service.resume(id)
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'done', problem: null, totals: { accepted: 100 } })
  expect(addresses.flat()).not.toContain('')
})

test('an address that goes between the writing and the sending of a request keeps the request here', async () => {
  const { addresses, bend } = told()
  const here = at('https://here.example')
  const way: { urls: CallbackUrls | null; goes: boolean } = { urls: here, goes: true }
  const { sim, rig } = await withSending({
    rows: 100,
    // Called when the client is there, just before the request leaves.
    bend: api => {
      if (way.goes) way.urls = null
      way.goes = false
      return bend(api)
    },
    callbackUrls: () => way.urls,
  })
  const { id } = rig.launch(byListener)
  const events = () => rig.service.journal(id, 1).map(entry => entry.event)
  await rig.until(id, () => events().length === 2)
  expect(rig.batches(id)).toMatchObject([{ state: 'backoff', problem: { code: 'listener_off' } }])
  expect(sim.records.requests()).toEqual([])
  way.urls = here
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'done', totals: { accepted: 100 } })
  expect(events()).toEqual(['written', 'backoff', 'sent_again', 'answered'])
  expect(addresses).toEqual([[here.orderCallbackUrl, here.callCallbackUrl]])
  expect(platformTruth(sim)).toEqual({ orders: 100, doubled: 0 })
})
