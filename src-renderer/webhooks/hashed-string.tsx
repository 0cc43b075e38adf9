import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeliveryProof } from '../../src-contract/model/webhook.ts'
import { hidePhones } from '../ui/hide-phones.ts'
import { formatCount } from '../ui/number-format.ts'

type Part = DeliveryProof['hashed'][number]

/** The exact string that was hashed: the secret hatched out, boxes around what was not as it was signed. Phones are masked. */
export function HashedString({ parts, phone }: { parts: readonly Part[]; phone: string | null }) {
  const { t } = useTranslation()
  return (
    <p className="webhook-hashed" data-testid="hashed-string">
      {parts.map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one string never change places
        <Fragment key={place}>
          {part.kind === 'secret' ? (
            <span className="webhook-secret" title={t('webhooks.proof.secretTip')}>
              {part.text} ••••••••
            </span>
          ) : part.kind === 'body' ? (
            <>
              {pieces(part, phone).map((piece, at) =>
                // biome-ignore lint/suspicious/noArrayIndexKey: the same
                piece.off ? <mark key={at}>{piece.text}</mark> : <Fragment key={at}>{piece.text}</Fragment>,
              )}
              {part.more > 0 ? <em>{t('webhooks.proof.moreBytes', { number: formatCount(part.more) })}</em> : null}
            </>
          ) : (
            <span className={part.kind === 'name' ? 'cb-quiet' : undefined}>{part.text}</span>
          )}
        </Fragment>
      ))}
    </p>
  )
}

/** The body cut at the places that are off, with the middle of its phones hidden. */
function pieces({ text, off }: Part, phone: string | null): { text: string; off: boolean }[] {
  const shown = hidePhones(text, phone)
  const cut: { text: string; off: boolean }[] = []
  let from = 0
  for (const place of [...new Set(off)].sort((a, b) => a - b)) {
    if (place > from) cut.push({ text: shown.slice(from, place), off: false })
    cut.push({ text: shown[place] ?? ' ', off: true })
    from = place + 1
  }
  cut.push({ text: shown.slice(from), off: false })
  return cut
}
