import { connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { Judgement } from '../../src-core/webhooks/delivery.ts'
import type { ToStore } from '../../src-core/webhooks/delivery-store.ts'
import { createReceiver } from '../../src-core/webhooks/receiver.ts'

const taken: Judgement = { verdict: 'verified', marks: 0, httpStatus: 200, retCode: 0, retMsg: 'success', repeatKey: null }
const head = (more: string) => `POST /cb/good-token/order HTTP/1.1\r\nHost: x\r\n${more}\r\n`

/** A receiver that takes everything; `judge` may take its time. */
async function listening(judge: () => Judgement | Promise<Judgement> = () => taken) {
  const stored: ToStore[] = []
  const turnedAway: string[] = []
  const receiver = createReceiver({
    judge,
    mayKeep: () => true,
    nonce: '0123456789abcdef',
    answered: () => {},
    turnedAway: reason => void turnedAway.push(reason),
    accountOf: token => (token === 'good-token' ? 'account-1' : undefined),
    now: () => 1_700_000_000_000,
    store(list) {
      stored.push(...list)
      return stored.length - list.length + 1
    },
  })
  const port = await receiver.listen(0)
  onTestFinished(() => receiver.close())
  return { port, stored, turnedAway }
}

/** Sends the bytes on a connection of its own; all that is said until the other side hangs up, or has said what `isEnough` asks for. */
const say = (port: number, bytes: string, isEnough: (said: string) => boolean = () => false) =>
  new Promise<string>(resolve => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    let said = ''
    socket.on('data', chunk => {
      said += chunk.toString()
      if (isEnough(said)) socket.destroy()
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(said))
  })
const statuses = (said: string) => [...said.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status))

test('of requests sent ahead of the answer the first is answered, and the connection ends so that the others come again', async () => {
  const { port, stored, turnedAway } = await listening()
  const said = await say(port, `${head('Content-Length: 2\r\n')}{}`.repeat(3))
  expect([statuses(said), said.includes('onnection: close'), stored.length, turnedAway]).toEqual([[200], true, 1, ['notHttp', 'notHttp']])
})

test('a body in more than 1,024 pieces is refused long before it is whole, one in 1,000 is taken', async () => {
  const { port, stored } = await listening()
  const inPieces = (text: string) => `${head('Transfer-Encoding: chunked\r\n')}${[...text].map(one => `1\r\n${one}\r\n`).join('')}0\r\n\r\n`
  const body = (length: number) => `{"a":"${'x'.repeat(length - 8)}"}`
  expect(statuses(await say(port, inPieces(body(1_000)), said => said.includes('retCode')))).toEqual([200])
  expect(stored.map(one => Buffer.from(one.body).toString())).toEqual([body(1_000)])
  expect(statuses(await say(port, inPieces(body(2_000))))).toEqual([413])
})

test('more than a hundred headers are refused', async () => {
  const { port, turnedAway } = await listening()
  expect(statuses(await say(port, `${head(`${'a: b\r\n'.repeat(101)}Content-Length: 2\r\n`)}{}`))).toEqual([431])
  expect(turnedAway).toEqual(['notHttp'])
})

test('who asks whether to send a body is told by the head alone', async () => {
  const { port, stored } = await listening()
  expect(statuses(await say(port, head('Content-Length: 300000\r\nExpect: 100-continue\r\n')))).toEqual([413])
  const said = await say(port, `${head('Content-Length: 2\r\nExpect: 100-continue\r\n')}{}`, text => text.includes('retCode'))
  expect([statuses(said), stored.length]).toEqual([[100, 200], 1])
})

test('of unfinished bodies that would fill the memory the largest are given up, and a delivery among them is taken', async () => {
  const { port, turnedAway } = await listening()
  const endings = Array.from({ length: 40 }, () => say(port, `${head('Content-Length: 262144\r\n')}${'x'.repeat(262_000)}`))
  // Sixteen bodies of 256 KB are 4 MB.
  await expect.poll(() => turnedAway.length).toBeGreaterThanOrEqual(24)
  expect(statuses(await say(port, `${head('Content-Length: 2\r\n')}{}`, said => said.includes('retCode')))).toEqual([200])
  const ended = (await Promise.all(endings)).flatMap(statuses)
  expect(new Set(ended)).toEqual(new Set([503, 408]))
})

test('while a secret is being read no more than 4 MB wait for it; the rest is told that it was not stored', async () => {
  const { port, stored } = await listening(() => new Promise(() => {}))
  const body = `{"a":"${'x'.repeat(200_000)}"}`
  const answers = Array.from({ length: 25 }, () =>
    say(port, `${head(`Content-Length: ${body.length}\r\n`)}${body}`, said => said.includes('retCode')),
  )
  expect(statuses(await Promise.race(answers))).toEqual([503])
  expect(stored).toEqual([])
})
