import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openOurs } from '../../src-core/db/open-ours.ts'
import { createDeliveryStore } from '../../src-core/webhooks/delivery-store.ts'
import { createReceiver } from '../../src-core/webhooks/receiver.ts'
import { createReceivingGate } from '../../src-core/webhooks/receiving-gate.ts'
import { createReceivingRulesStore } from '../../src-core/webhooks/receiving-rules.ts'
import { emptyFolder } from '../db/with-folder.ts'
import { callbotAccount, orderBody, post, signed } from './receiving-rig.ts'

test('with the disk full nothing is answered with a yes, nothing taken is lost, and a repeat is not refused for what was never stored', async () => {
  const folder = emptyFolder()
  const db = openOurs('inbox', folder)
  onTestFinished(() => void db.close())
  const store = createDeliveryStore(db)
  const gate = createReceivingGate({ store, rules: createReceivingRulesStore(db), needSecret: () => {}, now: () => Date.now() })
  const { id, kind, webhookToken, identity, secret } = callbotAccount()
  gate.setAccounts([{ id, kind, token: webhookToken }])
  gate.setSecret(id, { kind: 'callbot', uuid: identity, secretKey: secret ?? '' })
  gate.setRules(id, { ...gate.rules(id), repeated: 'refuse' })
  const receiver = createReceiver({
    accountOf: gate.accountOf,
    judge: gate.judge,
    mayKeep: gate.mayKeep,
    nonce: store.nonce(),
    now: () => Date.now(),
    turnedAway: () => {},
    answered: () => {},
    store(list) {
      try {
        return store.add(list)
      } finally {
        gate.committed()
      }
    },
  })
  const url = `http://127.0.0.1:${await receiver.listen(0)}/cb/${webhookToken}/order`
  onTestFinished(() => receiver.close())
  const pages = db.pragma('page_count', { simple: true }) as number
  // As far as SQLite is concerned the disk ends here.
  db.pragma(`max_page_count = ${pages + 12}`)
  const taken: string[] = []
  const refused: { body: string; headers: Record<string, string> }[] = []
  for (let count = 0; refused.length < 5; count += 1) {
    const body = orderBody(`o${count}`, { other: 'x'.repeat(4_000) })
    const headers = signed(body)
    const answer = await post(url, body, headers)
    if (answer.status === 200) taken.push(`o${count}`)
    else {
      expect([answer.status, JSON.parse(answer.body).retCode]).toEqual([503, 5])
      refused.push({ body, headers })
    }
  }
  expect(taken.length).toBeGreaterThan(3)
  expect(() => store.add([])).not.toThrow()
  const stored = () =>
    db.prepare("SELECT body ->> '$.orderID' FROM (SELECT CAST(body AS TEXT) AS body, id FROM delivery) ORDER BY id").pluck().all()
  expect(stored()).toEqual(taken)
  db.pragma('max_page_count = 1073741823')
  for (const { body, headers } of refused) expect((await post(url, body, headers)).status).toBe(200)
  expect(stored()).toHaveLength(taken.length + 5)
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(db.name).toBe(join(folder, 'inbox.db'))
})
