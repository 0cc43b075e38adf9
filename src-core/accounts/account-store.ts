import type { AccountColour, Algorithm, NxlinkRegion } from '../../src-contract/model/account.ts'
import type { Db } from '../db/open.ts'

/** An account as the ledger keeps it: everything but the secret. */
export interface AccountRecord {
  readonly id: string
  readonly kind: 'callbot' | 'nxlink'
  readonly label: string
  readonly colour: AccountColour
  /** uuid or accessKey. */
  readonly identity: string
  readonly algorithm: Algorithm
  readonly region: NxlinkRegion | null
  readonly tenantId: string | null
  readonly baseUrl: string
  readonly simulator: boolean
  /** Where the secret was put: the keychain, or the memory of the run in which it was typed. */
  readonly secretPlace: 'keychain' | 'memory'
  /** The unguessable part of the account's webhook addresses. */
  readonly webhookToken: string
  readonly createdAt: number
}

export interface AccountStore {
  all(): AccountRecord[]
  find(id: string): AccountRecord | null
  /** The account that already has this identity at this address. */
  twin(kind: string, identity: string, baseUrl: string): AccountRecord | null
  put(record: AccountRecord): void
  remove(id: string): void
}

interface Row {
  id: string
  kind: 'callbot' | 'nxlink'
  label: string
  colour: AccountColour
  identity: string
  algorithm: Algorithm
  region: NxlinkRegion | null
  tenant_id: string | null
  base_url: string
  simulator: number
  secret_place: 'keychain' | 'memory'
  webhook_token: string
  created_at: number
}

/** Accounts in `ledger.db`. */
export function createAccountStore(db: Db): AccountStore {
  const all = db.prepare('SELECT * FROM account ORDER BY simulator, created_at, id')
  const find = db.prepare('SELECT * FROM account WHERE id = ?')
  const twin = db.prepare('SELECT * FROM account WHERE kind = ? AND identity = ? AND base_url = ?')
  const put = db.prepare(`
    INSERT INTO account (id, kind, label, colour, identity, algorithm, region, tenant_id, base_url, simulator, secret_place, webhook_token, created_at)
    VALUES (@id, @kind, @label, @colour, @identity, @algorithm, @region, @tenantId, @baseUrl, @simulator, @secretPlace, @webhookToken, @createdAt)
    ON CONFLICT (id) DO UPDATE SET label = excluded.label, colour = excluded.colour, identity = excluded.identity, algorithm = excluded.algorithm,
      region = excluded.region, tenant_id = excluded.tenant_id, base_url = excluded.base_url, secret_place = excluded.secret_place`)
  const remove = db.prepare('DELETE FROM account WHERE id = ?')
  const one = (row: unknown) => (row === undefined ? null : toRecord(row as Row))
  return {
    all: () => (all.all() as Row[]).map(toRecord),
    find: id => one(find.get(id)),
    twin: (kind, identity, baseUrl) => one(twin.get(kind, identity, baseUrl)),
    put: record => void put.run({ ...record, simulator: record.simulator ? 1 : 0 }),
    remove: id => void remove.run(id),
  }
}

function toRecord(row: Row): AccountRecord {
  return {
    id: row.id,
    kind: row.kind,
    label: row.label,
    colour: row.colour,
    identity: row.identity,
    algorithm: row.algorithm,
    region: row.region,
    tenantId: row.tenant_id,
    baseUrl: row.base_url,
    simulator: row.simulator === 1,
    secretPlace: row.secret_place,
    webhookToken: row.webhook_token,
    createdAt: row.created_at,
  }
}
