import { orders } from './cache/0010-orders.ts'
import { tasks } from './cache/0020-tasks.ts'
import { watermark } from './cache/0030-watermark.ts'
import type { Migration } from './migrate.ts'

/** The history of `cache.db`, oldest first. */
export const cacheMigrations: readonly Migration[] = [orders, tasks, watermark]
