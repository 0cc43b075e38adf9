import { contacts } from './contacts/0010-contacts.ts'
import type { Migration } from './migrate.ts'

/** The history of `contacts.db`, oldest first. */
export const contactsMigrations: readonly Migration[] = [contacts]
