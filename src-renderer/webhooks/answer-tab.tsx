import { useTranslation } from 'react-i18next'
import type { DeliveryDetail } from '../../src-contract/model/webhook.ts'
import { Facts } from '../ui/facts.tsx'
import { indentJson } from '../ui/indent-json.ts'
import { formatDecimal, UNKNOWN } from '../ui/number-format.ts'
import { PanelSection } from '../ui/panel-section.tsx'

/** What we answered, word for word, and how long that took. */
export function AnswerTab({ detail: { row, answer } }: { detail: DeliveryDetail }) {
  const { t } = useTranslation()
  return (
    <PanelSection>
      <Facts
        rows={[
          [t('webhooks.answer.status'), row.httpStatus ?? UNKNOWN],
          [t('webhooks.answer.after'), row.answerMs === null ? UNKNOWN : `${formatDecimal(row.answerMs)} ms`],
        ]}
      />
      <p className="cb-second webhook-space">{t('webhooks.answer.stored')}</p>
      <pre className="cb-raw">{answer === null ? t('webhooks.answer.notKept') : indentJson(answer)}</pre>
    </PanelSection>
  )
}
