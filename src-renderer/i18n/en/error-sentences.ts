/** A type, not an interface: the typed keys look into types only. */
export type Sentences = {
  /** A head of a few words, no full stop. */
  readonly title: string
  /** What happened, with the numbers of the case. */
  readonly what: string
  /** What it means for the calls. */
  readonly calls: string
  readonly next: string
}
