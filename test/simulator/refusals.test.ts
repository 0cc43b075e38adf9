import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { CallChanges, Json } from './platform-client.ts'
import { callbot, callInfoList, post, rows, taskBody } from './platform-client.ts'
import { simulate } from './with-simulator.ts'

const listAll = { productID: 'callbot', page: 1, size: 10, queryConditions: {} }

test.each<[string, CallChanges, number, RegExp]>([
  ['a wrong secret', { secretKey: 'wrong' }, 6, /signature/i],
  ['a body that is not the signed one', { signed: '{"productID":"callbot"}' }, 6, /signature/i],
  ['no signature', { without: ['sign'] }, 6001, /signature/i],
  ['an unknown account', { headers: { uuid: 'nobody' } }, 6002, /account/i],
  ['an account without permission', { headers: { uuid: 'SIMuuidWithoutPermission00000demo' } }, 6003, /permission/i],
  ['a clock that is ten minutes behind', { createTs: Math.floor(Date.now() / 1000) - 600 }, 6, /seconds behind the server time/],
  ['a clock in milliseconds', { createTs: Date.now() }, 3, /seconds/],
  ['no requestID', { without: ['requestid'] }, 2, /requestID/],
  ['an unknown algorithm', { headers: { algorithm: 'CRC32' } }, 4, /algorithm/],
])('%s is refused', async (_, changes, retCode, message) => {
  const simulator = await simulate()
  const answer = await callbot(simulator, 'listTask', listAll, changes)
  expect(answer.status).toBe(200)
  expect(answer.json).toMatchObject({ retCode, retMsg: expect.stringMatching(message), responseID: expect.any(String) })
  expect(answer.headers.sign === undefined).toBe(retCode === 6002)
  expect(simulator.records.requests()).toMatchObject([{ path: '/callcentre/api/v3/listTask', retCode }])
})

test('clocks that differ are noticed when it is the platform whose clock is wrong', async () => {
  const simulator = await simulate({ clockOffsetSeconds: -900, clockToleranceSeconds: 60 })
  expect((await callbot(simulator, 'listTask', listAll)).json).toMatchObject({
    retCode: 6,
    retMsg: expect.stringMatching(/ahead of the server time/),
  })
  expect((await callbot(simulator, 'listTask', listAll, { createTs: Math.floor(Date.now() / 1000) - 900 })).json.retCode).toBe(0)
})

test('bad rows are named with their phone, and the others are accepted', async () => {
  const simulator = await simulate()
  const list = [...rows('o', 2), { orderID: 'o-bad', userPhone: '+852 6100' }, { orderID: '', userPhone: '85261112222' }]
  const answer = await callbot(simulator, 'createAndCall', taskBody('t', list))
  expect(answer.json).toMatchObject({
    retCode: 0,
    totalCount: 4,
    successCount: 2,
    errList: [
      { phone: '+852 6100', errMsg: 'phone number format is wrong' },
      { phone: '85261112222', errMsg: 'orderID is empty' },
    ],
  })
  expect(simulator.records.orders()).toHaveLength(2)
})

test('a seeded part of the numbers is blacklisted, always the same', async () => {
  const refused = async (): Promise<unknown> => {
    const simulator = await simulate({ rejectEvery: 5 })
    const answer = await callbot(simulator, 'createAndCall', taskBody('t', rows('o', 200)))
    return (answer.json.errList as Json[]).map(each => each.phone)
  }
  const first = (await refused()) as string[]
  expect(first.length).toBeGreaterThan(20)
  expect(first.length).toBeLessThan(65)
  expect(await refused()).toEqual(first)
})

test('an array that is too long is refused whole with 4001', async () => {
  const simulator = await simulate({ maxArray: 5 })
  expect((await callbot(simulator, 'createAndCall', taskBody('t', rows('o', 6)))).json.retCode).toBe(4001)
  expect(simulator.records.tasks()).toEqual([])
  expect((await callbot(simulator, 'createAndCall', taskBody('t', rows('o', 5)))).json.retCode).toBe(0)
  const details = { productID: 'callbot', userTaskID: 't', orderList: rows('x', 501).map(row => row.orderID) }
  expect((await callbot(simulator, 'listOrderDetail', details)).json.retCode).toBe(4001)
})

