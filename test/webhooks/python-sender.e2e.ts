import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { orderBody } from './receiving-rig.ts'
import { list, rigOf, strict } from './strict-rig.ts'

/** Runs the independent sender and reads what each delivery was answered: HTTP status and retCode. */
function sendByPython(plan: object): Promise<Record<string, number[]>> {
  return new Promise((resolve, reject) => {
    const child = spawn('python3', [join(import.meta.dirname, 'send_signed.py')])
    let [out, complaint] = ['', '']
    child.stdout.on('data', chunk => (out += String(chunk)))
    child.stderr.on('data', chunk => (complaint += String(chunk)))
    child.on('error', reject)
    child.on('close', code => (code === 0 ? resolve(JSON.parse(out)) : reject(new Error(complaint))))
    child.stdin.end(JSON.stringify(plan))
  })
}

test('a sender that signs with hashlib is taken with MD5 and SHA256, and refused with one bit changed, a body written anew, a stale time, a repeat', async () => {
  const rig = rigOf()
  await rig.service.setRules('account-1', strict)
  const delivery = (name: string, change: string, more: object = {}) => ({
    name,
    change,
    algorithm: 'SHA256',
    ageSeconds: 0,
    body: orderBody(`o-${name}`, { userName: 'Añá 牛信', other: 9007199254740993 }).replace('"9007199254740993"', '9007199254740993'),
    ...more,
  })
  const answers = await sendByPython({
    url: await rig.url(),
    secretKey: 'a very secret key',
    uuid: 'uuid-1',
    deliveries: [
      delivery('md5', '', { algorithm: 'MD5' }),
      delivery('sha256', ''),
      delivery('bit', 'bit'),
      delivery('signBit', 'signBit'),
      delivery('reserialised', 'reserialise'),
      delivery('nearly stale', '', { ageSeconds: 280 }),
      delivery('stale', '', { ageSeconds: 400 }),
      delivery('early', '', { ageSeconds: -400 }),
      delivery('twice', 'twice'),
    ],
  })
  expect(answers).toEqual({
    md5: [200, 0],
    sha256: [200, 0],
    bit: [401, 6],
    signBit: [401, 6],
    reserialised: [401, 6],
    'nearly stale': [200, 0],
    stale: [401, 4],
    early: [401, 4],
    twice: [200, 0, 401, 4],
  })
  expect((await list(rig)).map(row => [row.standing, row.effect]).reverse()).toEqual([
    ['verified', 'changed'],
    ['verified', 'changed'],
    ['wrong', 'none'],
    ['wrong', 'none'],
    ['wrong', 'none'],
    ['verified', 'changed'],
    ['stale', 'none'],
    ['stale', 'none'],
    ['verified', 'changed'],
    ['duplicate', 'none'],
  ])
  expect([...rig.orders.knownOrderIDs('account-1', ['o-md5', 'o-sha256', 'o-bit', 'o-reserialised', 'o-stale', 'o-twice'])].sort()).toEqual(
    ['o-md5', 'o-sha256', 'o-twice'],
  )
})
