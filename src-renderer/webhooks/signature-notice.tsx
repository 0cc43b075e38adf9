import { useTranslation } from 'react-i18next'
import type { DeliveryDetail } from '../../src-contract/model/webhook.ts'
import { Notice } from '../ui/notice.tsx'
import { formatCount } from '../ui/number-format.ts'
import { formatMoment, formatSpan } from '../ui/time-format.ts'

/** Header names as the platform's pages spell them; they reach us in small letters. */
const spelling: Readonly<Record<string, string>> = {
  requestid: 'requestID',
  createts: 'createTs',
  accesskey: 'accessKey',
  biztype: 'bizType',
}

/** The verdict on a signature and its cause in one sentence; what is odd about a delivery that is genuine stands below. */
export function SignatureNotice({ detail: { proof, row, headers } }: { detail: DeliveryDetail }) {
  const { t } = useTranslation()
  const { cause } = proof
  const words = {
    variant: proof.variant ? t(`webhooks.variant.${proof.variant}`) : '',
    account: proof.otherLabel ?? '',
    names: proof.missing.map(name => spelling[name] ?? name).join(', '),
    verified: formatCount(proof.verifiedToday),
    algorithm: proof.tried.find(({ matches }) => matches)?.algorithm ?? '',
  }
  if (cause === 'unsigned' && row.kind === 'nxlink' && headers.some(({ name }) => name === 'token'))
    return (
      <Notice tone="red" title={`${t('webhooks.cause.tokenOnly.title')}.`}>
        {t('webhooks.cause.tokenOnly.text')}
      </Notice>
    )
  // The proof is worked out with the secret of now; what was refused at the door stays refused until it is replayed.
  if (cause === 'matches' && (row.standing === 'wrong' || row.standing === 'unchecked')) {
    const late = proof.inputs.some(({ state }) => state === 'off') ? 'inputOff' : 'matchesNow'
    return (
      <Notice tone={late === 'inputOff' ? 'red' : 'amber'} title={`${t(`webhooks.cause.${late}.title`)}.`}>
        {t(`webhooks.cause.${late}.text`)}
      </Notice>
    )
  }
  const isGood = cause === 'matches'
  return (
    <>
      <Notice tone={isGood ? 'green' : cause === 'noSecret' ? 'violet' : 'red'} title={`${t(`webhooks.cause.${cause}.title`)}.`}>
        {cause === 'unexplained' && proof.verifiedToday === 0
          ? t('webhooks.cause.unexplained.noneVerified')
          : t(`webhooks.cause.${cause}.text`, words)}
      </Notice>
      {isGood && row.standing === 'stale' && row.clockOffMs !== null ? (
        <Notice title={`${t('webhooks.odd.stale', { span: formatSpan(Math.abs(row.clockOffMs)) })}.`}>
          {t(row.retCode === 0 ? 'webhooks.odd.staleTaken' : 'webhooks.odd.staleRefused', {
            tolerance: formatSpan(proof.toleranceSeconds * 1000),
          })}
        </Notice>
      ) : null}
      {isGood && row.sameAs ? (
        <Notice title={`${t('webhooks.odd.repeat', { time: formatMoment(row.sameAs.receivedAt) })}.`}>
          {t(row.retCode === 0 ? 'webhooks.odd.repeatTaken' : 'webhooks.odd.repeatRefused')}
        </Notice>
      ) : null}
      {isGood && row.standing === 'older' ? <Notice title={`${t('webhooks.standing.older')}.`}>{t('webhooks.odd.older')}</Notice> : null}
      {isGood && row.standing === 'test' ? (
        <Notice tone="violet" title={`${t('webhooks.standing.test')}.`}>
          {t('webhooks.odd.test')}
        </Notice>
      ) : null}
    </>
  )
}
