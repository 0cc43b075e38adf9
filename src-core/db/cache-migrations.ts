import { orders } from './cache/0010-orders.ts'
import { tasks } from './cache/0020-tasks.ts'
import { watermark } from './cache/0030-watermark.ts'
import { deliveryLog } from './cache/0040-delivery-log.ts'
import { board } from './cache/0050-board.ts'
import { goneOrders } from './cache/0060-gone-orders.ts'
import type { Migration } from './migrate.ts'

/** The history of `cache.db`, oldest first. */
export const cacheMigrations: readonly Migration[] = [orders, tasks, watermark, deliveryLog, board, goneOrders]
