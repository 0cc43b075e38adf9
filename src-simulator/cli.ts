import { helpText, readCommandLine } from './cli-options.ts'
import { OptionError, startSimulator } from './simulator.ts'

/** Entry of `node src-simulator/cli.ts`: prints one line with the address and the credentials, runs until told to stop. */
async function main(args: string[]): Promise<void> {
  const { help, options, faults, answers } = readCommandLine(args)
  if (help) {
    process.stdout.write(helpText())
    return
  }
  const simulator = await startSimulator(options)
  simulator.setFaults(faults)
  for (const answer of answers) simulator.answerNext(answer)
  // Before the line is printed: whoever reads it may send the signal at once.
  const stop = (): void => {
    void simulator.close().then(() => process.exit(0))
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  const { callbot, nxlink } = simulator.credentials
  process.stdout.write(
    `Simulator at ${simulator.url}  uuid ${callbot.uuid}  secretKey ${callbot.secretKey}  accessKey ${nxlink.accessKey}  accessSecret ${nxlink.accessSecret}\n`,
  )
}

function explain(error: unknown): string {
  if (error instanceof OptionError) return error.message
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return 'The port is already in use; choose another with --port.'
  if (code === 'EACCES') return 'The port may not be used by this account; choose another with --port.'
  return error instanceof Error ? error.message : String(error)
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`)
  process.exitCode = 2
})
