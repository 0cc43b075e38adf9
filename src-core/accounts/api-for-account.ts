import { createCallbotApi } from '../api/callbot.ts'
import type { CallbotApi } from '../api/callbot-types.ts'
import { createNxlinkApi } from '../api/nxlink.ts'
import type { NxlinkApi } from '../api/nxlink-types.ts'
import type { Transport } from '../api/transport.ts'
import { AppError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import type { Timings } from '../ports.ts'
import type { AccountService } from './account-service.ts'
import { callbotEffects, guardWrites, nxlinkEffects } from './guard-writes.ts'

/** The client of each account. */
export interface AccountApis {
  /** `not_found`, `not_supported` for an NXLink account, `secret_missing`, `keychain_locked`. */
  callbot(accountId: string): Promise<CallbotApi>
  /** As above, the other way round. */
  nxlink(accountId: string): Promise<NxlinkApi>
  /** `not_found`. */
  kind(accountId: string): 'callbot' | 'nxlink'
  close(): Promise<void>
}

export interface AccountApisDeps {
  readonly service: Pick<AccountService, 'credentials' | 'record' | 'rules' | 'onChange'>
  readonly clock: Clock
  readonly timings: Pick<Timings, 'readDeadlineMs' | 'submitDeadlineMs'>
  readonly transport: Transport
}

/**
 * Makes an account's client when it is first used and drops it when the account changes. Its writing calls throw
 * `account_read_only` before anything is sent while the account's rules say so.
 */
export function createAccountApis({ service, clock, timings, transport }: AccountApisDeps): AccountApis {
  const callbots = new Map<string, Promise<CallbotApi>>()
  const nxlinks = new Map<string, Promise<NxlinkApi>>()
  service.onChange(id => {
    callbots.delete(id)
    nxlinks.delete(id)
  })

  /** A client whose secret could not be read is not kept: the next use asks again. */
  const cached = <T>(cache: Map<string, Promise<T>>, id: string, make: () => Promise<T>): Promise<T> => {
    const known = cache.get(id)
    if (known) return known
    const made = make()
    cache.set(id, made)
    made.catch(() => {
      if (cache.get(id) === made) cache.delete(id)
    })
    return made
  }
  const mayWrite = (id: string) => () => {
    if (service.rules(id).protection === 'readOnly') throw new AppError('account_read_only', { label: service.record(id).label })
  }
  return {
    callbot: id =>
      cached(callbots, id, async () => {
        const of = await service.credentials(id)
        if (of.kind !== 'callbot') throw new AppError('not_supported', { what: 'callbot', kind: of.kind })
        return guardWrites(createCallbotApi(of, transport, clock, timings), callbotEffects, mayWrite(id))
      }),
    nxlink: id =>
      cached(nxlinks, id, async () => {
        const of = await service.credentials(id)
        if (of.kind !== 'nxlink') throw new AppError('not_supported', { what: 'nxlink', kind: of.kind })
        return guardWrites(createNxlinkApi(of, transport, clock, timings), nxlinkEffects, mayWrite(id))
      }),
    kind: id => service.record(id).kind,
    close: () => transport.close(),
  }
}
