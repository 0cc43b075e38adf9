import type { CallbackAddresses } from '../../src-contract/model/webhook.ts'

/** The addresses of an account below the listener's way in: its token makes them unguessable, the last word tells the kinds apart. */
export function callbackUrlsAt(wayIn: string, webhookToken: string): CallbackAddresses {
  const base = `${wayIn.replace(/\/+$/, '')}/cb/${webhookToken}`
  return {
    taskCallbackUrl: `${base}/task`,
    orderCallbackUrl: `${base}/order`,
    callCallbackUrl: `${base}/call`,
    nxlinkUrl: `${base}/nxlink`,
  }
}
