import { TunnelSettings } from '../../src-contract/model/tunnel.ts'
import type { Db } from '../db/open.ts'

/** The tunnel as the ledger keeps it: everything but the secret. */
export interface TunnelRecord {
  readonly settings: TunnelSettings
  /** Where the secret was put; null when none was given. */
  readonly secretPlace: 'keychain' | 'memory' | null
  /** Fingerprint of the trusted server key. */
  readonly pinned: string | null
}

export interface TunnelStore {
  get(): TunnelRecord
  put(record: TunnelRecord): void
  /** The last moment something is known to have come through, also of an earlier run; null before the first. UTC milliseconds. */
  goodAt(): number | null
  /** Null forgets it: from now on there is no way in that could be missed. */
  setGoodAt(at: number | null): void
  /** Requests of a month (`YYYY-MM`, UTC) through a provider. */
  used(month: string, provider: string): number
  addUsed(month: string, provider: string, requests: number): void
}

interface Row {
  settings: string
  secret_place: TunnelRecord['secretPlace']
  pinned: string | null
  good_at: number | null
}

/** Reads and writes `tunnel` and `tunnel_usage` in `ledger.db`. */
export function createTunnelStore(db: Db): TunnelStore {
  const one = db.prepare<[], Row>('SELECT * FROM tunnel')
  const put = db.prepare(`
    INSERT INTO tunnel (id, settings, secret_place, pinned) VALUES (1, @settings, @secretPlace, @pinned)
    ON CONFLICT (id) DO UPDATE SET settings = excluded.settings, secret_place = excluded.secret_place, pinned = excluded.pinned`)
  const good = db.prepare('UPDATE tunnel SET good_at = ?')
  const used = db.prepare<[string, string], number>('SELECT requests FROM tunnel_usage WHERE month = ? AND provider = ?').pluck()
  const addUsed = db.prepare(`
    INSERT INTO tunnel_usage (month, provider, requests) VALUES (?, ?, ?)
    ON CONFLICT (month, provider) DO UPDATE SET requests = requests + excluded.requests`)
  return {
    get() {
      const row = one.get()
      if (!row) return { settings: { provider: 'none' }, secretPlace: null, pinned: null }
      return { settings: TunnelSettings.parse(JSON.parse(row.settings)), secretPlace: row.secret_place, pinned: row.pinned }
    },
    put: ({ settings, secretPlace, pinned }) => void put.run({ settings: JSON.stringify(settings), secretPlace, pinned }),
    goodAt: () => one.get()?.good_at ?? null,
    setGoodAt: at => void good.run(at),
    used: (month, provider) => used.get(month, provider) ?? 0,
    addUsed: (month, provider, requests) => void addUsed.run(month, provider, requests),
  }
}
