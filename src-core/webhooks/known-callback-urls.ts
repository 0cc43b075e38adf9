import type { CallbackAddresses } from '../../src-contract/model/webhook.ts'
import type { WayIn } from '../tunnels/callback-ways.ts'
import type { WebhookService } from './webhook-service.ts'

/** What a request of the task form names; the address of NXLink's webhook is set in its console. */
export type TaskCallbackUrls = Omit<CallbackAddresses, 'nxlinkUrl'>

/** The listener's addresses by account, ready when a form or a batch needs them at once. */
export interface KnownCallbackUrls {
  of(accountId: string): TaskCallbackUrls | null
  /** Asks the listener again for these accounts; others are forgotten. */
  refresh(accountIds: readonly string[]): Promise<void>
}

/** Keeps the answers of the listener thread, which can only be asked asynchronously. `wayIn`: where an account's webhooks may be sent. */
export function createKnownCallbackUrls(
  webhooks: Pick<WebhookService, 'callbackUrls'>,
  wayIn: (accountId: string) => WayIn = () => ({ via: 'local' }),
): KnownCallbackUrls {
  let known = new Map<string, TaskCallbackUrls | null>()
  return {
    of: accountId => known.get(accountId) ?? null,
    async refresh(accountIds) {
      const ask = async (id: string) => {
        const way = wayIn(id)
        if (way.via === 'none') return null
        return withoutNxlink(await webhooks.callbackUrls(id, way.via === 'tunnel' ? way.url : undefined))
      }
      known = new Map(await Promise.all(accountIds.map(async id => [id, await ask(id)] as const)))
    },
  }
}

function withoutNxlink(urls: CallbackAddresses | null): TaskCallbackUrls | null {
  return urls && { taskCallbackUrl: urls.taskCallbackUrl, orderCallbackUrl: urls.orderCallbackUrl, callCallbackUrl: urls.callCallbackUrl }
}
