import { expect, test } from 'vitest'
import { sameSign, signCallbot, signNxlink } from '../../src-simulator/sign.ts'

const example = {
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
])('the Callbot signature of %s is the published one', (body, md5, sha256) => {
  expect(signCallbot('MD5', { ...example, body })).toBe(md5)
  expect(signCallbot('SHA256', { ...example, body: Buffer.from(body) })).toBe(sha256)
})

test.each([
  ['{"name":"牛小信","id":10001}', '87c3560d3331ae23f1021e2025722354'],
  ['{"id":10001,"name":"牛小信"}', '7750759da06333f20d0640be09355e34'],
  ['{"id": 10001, "name": "牛小信"}', 'd0c24a9886c629330d7f3f2056c65bc2'],
])("the NXLink signature of %s is the vendor's", (body, sign) => {
  const vendor = { accessKey: 'fme2na3kdi3ki', action: 'send', bizType: '1', ts: '1655710885431', accessSecret: 'abciiiko2k3' }
  expect(signNxlink('MD5', { ...vendor, body })).toBe(sign)
})

test('the NXLink worked example comes out with md5, with sha256 and without a body', () => {
  const body =
    '{"country":"HK","taskName":"Demo task","strategyName":"Default Strategy","dispatchType":1,"agentGroupNo":"NX09445G000025","predictCallRate":1.0,"ratioCallRate":1.5,"startCount":1,"startupType":3,"callList":[{"orderID":"0f8fad5bd9cb469fa16570867728950e","userPhone":"85200000000","other":"row-1"}]}'
  const parts = { accessKey: 'AK-EXAMPLE-0001', accessSecret: 'example-secret-0001', ts: '1700000000000', bizType: '8', action: 'cc' }
  expect(signNxlink('MD5', { ...parts, body })).toBe('d111ce80c41179fe826a0020486f4dc8')
  expect(signNxlink('SHA256', { ...parts, body })).toBe('ed7ffc2424b4728ae33b0564e469f44effad33966a1249b2f993fdbed01b8dc2')
  expect(signNxlink('MD5', { ...parts, body: '' })).toBe('e312a70b4c9245d917258dd13ebefd45')
})

test('signatures are compared letter by letter, and another length is another signature', () => {
  expect([sameSign('ABCD', 'ABCD'), sameSign('ABCD', 'abcd'), sameSign('ABCD', 'ABC'), sameSign('ABCD', '')]).toEqual([
    true,
    false,
    false,
    false,
  ])
})
