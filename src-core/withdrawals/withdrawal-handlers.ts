import type { AreaHandlers } from '../dispatch.ts'
import type { WithdrawalService } from './withdrawal-service.ts'

/** Answers `withdrawals.*`. */
export function createWithdrawalHandlers(service: WithdrawalService): AreaHandlers<'withdrawals'> {
  const then =
    (work: (id: string) => void) =>
    ({ id }: { id: string }) => {
      work(id)
      return {}
    }
  return {
    'withdrawals.list': ({ accountId }) => service.list(accountId),
    'withdrawals.get': ({ id }) => service.get(id),
    'withdrawals.orders': ({ id, state, start, count }) => service.orders(id, state, start, count),
    'withdrawals.pause': then(id => service.pause(id)),
    'withdrawals.resume': then(id => service.resume(id)),
    'withdrawals.stop': then(id => service.stop(id)),
  }
}
