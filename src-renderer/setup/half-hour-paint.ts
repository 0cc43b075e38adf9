export const HALF_HOURS = 48

/** One pull of the brush: the cells between `from` and the cursor get `on`, all others are as in `before`. */
interface Stroke {
  readonly from: number
  readonly on: boolean
  readonly before: readonly number[]
}

/** The half-hour row as it is painted: sorted cells 0 to 47, the cell under the keyboard, the stroke in hand. */
export interface PaintBoard {
  readonly cells: readonly number[]
  readonly cursor: number
  readonly stroke: Stroke | null
}

export type PaintAction =
  /** Mouse down on a cell: paints when it was off, erases when it was on. */
  | { readonly type: 'press'; readonly cell: number }
  /** Mouse over a cell with the button down. */
  | { readonly type: 'drag'; readonly cell: number }
  | { readonly type: 'release' }
  /** Arrow keys; with `extend` (Shift) the state of the cell one comes from is carried along. */
  | { readonly type: 'move'; readonly to: number; readonly extend: boolean }
  /** Space. */
  | { readonly type: 'toggle' }
  /** A preset, or a form that came from elsewhere. */
  | { readonly type: 'set'; readonly cells: readonly number[] }

const clamp = (cell: number) => Math.max(0, Math.min(HALF_HOURS - 1, cell))
const sorted = (cells: Iterable<number>) => [...new Set(cells)].sort((a, b) => a - b)

/** The board before anything is touched. */
export function paintBoard(cells: readonly number[]): PaintBoard {
  return { cells: sorted(cells), cursor: cells.length > 0 ? Math.min(...cells) : 18, stroke: null }
}

const draw = (stroke: Stroke, to: number): readonly number[] => {
  const painted = new Set(stroke.before)
  for (let cell = Math.min(stroke.from, to); cell <= Math.max(stroke.from, to); cell++) {
    if (stroke.on) painted.add(cell)
    else painted.delete(cell)
  }
  return sorted(painted)
}

const strokeFrom = (board: PaintBoard, from: number, on: boolean): Stroke => ({ from, on, before: board.cells })

/** The board after one action of mouse or keyboard. Dragging back undoes what the same stroke did. */
export function paintHalfHours(board: PaintBoard, action: PaintAction): PaintBoard {
  switch (action.type) {
    case 'press': {
      const stroke = strokeFrom(board, action.cell, !board.cells.includes(action.cell))
      return { cells: draw(stroke, action.cell), cursor: action.cell, stroke }
    }
    case 'drag':
      if (!board.stroke) return board
      return { ...board, cells: draw(board.stroke, clamp(action.cell)), cursor: clamp(action.cell) }
    case 'release':
      return board.stroke ? { ...board, stroke: null } : board
    case 'move': {
      const to = clamp(action.to)
      if (!action.extend) return { ...board, cursor: to, stroke: null }
      const stroke = board.stroke ?? strokeFrom(board, board.cursor, board.cells.includes(board.cursor))
      return { cells: draw(stroke, to), cursor: to, stroke }
    }
    case 'toggle': {
      const on = !board.cells.includes(board.cursor)
      return { ...board, cells: draw(strokeFrom(board, board.cursor, on), board.cursor), stroke: null }
    }
    case 'set':
      return { ...board, cells: sorted(action.cells), stroke: null }
  }
}

/** Every half-hour from `fromHour` to `toHour`, both whole hours. */
export function wholeHours(fromHour: number, toHour: number): number[] {
  return Array.from({ length: (toHour - fromHour) * 2 }, (_, index) => fromHour * 2 + index)
}
