import { once } from 'node:events'
import type { AccountRules } from '../../../src-contract/model/account.ts'
import { openSendingRig } from '../../submissions/sending-rig.ts'

/** What the parent tells in argv[2]. */
export interface ChildTask {
  readonly dataDir: string
  readonly url: string
  readonly callbot: { uuid: string; secretKey: string }
  readonly orders: number
  readonly rules: Partial<AccountRules>
}

/** The last question comes long after the slowest request was done, and soon enough that a run takes minutes, not hours. */
const timings = { unknownRoundsMs: [150, 500, 1_000], backoffBaseMs: 20, backoffMaxMs: 100 }

/**
 * A console that sends: it takes up what the data folder holds, launches when that is nothing, and ends when nothing is open and nobody
 * writes to it any more. It says `ready` before it begins, and stays until then, so that the parent can kill it at a moment of its choice.
 */
async function sendUntilDone(task: ChildTask): Promise<void> {
  const rig = openSendingRig({ ...task, rows: task.orders, timings })
  process.stdout.write('ready\n')
  rig.service.recover()
  if (rig.service.list('cb').length === 0) rig.launch()
  while (rig.service.list('cb').some(submission => submission.finishedAt === null)) {
    const stuck = rig.service.list('cb').find(submission => submission.state === 'stuck')
    if (stuck) throw new Error(`stuck: ${JSON.stringify(stuck.problem)}`)
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  await once(process.stdin.resume(), 'end')
  await rig.close(false)
}

await sendUntilDone(JSON.parse(process.argv[2] ?? '{}') as ChildTask)
