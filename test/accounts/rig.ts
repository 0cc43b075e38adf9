import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type AccountService, createAccountService } from '../../src-core/accounts/account-service.ts'
import { createKeychain, type Keychain } from '../../src-core/accounts/keychain.ts'
import { createTransport, type Transport } from '../../src-core/api/transport.ts'
import type { Audit } from '../../src-core/audit/audit.ts'
import type { AuditRow } from '../../src-core/audit/audit-line.ts'
import { createAudit } from '../../src-core/audit/audit-log.ts'
import { type Clock, systemClock } from '../../src-core/clock.ts'
import { ledgerMigrations } from '../../src-core/db/ledger-migrations.ts'
import { type Db, openDatabase } from '../../src-core/db/open.ts'
import { createLog, type Log } from '../../src-core/log.ts'

/** A keychain in this process: works, is locked, or is not there. */
export function fakeKeychain(): {
  keychain: Keychain
  items: Map<string, string>
  reads: string[]
  become(state: 'present' | 'locked' | 'none'): void
} {
  const items = new Map<string, string>()
  const reads: string[] = []
  let state = 'present'
  const check = () => {
    if (state === 'locked') throw new Error("Couldn't access platform storage: Secret Service: unlock prompt was dismissed")
    if (state === 'none') throw new Error('Platform failure: DBus error: no session bus')
  }
  const keychain = createKeychain('callboard-test', async () => (_, account) => ({
    async getPassword() {
      check()
      reads.push(account)
      return items.get(account) ?? null
    },
    async setPassword(secret) {
      check()
      items.set(account, secret)
    },
    async deleteCredential() {
      check()
      return items.delete(account)
    },
  }))
  return { keychain, items, reads, become: next => void (state = next) }
}

export interface Rig {
  readonly service: AccountService
  readonly db: Db
  readonly audit: Audit
  /** The audit so far, without its first line. */
  auditLines(): Pick<AuditRow, 'action' | 'subject' | 'account_label' | 'before' | 'after'>[]
  readonly log: Log
  readonly dataDir: string
  readonly transport: Transport
  readonly events: string[]
  /** The same ledger and keychain in a new run of the core. */
  restart(): Rig
  /** Every byte this rig's folder holds, as text. */
  everythingOnDisk(): string
}

/** The account service on a real ledger in a folder that goes with the test. */
export function accountRig(
  keychain: Keychain,
  given: { clock?: Clock; dataDir?: string; beforeRemoval?: (accountId: string) => Promise<void> } = {},
): Rig {
  const dataDir = given.dataDir ?? mkdtempSync(join(tmpdir(), 'callboard-accounts-'))
  const db = openDatabase({ path: join(dataDir, 'ledger.db'), migrations: ledgerMigrations, synchronous: 'FULL' })
  const log = createLog(dataDir)
  const transport = createTransport()
  const events: string[] = []
  const clock = given.clock ?? systemClock
  const audit = createAudit({ db, clock, bus: { emit: () => {} } })
  const service = createAccountService({
    db,
    keychain,
    bus: { emit: (name, about) => void events.push(`${name} ${about?.accountId ?? ''}`) },
    audit,
    log,
    clock,
    transport,
    // No test here is about a late answer.
    timings: { readDeadlineMs: 120_000, submitDeadlineMs: 120_000 },
    ...(given.beforeRemoval ? { beforeRemoval: given.beforeRemoval } : {}),
  })
  onTestFinished(async () => {
    await transport.close()
    db.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  return {
    service,
    db,
    audit,
    auditLines: () =>
      db.prepare('SELECT action, subject, account_label, before, after FROM audit_entry WHERE id > 1 ORDER BY id').all() as AuditRow[],
    log,
    dataDir,
    transport,
    events,
    restart: () => accountRig(keychain, { ...given, dataDir }),
    everythingOnDisk: () =>
      readdirSync(dataDir, { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
        .join('\n'),
  }
}

export const callbotDraft = {
  kind: 'callbot',
  label: 'Main floor',
  colour: 'petrol',
  uuid: 'uuid-1',
  secretKey: 'a very secret key',
  algorithm: 'SHA256',
  baseUrl: 'https://nxbot.nxcloud.com/',
} as const
export const nxlinkDraft = {
  kind: 'nxlink',
  label: 'Agents',
  colour: 'plum',
  accessKey: 'AK-1',
  accessSecret: 'another secret',
  region: 'HK',
  baseUrl: '',
  tenantId: '144',
} as const
