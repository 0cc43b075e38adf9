import type { TFunction } from 'i18next'
import type { ContactRow } from '../../src-contract/model/contact.ts'
import { RefusalReason } from '../../src-contract/model/contact.ts'
import type { Glyph, Hue } from '../ui/glyph.ts'

/** Name of a group of refused rows; a reason of another kind is shown as it came. */
export function reasonWords(t: TFunction, reason: string): string {
  const known = RefusalReason.safeParse(reason)
  return known.success ? t(`contacts.groupReason.${known.data}`) : reason
}

/** Why one row was left out, with what the core knows about it. A detail of another kind than expected is left unsaid. */
export function rowReasonWords(t: TFunction, row: Pick<ContactRow, 'reason' | 'reasonDetail'>): string {
  const { reason, reasonDetail: detail } = row
  if (reason === null) return t('contacts.rows.ready')
  const [there = '', expected = ''] = detail.split(':')
  switch (reason) {
    case 'phone_scientific':
    case 'duplicate_in_file':
    case 'variable_missing':
    case 'value_too_long':
      if (detail !== '') return t(`contacts.rowReasonDetail.${reason}`, { detail })
      break
    case 'too_few_columns':
    case 'too_many_columns':
      if (expected !== '') return t(`contacts.rowReasonDetail.${reason}`, { there, expected })
      break
    case 'phone_too_short':
    case 'phone_too_long':
    case 'phone_not_valid':
      if (there === 'leading_zero') return t('contacts.rowReasonDetail.leading_zero', { code: expected })
      if (detail === 'country_code' || detail === 'characters') return t(`contacts.rowReasonDetail.${detail}`)
      if (expected !== '')
        return t('contacts.rowReasonDetail.digits', {
          there,
          expected: new Intl.ListFormat('en', { type: 'disjunction' }).format(expected.split('/')),
        })
  }
  return t(`contacts.rowReason.${reason}`)
}

/** Shape and colour of a reason: what can be mended is red, a repeat amber, nothing at all grey. */
export function reasonLook(reason: RefusalReason | null): { glyph: Glyph; hue: Hue } {
  if (reason === null) return { glyph: 'disc-check', hue: 'green' }
  if (reason === 'duplicate_in_file') return { glyph: 'triangle-down', hue: 'amber' }
  if (reason === 'blank_row') return { glyph: 'ring', hue: 'grey' }
  return { glyph: 'cross', hue: 'red' }
}
