import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fullPhone, maskPhone } from './mask-phone.ts'

/** A masked phone. With `revealable` an eye shows the whole number of this one place. */
export function MaskedPhone({ phone, revealable = false }: { phone: string; revealable?: boolean }) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  const label = shown ? t('ui.hidePhone') : t('ui.revealPhone')
  return (
    <span className="cb-copy">
      <span className="cb-ellipsis">{shown ? fullPhone(phone) : maskPhone(phone)}</span>
      {revealable ? (
        <button type="button" aria-label={label} title={label} aria-pressed={shown} onClick={() => setShown(!shown)}>
          {shown ? <IconEyeOff size={14} /> : <IconEye size={14} />}
        </button>
      ) : null}
    </span>
  )
}
