import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../src-contract/model/account.ts'

/** A 16 px tag: filled with the accent, outlined in the simulator's colour, or neutral. */
export function Tag({ look, children }: { look: 'filled' | 'sim' | 'neutral'; children: ReactNode }) {
  return (
    <span className="cb-tag" data-look={look}>
      {children}
    </span>
  )
}

/** LIVE, filled, or SIMULATOR, outlined: an account is never taken for the other kind. */
export function LiveTag({ account }: { account: Pick<AccountView, 'simulator'> }) {
  const { t } = useTranslation()
  return account.simulator ? <Tag look="sim">{t('ui.tag.simulator')}</Tag> : <Tag look="filled">{t('ui.tag.live')}</Tag>
}
