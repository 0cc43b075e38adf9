import { randomBytes } from 'node:crypto'
import {
  type AccountDraft,
  type AccountRules,
  type AccountView,
  type ConnectionReport,
  NXLINK_BASE_URLS,
} from '../../src-contract/model/account.ts'
import { checkBaseUrl } from '../api/base-url.ts'
import type { Transport } from '../api/transport.ts'
import { AppError } from '../app-error.ts'
import type { Audit } from '../audit/audit.ts'
import type { Clock } from '../clock.ts'
import type { Db } from '../db/open.ts'
import type { EventBus } from '../event-bus.ts'
import { newId } from '../ids.ts'
import type { Log } from '../log.ts'
import type { RunningSimulator, Timings } from '../ports.ts'
import { type AccountRecord, createAccountStore } from './account-store.ts'
import { auditAccounts } from './audit-accounts.ts'
import type { Keychain } from './keychain.ts'
import { createRulesStore } from './rules-store.ts'
import { createSecretKeeper } from './secret-keeper.ts'
import { type Credentials, testConnection } from './test-connection.ts'

export interface AccountService {
  list(): Promise<AccountView[]>
  /** `not_found`. */
  get(id: string): Promise<AccountView>
  /** The ledger's row, without asking the keychain. `not_found`. */
  record(id: string): AccountRecord
  records(): AccountRecord[]
  /**
   * New without an id, changed with one. `conflict` for an identity that is already there; `account_sending` for another identity, address or
   * region while something unfinished belongs to the one there is. Then nothing is stored.
   */
  save(draft: AccountDraft): Promise<AccountView>
  /** One signed call with the draft's values; stores nothing. */
  test(draft: AccountDraft): Promise<ConnectionReport>
  setSecret(id: string, secret: string): Promise<AccountView>
  /** `not_found`; `invalid_input` when the first request would be longer than the longest. */
  setRules(id: string, rules: AccountRules): Promise<AccountView>
  /** What the operator allows at the platform right now. */
  rules(id: string): AccountRules
  /** The label must be typed again: `confirm_mismatch`; an account with an unfinished submission stays: `account_sending`. */
  remove(id: string, confirmLabel: string): Promise<void>
  /** Makes or moves the simulator's account; its secret lives in memory only. */
  saveSimulator(running: Pick<RunningSimulator, 'url' | 'uuid' | 'secretKey'>): Promise<AccountView>
  /** Everything a client needs. `not_found`, `secret_missing`, `keychain_locked`. */
  credentials(id: string): Promise<Credentials>
  /** Hears the id of every account that was saved, given a secret or removed. */
  onChange(listener: (id: string) => void): void
}

export interface AccountServiceDeps {
  readonly db: Db
  readonly keychain: Keychain
  readonly bus: Pick<EventBus, 'emit'>
  readonly audit: Audit
  readonly log: Log
  readonly clock: Clock
  readonly transport: Transport
  readonly timings: Pick<Timings, 'readDeadlineMs' | 'submitDeadlineMs'>
  /** Whether a submission of the account is unfinished; such an account stays. */
  readonly isSending?: (accountId: string) => boolean
  /** Whether something unfinished belongs to the identity and address the account has: only under these can the platform be asked about it. */
  readonly isTied?: (accountId: string) => boolean
  /** Called before an account is removed; what it throws keeps the account. */
  readonly beforeRemoval?: (accountId: string) => Promise<void>
}

