import { parseArgs } from 'node:util'

export interface Measured {
  readonly value: number
}

export interface PairedRun {
  /** Goal of targets.md, such as `G17`. */
  readonly id: string
  readonly unit: string
  /** Pairs measured; at least five count as a result. One more of each is run before and not counted. */
  readonly pairs: number
  readonly ours: () => Promise<Measured>
  /** The smallest correct program on the same data with the same durability. */
  readonly raw: () => Promise<Measured>
  readonly better: 'higher' | 'lower'
  /** Least ratio that passes; a ratio of 1 is as good as raw, above 1 better, whatever `better` says. */
  readonly floor: number
  /** Facts of the run to print along. */
  readonly notes?: Readonly<Record<string, string | number>>
}

export interface BenchResult {
  readonly id: string
  readonly unit: string
  /** Medians. */
  readonly ours: number
  readonly raw: number
  readonly ratio: number
  readonly pairs: number
  /** Lowest and highest ratio of a single pair. */
  readonly spread: readonly [number, number]
  readonly pass: boolean
  readonly floor: number
}

/** Runs ours and raw in turns, so that a slow minute of the machine hits both, and prints one line of JSON. */
export async function runPairs(run: PairedRun): Promise<BenchResult> {
  const ours: number[] = []
  const raw: number[] = []
  await run.ours()
  await run.raw()
  for (let pair = 0; pair < run.pairs; pair += 1) {
    // Who goes first alternates: the second one finds a warmer disk cache.
    if (pair % 2 === 0) ours.push((await run.ours()).value)
    raw.push((await run.raw()).value)
    if (pair % 2 === 1) ours.push((await run.ours()).value)
  }
  const ratioOf = (mine: number, theirs: number) => (run.better === 'higher' ? mine / theirs : theirs / mine)
  const ratios = ours.map((mine, pair) => ratioOf(mine, raw[pair] ?? Number.NaN)).sort((a, b) => a - b)
  const ratio = ratioOf(median(ours), median(raw))
  const result: BenchResult = {
    id: run.id,
    unit: run.unit,
    ours: round(median(ours)),
    raw: round(median(raw)),
    ratio: round(ratio),
    pairs: run.pairs,
    spread: [round(ratios[0] ?? 0), round(ratios.at(-1) ?? 0)],
    pass: ratio >= run.floor,
    floor: run.floor,
  }
  process.stdout.write(`${JSON.stringify({ ...result, ...run.notes })}\n`)
  if (!result.pass) process.exitCode = 1
  return result
}

/** The numbers given on the command line, such as `--rows 100000 --pairs 5`. */
export function benchOptions<K extends string>(defaults: Readonly<Record<K, number>>): Record<K, number> {
  const names = Object.keys(defaults) as K[]
  const { values } = parseArgs({ options: Object.fromEntries(names.map(name => [name, { type: 'string' as const }])) })
  return Object.fromEntries(names.map(name => [name, Number(values[name] ?? defaults[name])])) as Record<K, number>
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

const round = (value: number) => Number(value.toPrecision(4))
