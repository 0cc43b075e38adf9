import { openReceivingRig } from '../../webhooks/receiving-rig.ts'

/** What the parent tells in argv[2]. */
export interface ReceivingChild {
  readonly dataDir: string
  readonly port: number
}

/** A console that receives, on the data folder and the port it is told; it ends when its input does, after everything was applied. */
async function receive({ dataDir, port }: ReceivingChild): Promise<void> {
  const rig = openReceivingRig({ dataDir, port })
  const status = await rig.service.status()
  process.stdout.write(`ready ${status.port}\n`)
  process.stdin.resume()
  await new Promise(resolve => process.stdin.once('end', resolve))
  await rig.service.settle()
  const said = rig.said.filter(({ level }) => level === 'error').map(({ message, error }) => `${message} ${String(error)}`)
  await rig.close()
  process.stdout.write(`done ${JSON.stringify({ said, peakKb: process.resourceUsage().maxRSS })}\n`)
}

await receive(JSON.parse(process.argv[2] ?? '{}') as ReceivingChild)
