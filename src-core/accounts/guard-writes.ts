import type { CallbotApi } from '../api/callbot-types.ts'
import type { NxlinkApi } from '../api/nxlink-types.ts'

type Effect = 'reads' | 'writes'

/** Which calls of Callbot v3 change something at the platform (callbot-v3.md section 3). A call that is not named here does not compile. */
export const callbotEffects: Readonly<Record<keyof CallbotApi, Effect>> = {
  ping: 'reads',
  createTask: 'writes',
  createAndCall: 'writes',
  addBatchCall: 'writes',
  mgrTaskStatus: 'writes',
  updateTask: 'writes',
  listTask: 'reads',
  listCall: 'reads',
  listOrder: 'reads',
  listOrderDetail: 'reads',
  stopOrder: 'writes',
  importBatchCall: 'writes',
  exportBatchCall: 'reads',
  routeList: 'reads',
  intentList: 'reads',
  strategyList: 'reads',
}

/** The same of NXLink (nxlink-cc.md section 5). */
export const nxlinkEffects: Readonly<Record<keyof NxlinkApi, Effect>> = {
  createAndCall: 'writes',
  cdrPage: 'reads',
  cdrQueryByOrderId: 'reads',
}

/**
 * A client whose writing calls ask first and then send; `mayWrite` throws where nothing may be sent. Whatever is not known
 * to read asks too.
 */
export function guardWrites<A extends object>(api: A, effects: Readonly<Record<keyof A, Effect>>, mayWrite: () => void): A {
  return new Proxy(api, {
    get(target, name) {
      const call: unknown = Reflect.get(target, name)
      if (typeof call !== 'function' || (Object.hasOwn(effects, name) && effects[name as keyof A] === 'reads')) return call
      return async (...args: readonly unknown[]) => {
        mayWrite()
        return Reflect.apply(call, target, args)
      }
    },
  })
}
