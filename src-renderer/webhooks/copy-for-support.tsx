import { useTranslation } from 'react-i18next'
import type { DeliveryDetail } from '../../src-contract/model/webhook.ts'
import { copiedWords } from '../ui/copied-words.ts'
import { CopyIcon } from '../ui/copy-icon.tsx'
import { hidePhones } from '../ui/hide-phones.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { useCopied } from '../ui/use-copied.ts'
import { supportText } from './support-text.ts'

/** Copies a delivery for the platform's support, and says whether phones are in it. */
export function CopyForSupport({ detail, phonesShown }: { detail: DeliveryDetail; phonesShown: boolean }) {
  const { t } = useTranslation()
  const { copied, copy } = useCopied(supportText(detail, phonesShown))
  const isMasked = !phonesShown && hidePhones(detail.body, detail.row.phone) !== detail.body
  return (
    <IconButton bordered label={copiedWords(t, copied, t(isMasked ? 'webhooks.panel.copyMasked' : 'webhooks.panel.copy'))} onClick={copy}>
      <CopyIcon copied={copied} size={16} />
    </IconButton>
  )
}