/** The accounts of this console: several, each once, secrets kept apart. */
export function createAccountService({
  db,
  keychain,
  bus,
  audit,
  log,
  clock,
  transport,
  timings,
  isSending = () => false,
  isTied = () => false,
  beforeRemoval = async () => {},
}: AccountServiceDeps): AccountService {
  const store = createAccountStore(db)
  const rules = createRulesStore(db)
  const tell = auditAccounts(audit)
  const secrets = createSecretKeeper(keychain, log)
  const listeners: ((id: string) => void)[] = []

  const record = (id: string): AccountRecord => {
    const found = store.find(id)
    if (!found) throw new AppError('not_found', { what: 'account', id })
    return found
  }
  const view = async (r: AccountRecord): Promise<AccountView> => ({
    id: r.id,
    kind: r.kind,
    label: r.label,
    colour: r.colour,
    identity: r.identity,
    algorithm: r.algorithm,
    region: r.region,
    tenantId: r.tenantId,
    baseUrl: r.baseUrl,
    simulator: r.simulator,
    secret: await secrets.stateOf(r),
    rules: rules.of(r.id),
    createdAt: r.createdAt,
  })
  const changed = (id: string) => {
    for (const listener of listeners) listener(id)
    bus.emit('accounts', { accountId: id })
  }
  const refuseTwin = (id: string, wish: Pick<AccountRecord, 'kind' | 'identity' | 'baseUrl'>) => {
    const twin = store.twin(wish.kind, wish.identity, wish.baseUrl)
    if (twin && twin.id !== id) throw new AppError('conflict', { what: 'account', label: twin.label })
  }
  const refuseWhileTied = (before: AccountRecord | null, wish: Pick<AccountRecord, 'identity' | 'baseUrl' | 'region'>) => {
    if (!before) return
    const same = before.identity === wish.identity && before.baseUrl === wish.baseUrl && before.region === wish.region
    if (!same && isTied(before.id)) throw new AppError('account_sending', { label: before.label })
  }
  /** Keeps an account and what the audit is told of it, both or neither. */
  const write = (r: AccountRecord, told: () => void) => {
    db.transaction(() => {
      store.put(r)
      told()
    })()
    changed(r.id)
    return view(r)
  }

  return {
    list: () => Promise.all(store.all().map(view)),
    get: async id => view(record(id)),
    record,
    records: () => store.all(),
    async save(draft) {
      const before = draft.id === undefined ? null : record(draft.id)
      if (before && before.kind !== draft.kind) throw new AppError('conflict', { what: 'kind', label: before.label })
      const id = before?.id ?? newId()
      const wish = { ...fromDraft(draft), ...(before?.simulator ? { baseUrl: before.baseUrl, identity: before.identity } : {}) }
      const secret = secretIn(draft)
      if (!before && secret === undefined)
        throw new AppError('invalid_input', { field: draft.kind === 'callbot' ? 'secretKey' : 'accessSecret', problem: 'missing' })
      refuseTwin(id, wish)
      refuseWhileTied(before, wish)
      const secretPlace = secret === undefined || before?.simulator ? (before?.secretPlace ?? 'memory') : await secrets.keep(id, secret)
      const after = {
        id,
        ...wish,
        simulator: before?.simulator ?? false,
        secretPlace,
        webhookToken: before?.webhookToken ?? newToken(),
        createdAt: before?.createdAt ?? clock.now(),
      }
      // Something may have begun while the keychain was waited for.
      refuseWhileTied(before, wish)
      return write(after, () => tell.saved(before, after, secret !== undefined && !before?.simulator))
    },
    async test(draft) {
      const before = draft.id === undefined ? null : record(draft.id)
      const given = secretIn(draft)
      return testConnection(
        () =>
          toCredentials(fromDraft(draft), given, () => {
            if (!before) throw new AppError('secret_missing', { label: draft.label })
            return secrets.read(before)
          }),
        { transport, clock, timings },
      )
    },
    async setSecret(id, secret) {
      const after = { ...record(id), secretPlace: await secrets.keep(id, secret) }
      return write(after, () => tell.secret(after))
    },
    async setRules(id, wish) {
      const account = record(id)
      if (wish.startSize > wish.largestSize) throw new AppError('invalid_input', { field: 'startSize', problem: 'above largestSize' })
      const before = rules.of(id)
      db.transaction(() => {
        rules.put(id, wish, clock.now())
        tell.rules(account, before, wish)
      })()
      bus.emit('accounts', { accountId: id })
      return view(account)
    },
    rules: id => rules.of(id),
    async remove(id, confirmLabel) {
      const before = record(id)
      if (confirmLabel.trim() !== before.label) throw new AppError('confirm_mismatch', { label: before.label })
      const refuseWhileSending = () => {
        if (isSending(id)) throw new AppError('account_sending', { label: before.label })
      }
      refuseWhileSending()
      await beforeRemoval(id)
      refuseWhileSending()
      await secrets.forget(before)
      db.transaction(() => {
        tell.removed(before)
        store.remove(id)
        rules.remove(id)
      })()
      changed(id)
    },
    async saveSimulator({ url, uuid, secretKey }) {
      const before = store.all().find(r => r.simulator)
      const id = before?.id ?? newId()
      const wish = { kind: 'callbot' as const, identity: uuid, baseUrl: checkBaseUrl(url) }
      refuseTwin(id, wish)
      secrets.hold(id, secretKey)
      const after: AccountRecord = {
        label: 'Simulator',
        colour: 'slate',
        region: null,
        tenantId: null,
        ...before,
        ...wish,
        id,
        algorithm: 'SHA256',
        simulator: true,
        secretPlace: 'memory',
        webhookToken: before?.webhookToken ?? newToken(),
        createdAt: before?.createdAt ?? clock.now(),
      }
      // Its address and secret are new with every start of the simulator; that is nobody's doing.
      return write(after, () => before ?? tell.saved(null, after, false))
    },
    async credentials(id) {
      const found = record(id)
      return toCredentials(found, undefined, () => secrets.read(found))
    },
    onChange: listener => void listeners.push(listener),
  }
}

/** 128 random bits for the path of an account's webhooks. */
const newToken = () => randomBytes(16).toString('base64url')

const secretIn = (draft: AccountDraft) => (draft.kind === 'callbot' ? draft.secretKey : draft.accessSecret)

type Wish = Pick<AccountRecord, 'kind' | 'label' | 'colour' | 'identity' | 'algorithm' | 'region' | 'tenantId' | 'baseUrl'>

function fromDraft(draft: AccountDraft): Wish {
  const { kind, label, colour } = draft
  if (draft.kind === 'callbot')
    return {
      kind,
      label,
      colour,
      identity: draft.uuid,
      algorithm: draft.algorithm,
      region: null,
      tenantId: null,
      baseUrl: checkBaseUrl(draft.baseUrl),
    }
  const baseUrl = draft.region === 'custom' ? draft.baseUrl : NXLINK_BASE_URLS[draft.region]
  return {
    kind,
    label,
    colour,
    identity: draft.accessKey,
    algorithm: 'MD5',
    region: draft.region,
    tenantId: draft.tenantId || null,
    baseUrl: checkBaseUrl(baseUrl),
  }
}

async function toCredentials(
  of: Pick<Wish, 'kind' | 'identity' | 'baseUrl' | 'algorithm'>,
  given: string | undefined,
  kept: () => Promise<string>,
): Promise<Credentials> {
  const secret = given ?? (await kept())
  if (of.kind === 'callbot') return { kind: 'callbot', baseUrl: of.baseUrl, uuid: of.identity, secretKey: secret, algorithm: of.algorithm }
  return { kind: 'nxlink', baseUrl: of.baseUrl, accessKey: of.identity, accessSecret: secret, algorithm: of.algorithm }
}
