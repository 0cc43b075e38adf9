import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sameSignature, signCallbot } from '../../src-core/api/sign-callbot.ts'
import { signNxlink } from '../../src-core/api/sign-nxlink.ts'
import * as simulator from '../../src-simulator/sign.ts'

const callbot = {
  secretKey: 'EXAMPLEsecretKEY0123456789abcdef',
  uuid: 'EXAMPLEuuid0123456789ABCDEFabcde',
  createTs: '1735689600',
  requestID: '0f8fad5bd9cb469fa16570867728950e',
}

test.each([
  ['{"data":"ping-1"}', '99872C7D6311651D2549E47D047FDC5D', '9AE493111A5500D97B2A6FB2AEE8F052AD967C95A2FCC6654EEBE1E0ADDBA43E'],
  ['{"data": "ping-1"}', '10E016C146423B8391682E3AC866835E', '8751B43A7C517B3C90EDCE775A07F24C5A6EA5B4E2344F989FE930B5AA01EADD'],
  ['{"data":"牛信"}', 'AD8BCF8B6F081BEA404D32801B8EE106', '62ADC86A96E4B17FC4BFA9485209A18E9E2A3FE1B4922B5D55541B1857BD26F0'],
  ['{"data":"\\u725b\\u4fe1"}', '472A8EE1F129B77B3934F2D5F6A7FA6E', '1E7B91C086297B1225C81B1B9BA16739CEAA603784D6D92EDE2ECC6D2BFAF6EC'],
])('a Callbot body %s is signed as in the worked example', (body, md5, sha256) => {
  expect(signCallbot('MD5', { ...callbot, body })).toBe(md5)
  expect(signCallbot('SHA256', { ...callbot, body })).toBe(sha256)
  expect(signCallbot('MD5', { ...callbot, body: Buffer.from(body) })).toBe(md5)
})

const example = { accessKey: 'AK-EXAMPLE-0001', accessSecret: 'example-secret-0001', ts: '1700000000000', bizType: '8', action: 'cc' }
const exampleBody =
  '{"country":"HK","taskName":"Demo task","strategyName":"Default Strategy","dispatchType":1,"agentGroupNo":"NX09445G000025","predictCallRate":1.0,"ratioCallRate":1.5,"startCount":1,"startupType":3,"callList":[{"orderID":"0f8fad5bd9cb469fa16570867728950e","userPhone":"85200000000","other":"row-1"}]}'

test('the NXLink worked example is signed with both algorithms and without a body', () => {
  expect(signNxlink('MD5', { ...example, body: exampleBody })).toBe('d111ce80c41179fe826a0020486f4dc8')
  expect(signNxlink('SHA256', { ...example, body: exampleBody })).toBe('ed7ffc2424b4728ae33b0564e469f44effad33966a1249b2f993fdbed01b8dc2')
  expect(signNxlink('MD5', { ...example, body: '' })).toBe('e312a70b4c9245d917258dd13ebefd45')
})

test.each([
  ['{"name":"牛小信","id":10001}', '87c3560d3331ae23f1021e2025722354'],
  ['{"id":10001,"name":"牛小信"}', '7750759da06333f20d0640be09355e34'],
  ['{"id": 10001, "name": "牛小信"}', 'd0c24a9886c629330d7f3f2056c65bc2'],
])("the vendor's vector %s is reproduced", (body, sign) => {
  expect(
    signNxlink('MD5', { accessKey: 'fme2na3kdi3ki', accessSecret: 'abciiiko2k3', ts: '1655710885431', bizType: '1', action: 'send', body }),
  ).toBe(sign)
})

const anyBody = fc.oneof(fc.json({ stringUnit: 'binary' }), fc.json(), fc.string({ unit: 'grapheme' }))
const anyText = fc.string({ unit: 'grapheme-ascii', minLength: 1 })

test('any JSON body in any Unicode is signed as the simulator and plain hashing sign it', () => {
  fc.assert(
    fc.property(anyBody, anyText, anyText, fc.constantFrom('MD5' as const, 'SHA256' as const), (body, secret, id, algorithm) => {
      const hash = (text: string) => createHash(algorithm.toLowerCase()).update(Buffer.from(text, 'utf8')).digest('hex')
      const ours = signCallbot(algorithm, { secretKey: secret, body, createTs: '1', requestID: id, uuid: id })
      expect(ours).toBe(simulator.signCallbot(algorithm, { secretKey: secret, body, createTs: '1', requestID: id, uuid: id }))
      expect(ours).toBe(hash([secret, `body=${body}`, 'createTs=1', `requestID=${id}`, `uuid=${id}`].join('&')).toUpperCase())
      const other = signNxlink(algorithm, { accessKey: id, accessSecret: secret, ts: '2', bizType: '8', action: 'cc', body })
      expect(other).toBe(
        simulator.signNxlink(algorithm, { accessKey: id, accessSecret: secret, ts: '2', bizType: '8', action: 'cc', body }),
      )
      expect(other).toBe(
        hash(
          [`accessKey=${id}`, 'action=cc', 'bizType=8', 'ts=2', ...(body === '' ? [] : [`body=${body}`]), `accessSecret=${secret}`].join(
            '&',
          ),
        ),
      )
    }),
    { seed: 1, numRuns: 2_000 },
  )
})

test('one different bit of a signature is a different signature', () => {
  const sign = signCallbot('MD5', { ...callbot, body: '{}' })
  const flipped = String.fromCharCode(sign.charCodeAt(0) ^ 1) + sign.slice(1)
  expect([
    sameSignature(sign, sign),
    sameSignature(sign, sign.toLowerCase()),
    sameSignature(sign, flipped),
    sameSignature(sign, ''),
    sameSignature(sign, `${sign}0`),
  ]).toEqual([true, true, false, false, false])
})
