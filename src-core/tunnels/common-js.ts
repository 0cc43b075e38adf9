/** What a CommonJS module exports: Node finds only some of its names, a bundler others, and all of them are in its default. */
export function exportsOf<T extends object>(loaded: T): T {
  return 'default' in loaded ? (loaded.default as T) : loaded
}
