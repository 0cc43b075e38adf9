import type { TFunction } from 'i18next'
import { retCodesEn } from '../i18n/en/ret-codes.ts'

type CallbotCode = keyof typeof retCodesEn.callbot
type NxlinkCode = keyof typeof retCodesEn.nxlink

/** What a platform code means and what to do: `retCode` of Callbot (callbot-v3.md 5.1), `code` of NXLink (nxlink-cc.md 3.4, 4.1). Null when unlisted. */
export function retCodeWords(t: TFunction, code: number, kind: 'callbot' | 'nxlink'): { what: string; next: string } | null {
  const key = `c${code}`
  if (!Object.hasOwn(retCodesEn[kind], key)) return null
  if (kind === 'callbot')
    return { what: t(`retCodes.callbot.${key as CallbotCode}.what`), next: t(`retCodes.callbot.${key as CallbotCode}.next`) }
  return { what: t(`retCodes.nxlink.${key as NxlinkCode}.what`), next: t(`retCodes.nxlink.${key as NxlinkCode}.next`) }
}
