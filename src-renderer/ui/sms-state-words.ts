import type { TFunction } from 'i18next'

const known = ['0', '1', '2', '3', '4'] as const

/** Words of an SMS state (callbot-v3.md 5.4), of `untold` and of `none`; unlisted numbers are named. */
export function smsStateWords(t: TFunction, state: string | number): string {
  const key = String(state)
  if (key === 'none' || key === 'untold') return t(`status.sms.${key}`)
  const code = known.find(one => one === key)
  return code === undefined ? t('status.sms.unlisted', { code: key }) : t(`status.sms.s${code}`)
}
