import type { AreaHandlers } from '../dispatch.ts'
import type { AccountService } from './account-service.ts'

/** The `accounts.*` calls of the contract. */
export function createAccountHandlers(service: AccountService): AreaHandlers<'accounts'> {
  return {
    'accounts.list': () => service.list(),
    'accounts.save': draft => service.save(draft),
    'accounts.test': draft => service.test(draft),
    'accounts.setSecret': ({ id, secret }) => service.setSecret(id, secret),
    'accounts.setRules': ({ id, rules }) => service.setRules(id, rules),
    async 'accounts.remove'({ id, confirmLabel }) {
      await service.remove(id, confirmLabel)
      return {}
    },
  }
}
