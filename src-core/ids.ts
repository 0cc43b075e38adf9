import { v7 } from 'uuid'

/** A new id that sorts by time: UUIDv7 without hyphens, 32 hex digits, the longest form both APIs show in samples. */
export const newId = (): string => v7().replaceAll('-', '')
