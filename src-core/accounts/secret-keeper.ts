import type { SecretState } from '../../src-contract/model/account.ts'
import { AppError } from '../app-error.ts'
import type { Log } from '../log.ts'
import type { AccountRecord } from './account-store.ts'
import type { Keychain } from './keychain.ts'

/** Whose secret it is. */
export type SecretOwner = Pick<AccountRecord, 'id' | 'label' | 'secretPlace'>

/** Where secrets are while the core runs: in the keychain, and once used in this memory. Nowhere else. */
export interface SecretKeeper {
  /** The secret of an account; `secret_missing`, `keychain_locked`. */
  read(record: SecretOwner): Promise<string>
  /** Puts a secret into the keychain, or where there is none keeps it for this run, and says which. `keychain_locked` stores nothing. */
  keep(accountId: string, secret: string): Promise<'keychain' | 'memory'>
  /** Keeps a secret for this run only (simulator). */
  hold(accountId: string, secret: string): void
  forget(record: SecretOwner): Promise<void>
  stateOf(record: SecretOwner): Promise<SecretState>
}

/** Asks the keychain at most once per account and run, because macOS may ask its user each time. */
export function createSecretKeeper(keychain: Keychain, log: Log): SecretKeeper {
  const held = new Map<string, string>()
  /** Items the keychain turned out not to have. */
  const gone = new Set<string>()
  const hold = (id: string, secret: string) => {
    log.hide(secret)
    gone.delete(id)
    held.set(id, secret)
  }
  return {
    hold,
    async read(record) {
      const known = held.get(record.id)
      if (known !== undefined) return known
      const missing = () => new AppError('secret_missing', { label: record.label })
      if (record.secretPlace === 'memory') throw missing()
      try {
        const secret = await keychain.get(record.id)
        if (secret === null) {
          gone.add(record.id)
          throw missing()
        }
        hold(record.id, secret)
        return secret
      } catch (error) {
        // With no keychain left the secret is simply not here.
        throw error instanceof AppError && error.code === 'keychain_none' ? missing() : error
      }
    },
    async keep(id, secret) {
      try {
        await keychain.set(id, secret)
        hold(id, secret)
        return 'keychain'
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'keychain_none') throw error
        hold(id, secret)
        return 'memory'
      }
    },
    async forget(record) {
      if (record.secretPlace === 'keychain') {
        try {
          await keychain.remove(record.id)
        } catch (error) {
          // With no keychain there is no item; a locked one still has it, so the account stays until it can go with it.
          if (!(error instanceof AppError) || error.code !== 'keychain_none') throw error
        }
      }
      held.delete(record.id)
    },
    async stateOf(record) {
      if (held.has(record.id)) return record.secretPlace
      if (record.secretPlace === 'memory' || gone.has(record.id)) return 'missing'
      const { state } = await keychain.state()
      return state === 'present' ? 'keychain' : state === 'locked' ? 'locked' : 'missing'
    },
  }
}
