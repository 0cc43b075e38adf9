import type { TFunction } from 'i18next'
import type { AuditEntry } from '../../src-contract/model/audit.ts'
import { auditEn } from '../i18n/en/audit.ts'
import type { Glyph, Hue } from '../ui/glyph.ts'

type ActionKey = keyof typeof auditEn.action
type WriteKey = keyof typeof auditEn.write

/** Name in the catalogue of "account.saved": accountSaved. */
export const actionKey = (action: string): string => action.replace(/\.(\w)/g, (_, letter: string) => letter.toUpperCase())

const isKnown = (key: string): key is ActionKey => Object.hasOwn(auditEn.action, key)
const isWrite = (key: unknown): key is WriteKey => typeof key === 'string' && Object.hasOwn(auditEn.write, key)

/** Words of an action; one of a later version stands by its name. */
export function actionWords(t: TFunction, action: string): string {
  const key = actionKey(action)
  return isKnown(key) ? t(`audit.action.${key}`) : action
}

/** Words of a line's action, with what was written to the platform: "Committed: withdraw orders", "Request: stopOrder". */
export function entryWords(t: TFunction, entry: Pick<AuditEntry, 'action' | 'after'>): string {
  const action = actionWords(t, entry.action)
  const { after } = entry
  if (after === null || typeof after !== 'object' || Array.isArray(after)) return action
  const write = after['do']
  const endpoint = after['endpoint']
  if (isWrite(write)) return t('audit.withWrite', { action, write: t(`audit.write.${write}`) })
  return entry.action === 'request.answered' && typeof endpoint === 'string' ? t('audit.request', { endpoint }) : action
}

/** Shape and colour of how it ended. */
export const outcomeLooks: Record<AuditEntry['outcome'], { glyph: Glyph; hue: Hue }> = {
  done: { glyph: 'disc-check', hue: 'green' },
  refused: { glyph: 'cross', hue: 'red' },
  unknown: { glyph: 'dashed-question', hue: 'violet' },
}
