import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { createCallbotApi } from '../../src-core/api/callbot.ts'
import { systemClock } from '../../src-core/clock.ts'
import { openForReading } from '../../src-core/db/open.ts'
import { spawnThread } from '../../src-core/threads/spawn.ts'
import type { ListenerFacts } from '../../src-core/webhooks/delivery.ts'
import { createWebhookService, type WebhookService } from '../../src-core/webhooks/webhook-service.ts'
import { signCallbot } from '../../src-simulator/sign.ts'
import { startSimulator } from '../../src-simulator/simulator.ts'
import { accountRig, callbotDraft, fakeKeychain, type Rig } from '../accounts/rig.ts'

const threadFile = pathToFileURL(join(import.meta.dirname, '../../src-core/threads/listener.ts')).href

interface Applied {
  kind: string
  accountId: string
  id: string
  status: number | null
  rawText: string
}

function start(rig: Rig, mark = { value: 0 }): { service: WebhookService; applied: Applied[]; mark: { value: number } } {
  const applied: Applied[] = []
  const service = createWebhookService({
    threadFile,
    dataDir: rig.dataDir,
    preferredPort: 0,
    accounts: rig.service,
    bus: { emit: () => {} },
    log: rig.log,
    watermark: { get: () => mark.value, set: id => void (mark.value = id) },
    applyOrder: (accountId, order, rawText) =>
      void applied.push({ kind: 'order', accountId, id: order.orderID, status: order.callInfoDetail?.callStatus ?? null, rawText }),
    applyTask: (accountId, task, rawText) =>
      void applied.push({ kind: 'task', accountId, id: task.userTaskID, status: task.taskStatus, rawText }),
  })
  onTestFinished(() => service.close())
  return { service, applied, mark }
}

function signed(
  body: string,
  algorithm: 'MD5' | 'SHA256',
  secretKey: string = callbotDraft.secretKey,
  uuid: string = callbotDraft.uuid,
): Record<string, string> {
  const parts = { requestID: 'req-1', createTs: '1700000000', uuid }
  return { 'content-type': 'application/json', ...parts, sign: signCallbot(algorithm, { ...parts, secretKey, body }) }
}

test("the simulator's task, order and call webhooks are verified and applied", async () => {
  const simulator = await startSimulator({ speed: 500, dialHours: 'ignore' })
  onTestFinished(() => simulator.close())
  const rig = accountRig(fakeKeychain().keychain)
  const { uuid, secretKey } = simulator.credentials.callbot
  const account = await rig.service.saveSimulator({ url: simulator.url, uuid, secretKey })
  const { service, applied } = start(rig)
  const urls = await service.callbackUrls(account.id)
  expect(urls?.orderCallbackUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/cb\/[\w-]{22}\/order$/)
  expect(await service.callbackUrls(account.id, 'https://way.in.example/x/')).toMatchObject({
    taskCallbackUrl: expect.stringMatching(/^https:\/\/way\.in\.example\/x\/cb\/[\w-]{22}\/task$/),
  })
  const api = createCallbotApi({ baseUrl: simulator.url, uuid, secretKey, algorithm: 'MD5' }, rig.transport, systemClock, {
    readDeadlineMs: 5_000,
    submitDeadlineMs: 5_000,
  })
  const strategyName = (await api.strategyList({ sceneID: 's' })).value[0]?.strategyName ?? ''
  await api.createAndCall({
    productID: 'callbot',
    userTaskID: 'task-1',
    sceneID: 's',
    taskCreateSetting: {
      strategyName,
      startupType: 3,
      startupAt: 0,
      zoneSecond: 0,
      dialAtWeekDay: '1,2,3,4,5,6,7',
      dialAtUpHour: '9',
      dialAtDownHour: '9',
      maxCall: 5,
      taskName: 'T',
      taskCallbackUrl: urls?.taskCallbackUrl ?? '',
      maxRingTime: 30,
      routeID: '',
    },
    funcFlag: { taskKeep: false, roundRedial: false, wholeTTS: true, smsEnable: false, smsFuncFlag: [], phoneEncrypt: false },
    callInfoList: {
      orderCallbackUrl: urls?.orderCallbackUrl ?? '',
      callCallbackUrl: urls?.callCallbackUrl ?? '',
      callList: ['o1', 'o2'].map(orderID => ({
        orderID,
        userPhone: '8615600000000',
        other: '',
        userName: '',
        customerName: '',
        params: [],
      })),
    },
  })
  expect(await simulator.settled(20_000)).toBe(true)
  await service.settle()
  const sent = simulator.records.webhooks()
  expect(sent.every(webhook => webhook.status === 200)).toBe(true)
  expect(applied).toHaveLength(sent.length)
  for (const orderID of ['o1', 'o2'])
    expect(applied.some(one => one.kind === 'order' && one.id === orderID && one.accountId === account.id && (one.status ?? 0) >= 6)).toBe(
      true,
    )
  expect(applied.some(one => one.kind === 'task' && one.id === 'task-1')).toBe(true)
  const page = await service.deliveries({ before: null, count: 500 })
  expect(page.total).toBe(sent.length)
  expect(page.rows.every(row => row.verdict === 'verified')).toBe(true)
}, 40_000)

