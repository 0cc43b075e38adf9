import type { AreaHandlers } from '../dispatch.ts'
import type { WebhookService } from './webhook-service.ts'

/** The `webhooks.*` calls of the contract. */
export function createWebhookHandlers(service: WebhookService): AreaHandlers<'webhooks'> {
  return {
    'webhooks.status': () => service.status(),
    'webhooks.deliveries': page => service.deliveries(page),
  }
}
