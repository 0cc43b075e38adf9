import type { CallbackUrls, WebhookService } from './webhook-service.ts'

/** The listener's addresses by account, ready when a form or a batch needs them at once. */
export interface KnownCallbackUrls {
  of(accountId: string): CallbackUrls | null
  /** Asks the listener again for these accounts; others are forgotten. */
  refresh(accountIds: readonly string[]): Promise<void>
}

/** Keeps the answers of the listener thread, which can only be asked asynchronously. */
export function createKnownCallbackUrls(webhooks: Pick<WebhookService, 'callbackUrls'>): KnownCallbackUrls {
  let known = new Map<string, CallbackUrls | null>()
  return {
    of: accountId => known.get(accountId) ?? null,
    async refresh(accountIds) {
      known = new Map(await Promise.all(accountIds.map(async id => [id, await webhooks.callbackUrls(id)] as const)))
    },
  }
}