test('wrong, unsigned and foreign deliveries are kept with their verdict and not applied', async () => {
  const rig = accountRig(fakeKeychain().keychain)
  const { id } = await rig.service.save(callbotDraft)
  const { service, applied, mark } = start(rig)
  const url = (await service.callbackUrls(id))?.orderCallbackUrl ?? ''
  const body = '{"orderID":9007199254740993,"userTaskID":"t","callInfoDetail":{"callStatus":6}}'
  const post = async (headers: Record<string, string>, text = body) =>
    expect((await fetch(url, { method: 'POST', headers, body: text })).status).toBe(200)
  await post(signed(body, 'MD5'))
  await post(signed(body, 'SHA256'))
  await post(signed(body, 'MD5', 'another secret'))
  await post(signed(body, 'MD5', callbotDraft.secretKey, 'another uuid'))
  await post(signed(body, 'MD5'), `${body} `)
  await post({ 'content-type': 'application/json' })
  await service.settle()
  const { rows } = await service.deliveries({ before: null, count: 10 })
  expect(rows.map(row => row.verdict)).toEqual(['unsigned', 'wrong', 'wrong', 'wrong', 'verified', 'verified'])
  expect(rows[5]).toMatchObject({
    accountId: id,
    kind: 'order',
    orderID: '9007199254740993',
    userTaskID: 't',
    requestId: 'req-1',
    body,
    bytes: body.length,
  })
  expect(applied.map(one => [one.id, one.rawText])).toEqual([
    ['9007199254740993', body],
    ['9007199254740993', body],
  ])
  expect(mark.value).toBe(6)
  expect((await service.deliveries({ before: rows[4]?.id ?? 0, count: 10 })).rows).toHaveLength(1)
  expect(await service.status()).toMatchObject({ state: 'listening', received: 6, problem: null, lastAt: expect.any(Number) })
})

test('what was answered is on the disk when the thread is gone the next moment, and is applied by the next run', async () => {
  const rig = accountRig(fakeKeychain().keychain)
  const { id } = await rig.service.save(callbotDraft)
  const thread = spawnThread(threadFile, { dataDir: rig.dataDir, preferredPort: 0 })
  await thread.peer.call('setTokens', { tokens: [[rig.service.record(id).webhookToken, id]] })
  const { port } = await thread.peer.call<ListenerFacts>('facts')
  const body = '{"userTaskID":"t","taskStatus":2}'
  const answer = await fetch(`http://127.0.0.1:${port}/cb/${rig.service.record(id).webhookToken}/task`, {
    method: 'POST',
    headers: signed(body, 'SHA256'),
    body,
  })
  expect(answer.status).toBe(200)
  const db = openForReading(join(rig.dataDir, 'inbox.db'))
  expect(db.prepare('SELECT count(*) FROM delivery').pluck().get()).toBe(1)
  db.close()
  await thread.close()
  const { service, applied, mark } = start(rig)
  await service.settle()
  expect([applied.map(one => [one.kind, one.id, one.status]), mark.value]).toEqual([[['task', 't', 2]], 1])
})

test('a delivery whose secret is not there waits for it', async () => {
  const fake = fakeKeychain()
  fake.become('none')
  const first = accountRig(fake.keychain)
  const { id } = await first.service.save(callbotDraft)
  const rig = first.restart()
  const { service, applied } = start(rig)
  const body = '{"orderID":"o1"}'
  await fetch((await service.callbackUrls(id))?.callCallbackUrl ?? '', { method: 'POST', headers: signed(body, 'MD5'), body })
  await service.settle()
  expect([(await service.deliveries({ before: null, count: 1 })).rows[0]?.verdict, applied]).toEqual(['unchecked', []])
  await rig.service.setSecret(id, callbotDraft.secretKey)
  await service.settle()
  expect([(await service.deliveries({ before: null, count: 1 })).rows[0]?.verdict, applied.map(one => one.id)]).toEqual([
    'verified',
    ['o1'],
  ])
})
