import { useTranslation } from 'react-i18next'
import type { DeliveryDetail } from '../../src-contract/model/webhook.ts'
import { PanelSection } from '../ui/panel-section.tsx'
import { RowChanges } from './row-changes.tsx'

/** What a delivery did to the cache, why it did nothing, and what it would change if it were applied now. */
export function EffectTab({ detail: { row, changes } }: { detail: DeliveryDetail }) {
  const { t } = useTranslation()
  const never = row.standing === 'wrong' || row.standing === 'unsigned' || row.standing === 'test' ? row.standing : null
  return (
    <PanelSection title={t(`webhooks.effect.${row.effect}`)}>
      <p className="cb-second">
        {changes.length > 0
          ? t('webhooks.effect.wouldChange')
          : never === null
            ? t('webhooks.effect.wouldNot')
            : t(`webhooks.effect.never.${never}`)}
      </p>
      {changes.length > 0 ? <RowChanges changes={changes} /> : null}
    </PanelSection>
  )
}
