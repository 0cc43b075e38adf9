import type { Db } from '../db/open.ts'

/** Sums over the batches of one submission. */
export interface BatchFigures {
  readonly batches: number
  readonly accepted: number
  readonly refused: number
  /** Batches with a request under way, and the orders in them. */
  readonly sending: number
  readonly sendingOrders: number
  /** Batches without an outcome that are not being sent: queued, unknown or in back-off. */
  readonly waiting: number
}

const OPEN = `('queued', 'unknown', 'backoff')`

/**
 * Keeps the sums of every submission that is looked at, so that neither a view nor a step reads all its batches: one request an
 * order makes 100,000 of them. The sums live in a temporary table that triggers keep, whoever changes a batch and whatever is rolled back.
 */
export function createBatchFigures(db: Db): (submissionId: string) => BatchFigures {
  const sums = (row: string, sign: '+' | '-') => `
      accepted = accepted ${sign} ${row}.accepted, refused = refused ${sign} ${row}.refused,
      sending = sending ${sign} (${row}.state = 'sending'), sending_orders = sending_orders ${sign} (${row}.state = 'sending') * ${row}.orders,
      waiting = waiting ${sign} (${row}.state IN ${OPEN})`
  db.exec(`
    CREATE TEMP TABLE IF NOT EXISTS batch_figures (
      submission_id TEXT PRIMARY KEY, batches INTEGER NOT NULL, accepted INTEGER NOT NULL, refused INTEGER NOT NULL,
      sending INTEGER NOT NULL, sending_orders INTEGER NOT NULL, waiting INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TEMP TRIGGER IF NOT EXISTS batch_added AFTER INSERT ON main.batch BEGIN
      UPDATE batch_figures SET batches = batches + 1, ${sums('new', '+')} WHERE submission_id = new.submission_id;
    END;
    CREATE TEMP TRIGGER IF NOT EXISTS batch_changed AFTER UPDATE OF state, accepted, refused ON main.batch BEGIN
      UPDATE batch_figures SET ${sums('old', '-')} WHERE submission_id = old.submission_id;
      UPDATE batch_figures SET ${sums('new', '+')} WHERE submission_id = new.submission_id;
    END;
    CREATE TEMP TRIGGER IF NOT EXISTS batch_removed AFTER DELETE ON main.batch BEGIN
      DELETE FROM batch_figures WHERE submission_id = old.submission_id;
    END;`)
  const one = db.prepare<[string], BatchFigures>(
    'SELECT batches, accepted, refused, sending, sending_orders AS sendingOrders, waiting FROM temp.batch_figures WHERE submission_id = ?',
  )
  const count = db.prepare(`
    INSERT INTO temp.batch_figures SELECT @submissionId, count(*), coalesce(sum(accepted), 0), coalesce(sum(refused), 0),
      coalesce(sum(state = 'sending'), 0), coalesce(sum((state = 'sending') * orders), 0), coalesce(sum(state IN ${OPEN}), 0)
    FROM main.batch WHERE submission_id = @submissionId`)
  return submissionId => {
    const known = one.get(submissionId)
    if (known) return known
    count.run({ submissionId })
    return one.get(submissionId) as BatchFigures
  }
}
