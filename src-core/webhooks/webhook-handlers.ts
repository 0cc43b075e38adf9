import type { Audit } from '../audit/audit.ts'
import type { AreaHandlers } from '../dispatch.ts'
import type { WayIn } from '../tunnels/callback-ways.ts'
import type { WebhookService } from './webhook-service.ts'

/** The `webhooks.*` calls of the contract. */
export function createWebhookHandlers(
  service: WebhookService,
  audit: Pick<Audit, 'add'>,
  wayIn: (accountId: string) => WayIn = () => ({ via: 'local' }),
): AreaHandlers<'webhooks'> {
  return {
    'webhooks.status': () => service.status(),
    'webhooks.deliveries': page => service.deliveries(page),
    'webhooks.delivery': ({ id }) => service.delivery(id),
    'webhooks.summary': of => service.summary(of),
    'webhooks.rules': ({ accountId }) => service.rules(accountId),
    async 'webhooks.setRules'({ accountId, rules }) {
      const before = await service.rules(accountId)
      const after = await service.setRules(accountId, rules)
      audit.add({ action: 'account.rules', accountId, subject: 'webhooks', before, after })
      return after
    },
    'webhooks.addresses': ({ accountId }) => {
      const way = wayIn(accountId)
      if (way.via === 'none') return null
      return service.callbackUrls(accountId, way.via === 'tunnel' ? way.url : undefined)
    },
    'webhooks.previewReplay': ({ range }) => service.previewReplay(range),
    'webhooks.replay': ({ range }) => service.replay(range),
    'webhooks.sendTest': event => service.sendTest(event),
    'webhooks.removeTests': ({ accountId }) => service.removeTests(accountId),
  }
}
