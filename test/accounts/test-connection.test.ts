import { expect, onTestFinished, test } from 'vitest'
import { clockDifference } from '../../src-core/api/envelope.ts'
import { type SimulatorOptions, startSimulator } from '../../src-simulator/simulator.ts'
import { startScripted } from '../api/scripted-server.ts'
import { accountRig, callbotDraft, fakeKeychain, nxlinkDraft } from './rig.ts'

async function simulated(options: Partial<SimulatorOptions> = {}) {
  const simulator = await startSimulator(options)
  onTestFinished(() => simulator.close())
  const { callbot, nxlink } = simulator.credentials
  const { service } = accountRig(fakeKeychain().keychain)
  return {
    simulator,
    service,
    callbot: { ...callbotDraft, ...callbot, baseUrl: simulator.url },
    nxlink: { ...nxlinkDraft, ...nxlink, region: 'custom' as const, baseUrl: simulator.url },
  }
}
const id = expect.stringMatching(/^[0-9a-f]{32}$/)

test('a good account reports reach, signature, clock and round trip, and nothing is stored', async () => {
  const { service, callbot, nxlink } = await simulated()
  const good = {
    reachable: true,
    signatureAccepted: true,
    clockDifferenceSeconds: 0,
    roundTripMs: expect.any(Number),
    requestId: id,
    problem: null,
  }
  expect(await service.test(callbot)).toEqual({ ...good, responseSignature: 'verified' })
  expect(await service.test({ ...callbot, algorithm: 'MD5' })).toEqual({ ...good, responseSignature: 'verified' })
  expect(await service.test(nxlink)).toMatchObject({ ...good, clockDifferenceSeconds: expect.any(Number), responseSignature: null })
  expect(await service.list()).toEqual([])
})

test('wrong secret, unknown account and a wrong clock are three different answers', async () => {
  const { service, callbot, nxlink } = await simulated()
  const no = { reachable: true, signatureAccepted: false, requestId: id }
  expect(await service.test({ ...callbot, secretKey: 'wrong' })).toMatchObject({
    ...no,
    responseSignature: 'wrong',
    problem: { code: 'auth_signature', retCode: 6, requestId: id },
  })
  expect(await service.test({ ...callbot, uuid: 'nobody' })).toMatchObject({
    ...no,
    problem: { code: 'auth_unknown_account', retCode: 6002 },
  })
  expect(await service.test({ ...nxlink, accessSecret: 'wrong' })).toMatchObject({
    ...no,
    problem: { code: 'auth_signature', retCode: 1003 },
  })
  expect(await service.test({ ...nxlink, accessKey: 'nobody' })).toMatchObject({
    ...no,
    problem: { code: 'auth_unknown_account', retCode: 1005 },
  })
  const late = await simulated({ clockOffsetSeconds: -600, clockToleranceSeconds: 60 })
  const report = await late.service.test(late.callbot)
  const seconds = report.clockDifferenceSeconds ?? 0
  expect(report).toMatchObject({ ...no, responseSignature: 'verified', problem: { code: 'auth_clock', params: { seconds } } })
  // Ten minutes, as exactly as the way there and back and a stamp of whole seconds let it be known.
  expect(Math.abs(seconds + 600)).toBeLessThanOrEqual(1 + (report.roundTripMs ?? 0) / 2000)
  expect(await late.service.test(late.nxlink)).toMatchObject({ ...no, problem: { code: 'auth_clock', retCode: 1004 } })
})

test('a difference between the clocks that the way there and back explains is none; one beyond it is told in whole seconds', () => {
  // Sent at 4 s, answered 6 s later; the platform's seconds are rounded down.
  const sentAt = 4_000
  const told = [4, 7, 9, 10].map(second => clockDifference(second * 1000, 1000, sentAt, 6_000))
  expect(told).toEqual([0, 0, 0, 0])
  expect([clockDifference(0, 1000, 600_000, 80), clockDifference(660_000, 1000, 600_000, 80)]).toEqual([-600, 60])
  expect([clockDifference(602_000, 1000, 600_000, 80), clockDifference(null, 1000, 600_000, 80)]).toEqual([2, null])
})

test('an unreachable platform, a web page, a forged answer and a refused address each have their code and their id', async () => {
  const { service, simulator, callbot } = await simulated()
  expect(await service.test({ ...callbot, baseUrl: 'http://127.0.0.1:1' })).toMatchObject({
    reachable: false,
    signatureAccepted: null,
    roundTripMs: null,
    requestId: id,
    problem: { code: 'unreachable', requestId: id },
  })
  expect(await service.test({ ...callbot, baseUrl: 'http://example.com' })).toMatchObject({
    reachable: false,
    requestId: null,
    problem: { code: 'base_url_refused' },
  })
  const { url } = await startScripted((_, response) => response.end('<h1>Hotel wireless</h1>'))
  expect(await service.test({ ...callbot, baseUrl: url })).toMatchObject({
    reachable: true,
    signatureAccepted: null,
    requestId: id,
    problem: { code: 'not_json', params: { words: 'Hotel wireless' } },
  })
  simulator.setFaults({ wrongSignature: 1 })
  expect(await service.test(callbot)).toMatchObject({
    reachable: true,
    signatureAccepted: true,
    responseSignature: 'wrong',
    problem: { code: 'response_signature', requestId: id },
  })
})

test('a kept account is tested with its kept secret, and a missing one is said', async () => {
  const { service, callbot } = await simulated()
  const saved = await service.save(callbot)
  const { secretKey: _, ...draft } = callbot
  expect(await service.test({ ...draft, id: saved.id })).toMatchObject({ signatureAccepted: true, problem: null })
  expect(await service.test(draft)).toMatchObject({ reachable: false, problem: { code: 'secret_missing' } })
})
