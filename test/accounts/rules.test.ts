import { expect, test } from 'vitest'
import { defaultRules } from '../../src-contract/model/account.ts'
import { accountRig, callbotDraft, fakeKeychain, nxlinkDraft } from './rig.ts'

const readOnly = { ...defaultRules, protection: 'readOnly' } as const

test('an account has the rules of the contract until others are kept; they stand after a restart and go with the account', async () => {
  const rig = accountRig(fakeKeychain().keychain)
  const { id, rules } = await rig.service.save(callbotDraft)
  expect([rules, rig.service.rules(id)]).toEqual([defaultRules, defaultRules])
  expect((await rig.service.setRules(id, readOnly)).rules).toEqual(readOnly)
  expect(rig.events.at(-1)).toBe(`accounts ${id}`)
  const next = rig.restart()
  expect((await next.service.get(id)).rules).toEqual(readOnly)
  await next.service.remove(id, 'Main floor')
  expect(next.db.prepare('SELECT count(*) FROM account_rules').pluck().get()).toBe(0)
  expect(next.service.rules(id)).toEqual(defaultRules)
})

test('rules that contradict themselves and rules of nobody are refused', async () => {
  const rig = accountRig(fakeKeychain().keychain)
  const { id } = await rig.service.save(callbotDraft)
  await expect(rig.service.setRules(id, { ...defaultRules, startSize: 600, largestSize: 500 })).rejects.toMatchObject({
    code: 'invalid_input',
    params: { field: 'startSize' },
  })
  await expect(rig.service.setRules('nobody', readOnly)).rejects.toMatchObject({ code: 'not_found' })
  expect(rig.service.rules(id)).toEqual(defaultRules)
})

test('what is done to an account is written down with the values before and after, and never a secret or a webhook token', async () => {
  const rig = accountRig(fakeKeychain().keychain)
  const { id } = await rig.service.save(callbotDraft)
  const { secretKey: _, ...draft } = callbotDraft
  await rig.service.save({ ...draft, id, label: 'Floor 2' })
  await rig.service.save({ ...draft, id, label: 'Floor 2' })
  await rig.service.save({ ...draft, id, label: 'Floor 2', secretKey: 'the second secret key' })
  await rig.service.setSecret(id, 'the third secret key')
  await rig.service.setRules(id, readOnly)
  await rig.service.setRules(id, readOnly)
  await rig.service.save(nxlinkDraft)
  await rig.service.saveSimulator({ url: 'http://127.0.0.1:9', uuid: 'sim', secretKey: 'secret of the simulator' })
  await rig.service.saveSimulator({ url: 'http://127.0.0.1:10', uuid: 'sim', secretKey: 'another of the simulator' })
  await rig.service.remove(id, 'Floor 2')

  const lines = rig.auditLines()
  expect(lines.map(line => [line.action, line.subject, line.account_label])).toEqual([
    ['account.saved', 'Main floor', 'Main floor'],
    ['account.secret', 'Main floor', 'Main floor'],
    ['account.saved', 'Floor 2', 'Floor 2'],
    ['account.secret', 'Floor 2', 'Floor 2'],
    ['account.secret', 'Floor 2', 'Floor 2'],
    ['account.rules', 'Floor 2', 'Floor 2'],
    ['account.saved', 'Agents', 'Agents'],
    ['account.secret', 'Agents', 'Agents'],
    ['account.saved', 'Simulator', 'Simulator'],
    ['account.removed', 'Floor 2', 'Floor 2'],
  ])
  expect(JSON.parse(lines[2]?.before ?? '')).toMatchObject({
    label: 'Main floor',
    identity: 'uuid-1',
    baseUrl: 'https://nxbot.nxcloud.com',
  })
  expect(JSON.parse(lines[2]?.after ?? '')).toMatchObject({ label: 'Floor 2' })
  expect(lines[1]?.after).toBe('{"secret":"secret given","keptIn":"keychain"}')
  expect(lines[3]?.after).toBe('{"secret":"secret replaced","keptIn":"keychain"}')
  expect([JSON.parse(lines[5]?.before ?? ''), JSON.parse(lines[5]?.after ?? '')]).toEqual([defaultRules, readOnly])
  const tokens = rig.service.records().map(record => record.webhookToken)
  const secrets = [callbotDraft.secretKey, 'the second secret key', 'the third secret key', nxlinkDraft.accessSecret, 'of the simulator']
  for (const hidden of [...tokens, ...secrets]) expect(JSON.stringify(lines)).not.toContain(hidden)
})

test('a change that cannot be written down is not made', async () => {
  const rig = accountRig(fakeKeychain().keychain)
  const { id } = await rig.service.save(callbotDraft)
  rig.db.exec(`CREATE TRIGGER no_more BEFORE INSERT ON audit_entry BEGIN SELECT raise(ABORT, 'full'); END`)
  const { secretKey: _, ...draft } = callbotDraft
  await expect(rig.service.save({ ...draft, id, label: 'Floor 2' })).rejects.toThrow('full')
  await expect(rig.service.setRules(id, readOnly)).rejects.toThrow('full')
  expect(await rig.service.get(id)).toMatchObject({ label: 'Main floor', rules: defaultRules })
})
