import { openSendingRig } from '../../submissions/sending-rig.ts'

/** What the parent tells in argv[2]. */
export interface ChildTask {
  readonly dataDir: string
  readonly url: string
  readonly callbot: { uuid: string; secretKey: string }
  readonly orders: number
}

/**
 * A console that sends: it takes up what the data folder holds, launches once more when everything there is finished and `LAUNCH` is set,
 * and ends when nothing is open. It says `ready` before it begins, so that the parent can kill it at a moment of its choice.
 */
async function sendUntilDone(task: ChildTask): Promise<void> {
  const rig = openSendingRig({
    ...task,
    rows: task.orders,
    timings: { unknownRoundsMs: [150, 500, 1_000], backoffBaseMs: 20, backoffMaxMs: 100 },
  })
  const isOpen = () => rig.service.list('cb').some(submission => submission.finishedAt === null)
  process.stdout.write('ready\n')
  rig.service.recover()
  if (process.env['LAUNCH'] === '1' && !isOpen()) rig.launch()
  while (isOpen()) {
    const stuck = rig.service.list('cb').find(submission => submission.state === 'stuck')
    if (stuck) throw new Error(`stuck: ${JSON.stringify(stuck.problem)}`)
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  await rig.close(false)
  process.stdout.write('done\n')
}

await sendUntilDone(JSON.parse(process.argv[2] ?? '{}') as ChildTask)
