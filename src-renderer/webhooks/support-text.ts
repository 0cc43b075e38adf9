import type { DeliveryDetail } from '../../src-contract/model/webhook.ts'
import { hidePhones } from '../ui/hide-phones.ts'

/** Everything of a delivery as it came, for the platform's support; without its phones unless they are shown. The secret was never here. */
export const supportText = ({ row, headers, body, answer }: DeliveryDetail, phonesShown: boolean): string =>
  [
    `received ${new Date(row.receivedAt).toISOString()} (${row.kind})`,
    ...headers.map(({ name, value }) => `${name}: ${value}`),
    '',
    phonesShown ? body : hidePhones(body, row.phone),
    '',
    `answered HTTP ${row.httpStatus ?? ''} ${answer ?? ''}`,
  ].join('\n')
