import type { OrderFacets, OrderFilter } from '../../src-contract/model/order.ts'

/** One combination of the facets' values and its number of orders. */
export type CubeCell = [
  userTaskID: string,
  callStatus: number | null,
  finish: number,
  intentTag: string,
  intentName: string,
  moreIntents: string | null,
  orders: number,
]
type Facet = 'task' | 'status' | 'finish' | 'intent'

/** Counts each facet under all conditions but its own, so that a choice never hides its alternatives. */
export function countFacets(
  cube: readonly CubeCell[],
  filter: OrderFilter,
  taskNames: ReadonlyMap<string, string>,
): Omit<OrderFacets, 'tookMs'> {
  const has = <T>(items: readonly T[] | undefined, item: T) => items === undefined || items.includes(item)
  const tests: Record<Facet, (cell: CubeCell) => boolean> = {
    task: ([task]) => has(filter.userTaskIDs, task),
    status: ([, status]) => has(filter.callStatus, status) && !(filter.notCallStatus?.includes(status) ?? false),
    finish: ([, , finish]) => filter.finish === undefined || filter.finish === (finish === 1),
    intent: ([, , , tag, name, more]) => {
      const others = more === null ? [] : (JSON.parse(more) as { intentTag: string; intentName: string }[])
      return (
        [tag, ...others.map(intent => intent.intentTag)].some(item => has(filter.intentTags, item)) &&
        [name, ...others.map(intent => intent.intentName)].some(item => has(filter.intentNames, item))
      )
    },
  }
  const passing = (facet: Facet) =>
    cube.filter(cell => (Object.keys(tests) as Facet[]).every(other => other === facet || tests[other](cell)))
  const sum = (facet: Facet, keyOf: (cell: CubeCell) => string) => {
    const sums = new Map<string, { cell: CubeCell; count: number }>()
    for (const cell of passing(facet)) {
      const known = sums.get(keyOf(cell))
      if (known) known.count += cell[6]
      else sums.set(keyOf(cell), { cell, count: cell[6] })
    }
    return [...sums.values()].sort((a, b) => b.count - a.count)
  }
  return {
    callStatus: sum('status', cell => String(cell[1])).map(({ cell, count }) => ({ callStatus: cell[1], count })),
    intents: sum('intent', cell => `${cell[3]}\0${cell[4]}`).map(({ cell, count }) => ({ intentTag: cell[3], intentName: cell[4], count })),
    finish: sum('finish', cell => String(cell[2])).map(({ cell, count }) => ({ finish: cell[2] === 1, count })),
    tasks: sum('task', cell => cell[0]).map(({ cell, count }) => ({ userTaskID: cell[0], taskName: taskNames.get(cell[0]) ?? '', count })),
  }
}
