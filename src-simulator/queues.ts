/** First in, first out, without moving the elements on every take. */
export interface Fifo<T> {
  push(item: T): void
  peek(): T | undefined
  take(): T | undefined
  size(): number
  clear(): void
}

export function createFifo<T>(): Fifo<T> {
  let items: T[] = []
  let head = 0
  return {
    push: item => {
      items.push(item)
    },
    peek: () => items[head],
    take: () => {
      if (head >= items.length) return undefined
      const item = items[head]
      head++
      if (head > 1024 && head * 2 > items.length) {
        items = items.slice(head)
        head = 0
      }
      return item
    },
    size: () => items.length - head,
    clear: () => {
      items = []
      head = 0
    },
  }
}

/** A heap of things due at an instant; equal instants come out in the order they were put in. */
export interface DueHeap<T> {
  push(at: number, item: T): void
  nextAt(): number
  take(): { at: number; item: T } | undefined
  size(): number
  clear(): void
}

interface Entry<T> {
  at: number
  turn: number
  item: T
}

export function createDueHeap<T>(): DueHeap<T> {
  const heap: Entry<T>[] = []
  let turn = 0
  const before = (a: Entry<T>, b: Entry<T>): boolean => a.at < b.at || (a.at === b.at && a.turn < b.turn)

  const rise = (entry: Entry<T>, from: number): void => {
    let index = from
    while (index > 0) {
      const parentIndex = (index - 1) >> 1
      const parent = heap[parentIndex]
      if (parent === undefined || !before(entry, parent)) break
      heap[index] = parent
      index = parentIndex
    }
    heap[index] = entry
  }

  const sink = (entry: Entry<T>): void => {
    let index = 0
    for (;;) {
      let childIndex = 2 * index + 1
      let child = heap[childIndex]
      const right = heap[childIndex + 1]
      if (child !== undefined && right !== undefined && before(right, child)) {
        childIndex++
        child = right
      }
      if (child === undefined || !before(child, entry)) break
      heap[index] = child
      index = childIndex
    }
    heap[index] = entry
  }

  return {
    push: (at, item) => {
      turn++
      rise({ at, turn, item }, heap.length)
    },
    nextAt: () => heap[0]?.at ?? Infinity,
    take: () => {
      const top = heap[0]
      const last = heap.pop()
      if (top !== undefined && last !== undefined && heap.length > 0) sink(last)
      return top
    },
    size: () => heap.length,
    clear: () => {
      heap.length = 0
    },
  }
}
