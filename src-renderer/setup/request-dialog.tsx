import { Button, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Preflight } from '../../src-contract/model/task.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { formatCount } from '../ui/number-format.ts'
import css from './preflight.module.css'

/** The exact first request in full, to read and to copy. */
export function RequestDialog({ preflight, opened, onClose }: { preflight: Preflight; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={720}
      title={t('setup.preflight.jsonTitle')}
      closeButtonProps={{ 'aria-label': t('setup.preflight.close') }}
    >
      <p className={css.second}>
        {t('setup.preflight.jsonText', {
          endpoint: preflight.endpoint,
          batches: t('setup.preflight.batches', { count: preflight.batchCount }),
          size: formatCount(preflight.batchSize),
        })}
      </p>
      <pre className={css.jsonFull}>{preflight.requestJson}</pre>
      <div className={css.actions}>
        <CopyButton text={preflight.requestJson} label={t('setup.preflight.copy')} />
        <Button onClick={onClose}>{t('setup.preflight.close')}</Button>
      </div>
    </Modal>
  )
}
