import { readFileSync, writeFileSync } from 'node:fs'

const field = (pid: number, name: string) =>
  Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

/** Megabytes of memory that a process has right now (its resident set; Linux only). */
export const residentMb = (pid: number): number => field(pid, 'VmRSS')

/** Megabytes that a process has had at most since it started, or since `forgetPeak`. */
export const peakMb = (pid: number): number => field(pid, 'VmHWM')

/** From now on `peakMb` counts anew (proc(5), clear_refs). */
export const forgetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, '5')

/** The memory of a process once it has stopped growing. */
export async function settledMb(pid: number): Promise<number> {
  for (let last = residentMb(pid); ; ) {
    await new Promise(resolve => setTimeout(resolve, 500))
    const now = residentMb(pid)
    if (now - last < 0.5) return now
    last = now
  }
}
