import type { TFunction } from 'i18next'

/**
 * A sentence whose numbers come from the core, which does not know the catalogue's types. The keys are still typed
 * where they are written: pass only keys made from a catalogue's own codes.
 */
export function say(t: TFunction, key: string, params: Readonly<Record<string, string | number>>): string {
  return (t as unknown as (key: string, params: Readonly<Record<string, string | number>>) => string)(key, params)
}
