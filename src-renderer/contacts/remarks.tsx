import { useTranslation } from 'react-i18next'
import type { ContactPreview } from '../../src-contract/model/contact.ts'
import { FileEncoding } from '../../src-contract/model/contact.ts'
import { say } from '../setup/say.ts'
import { Notice } from '../ui/notice.tsx'
import { formatDateTime } from '../ui/time-format.ts'
import css from './contacts.module.css'

const SHOWN = 4
const isEncoding = (value: unknown): value is FileEncoding => FileEncoding.safeParse(value).success

/** What is worth knowing before the import. More than four alike are counted, not listed. */
export function Remarks({ remarks }: { remarks: ContactPreview['remarks'] }) {
  const { t } = useTranslation()
  return (
    <div className={css.remarks}>
      {remarks.slice(0, SHOWN).map(({ code, params: plain }) => {
        const { encoding, at } = plain
        const params = {
          ...plain,
          ...(typeof at === 'number' ? { on: formatDateTime(at) } : {}),
          ...(isEncoding(encoding) ? { encoding: t(`contacts.encoding.${encoding}`) } : {}),
        }
        return (
          <Notice
            key={JSON.stringify([code, plain])}
            tone={code === 'same_file_before' || code === 'scientific_phones' ? 'amber' : 'blue'}
            title={say(t, `contacts.remark.${code}.title`, params)}
          >
            {say(t, `contacts.remark.${code}.text`, params)}
          </Notice>
        )
      })}
      {remarks.length > SHOWN ? (
        <span className="cb-second">{t('contacts.preview.moreRemarks', { count: remarks.length - SHOWN })}</span>
      ) : null}
    </div>
  )
}
