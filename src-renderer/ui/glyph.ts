/** Shapes of the status language: each means the same everywhere. */
export type Glyph =
  | 'ring'
  | 'triangle-right'
  | 'clock'
  | 'disc-check'
  | 'cross'
  | 'bars'
  | 'half-ring'
  | 'triangle-down'
  | 'bar-in-rect'
  | 'diamond'
  | 'square'
  | 'dashed-question'
  | 'warning'
  | 'dot-in-ring'
  | 'triangle-up'
export type Hue = 'green' | 'blue' | 'amber' | 'orange' | 'red' | 'violet' | 'grey'

/** What a status looks like and which words it has. */
export interface StatusLook<Key extends string = string> {
  readonly glyph: Glyph
  readonly hue: Hue
  /** Key of the words in the catalogue. */
  readonly label: Key
}