test('what is missing, of the wrong kind or of a wrong value is named', async () => {
  const simulator = await simulate()
  const send = async (endpoint: string, body: unknown): Promise<unknown[]> => {
    const { json } = await callbot(simulator, endpoint, body)
    return [json.retCode, json.retMsg]
  }
  const good = taskBody('t', rows('o', 1))
  const setting = good.taskCreateSetting as Json
  expect(await send('createAndCall', '{')).toEqual([3, 'Parameter format error: the body is not JSON'])
  expect(await send('createAndCall', { ...good, productID: undefined })).toEqual([2, 'Missing parameter: productID'])
  expect(await send('createAndCall', { ...good, productID: 'other' })).toEqual([4, expect.stringContaining('productID')])
  expect(await send('createAndCall', { ...good, taskCreateSetting: { ...setting, maxCall: '3' } })).toEqual([
    3,
    expect.stringContaining('taskCreateSetting.maxCall'),
  ])
  expect(await send('createAndCall', { ...good, taskCreateSetting: { ...setting, startupType: 0 } })).toEqual([
    4,
    expect.stringContaining('startupType'),
  ])
  expect(await send('createAndCall', { ...good, taskCreateSetting: { ...setting, strategyName: 'Mine' } })).toEqual([
    4,
    expect.stringContaining('Default Strategy'),
  ])
  expect(await send('createAndCall', { ...good, taskCreateSetting: { ...setting, dialAtUpHour: '9,24' } })).toEqual([
    4,
    expect.stringContaining('dialAtUpHour'),
  ])
  expect(await send('createAndCall', { ...good, callInfoList: { ...callInfoList([]), callList: [{ userPhone: '85261234567' }] } })).toEqual(
    [2, 'Missing parameter: callInfoList.callList[0].orderID'],
  )
  expect(await send('addBatchCall', { productID: 'callbot', userTaskID: 'none', callInfoList: callInfoList(rows('o', 1)) })).toEqual([
    4,
    expect.stringContaining('none'),
  ])
  expect(await send('listTask', { ...listAll, size: 5000 })).toEqual([4, expect.stringContaining('size')])
  expect(await send('intentList', { productID: 'callbot' })).toEqual([2, 'Missing parameter: sceneID'])
  expect(simulator.records.tasks()).toEqual([])
})

test('too many requests in a second are answered 7, and other methods and paths are no endpoints', async () => {
  const simulator = await simulate({ rateLimitPerSecond: 3 })
  const second = () => Math.floor(Date.now() / 1000)
  const first = second()
  const codes = (await Promise.all(Array.from({ length: 60 }, () => callbot(simulator, 'listTask', listAll)))).map(
    answer => answer.json.retCode,
  )
  const answered = codes.filter(code => code === 0).length
  expect(answered).toBeGreaterThanOrEqual(3)
  expect(answered).toBeLessThanOrEqual(3 * (second() - first + 1))
  expect(codes.filter(code => code === 7)).toHaveLength(60 - answered)
  expect((await fetch(`${simulator.url}/callcentre/api/v3/ping`)).status).toBe(405)
  expect((await post(`${simulator.url}/callcentre/api/v3/nothing`, {}, '{}')).status).toBe(404)
  expect((await fetch(`${simulator.url}/recordings/00000000-0000-4000-a000-000000000000.wav`)).status).toBe(404)
})

test('gzip requests are read for imports only, and the signed text is a setting', async () => {
  const body = JSON.stringify({ productID: 'callbot', userTaskID: 't', callInfoList: callInfoList(rows('i', 2)) })
  const packed = gzipSync(body)
  const asPlain: CallChanges = { sent: packed, headers: { 'content-encoding': 'gzip' } }
  for (const [gzipSigns, retCode] of [
    ['plain', 0],
    ['either', 0],
    ['compressed', 6],
  ] as const) {
    const simulator = await simulate({ gzipSigns })
    simulator.loadTask({ userTaskID: 't', taskName: 't', orders: 1 })
    expect((await callbot(simulator, 'importBatchCall', body, asPlain)).json.retCode).toBe(retCode)
    expect((await callbot(simulator, 'addBatchCall', body, asPlain)).json.retCode).toBe(6)
  }
})

test('the simulator refuses to listen to the network', async () => {
  await expect(simulate({ host: '0.0.0.0' })).rejects.toThrow('host must be 127.0.0.1')
  await expect(simulate({ speed: -1 })).rejects.toThrow('speed must be a number from 0.01 to 5000.')
})
