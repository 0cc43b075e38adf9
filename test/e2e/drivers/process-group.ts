import { readdirSync, readFileSync } from 'node:fs'

const LOOK_MS = 20
/** Looks given to what outlives the program that started it; then it is ended. */
const LOOKS_TO_LEAVE = 150
/** Looks until something that was ended must be gone. */
const LOOKS_TO_GO = 3_000

/**
 * Waits until nothing of a process group runs any more and ends what does not leave by itself: the children of a program outlive
 * it for a moment, and write into its folder meanwhile. `leader`: process id of the one that was started, as the leader of its group.
 */
export async function endGroup(leader: number | undefined): Promise<void> {
  if (leader === undefined || process.platform === 'win32') return
  for (let looks = 0; isRunning(leader); looks += 1) {
    if (looks > LOOKS_TO_LEAVE + LOOKS_TO_GO) throw new Error(`processes of group ${leader} cannot be ended`)
    if (looks >= LOOKS_TO_LEAVE) signalGroup(leader, 'SIGKILL')
    await new Promise(resolve => setTimeout(resolve, LOOK_MS))
  }
}

/** Sends a signal to all of a group; false when there is nobody. */
function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-leader, signal)
  } catch {
    return false
  }
}

/** Whether anything of the group runs; what has ended and only was not collected yet does not count, where that can be told. */
function isRunning(leader: number): boolean {
  if (!signalGroup(leader, 0)) return false
  if (process.platform !== 'linux') return true
  return readdirSync('/proc').some(name => {
    if (!/^\d+$/.test(name)) return false
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return Number(group) === leader && state !== 'Z' && state !== 'X'
    } catch {
      return false
    }
  })
}
