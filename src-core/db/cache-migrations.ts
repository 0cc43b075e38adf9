import { orders } from './cache/0010-orders.ts'
import { tasks } from './cache/0020-tasks.ts'
import { watermark } from './cache/0030-watermark.ts'
import { deliveryLog } from './cache/0040-delivery-log.ts'
import { board } from './cache/0050-board.ts'
import { goneOrders } from './cache/0060-gone-orders.ts'
import { polling } from './cache/0070-polling.ts'
import { inboxIdentity } from './cache/0080-inbox-identity.ts'
import type { Migration } from './migrate.ts'

/** The history of `cache.db`, oldest first. */
export const cacheMigrations: readonly Migration[] = [orders, tasks, watermark, deliveryLog, board, goneOrders, polling, inboxIdentity]
