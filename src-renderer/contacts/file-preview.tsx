import { Button } from '@mantine/core'
import { IconFileText } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactPreview, FileReading } from '../../src-contract/model/contact.ts'
import { useCommand } from '../bridge/use-command.ts'
import { useQuery } from '../bridge/use-query.ts'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { FooterBar } from '../ui/footer-bar.tsx'
import { Notice } from '../ui/notice.tsx'
import { formatBytes, formatCount } from '../ui/number-format.ts'
import { PageHead } from '../ui/page-head.tsx'
import css from './contacts.module.css'
import type { MappingAction, MappingDraft } from './mapping.ts'
import { editMapping, finishedMapping, mappingDraft, withoutCountry } from './mapping.ts'
import { MappingTable } from './mapping-table.tsx'
import { ReadingSettings } from './reading-settings.tsx'
import { Remarks } from './remarks.tsx'

interface Props {
  readonly fileId: string
  readonly fileName: string
  readonly load: ReactNode
  readonly onCancel: () => void
  readonly onImported: (listId: string) => void
}

interface Mapping {
  readonly of: string
  readonly draft: MappingDraft
}

/** `mora_abril.csv` → `mora_abril`, within the length a list name may have. */
const listName = (fileName: string) =>
  fileName
    .replace(/\.[^.]+$/, '')
    .trim()
    .slice(0, 120) || fileName.slice(0, 120)
/** Columns of a preview as one text: another reading that finds other columns starts the mapping anew. */
const columnsOf = (preview: ContactPreview) => JSON.stringify(preview.columns.map(column => column.header))

/** The step between choosing a file and importing it: how it is read, what each column becomes, what is worth knowing. */
export function FilePreview({ fileId, fileName, load, onCancel, onImported }: Props) {
  const { t } = useTranslation()
  const [reading, setReading] = useState<FileReading>({ encoding: 'auto', delimiter: 'auto', header: 'auto' })
  const [name, setName] = useState(() => listName(fileName))
  const [mapping, setMapping] = useState<Mapping | null>(null)
  const preview = useQuery('contacts.preview', { fileId, reading })
  const { run, running, error } = useCommand('contacts.import')
  const { data } = preview

  useEffect(() => {
    if (!data) return
    setMapping(before => {
      if (before?.of === columnsOf(data)) return before
      const suggested = mappingDraft(data.suggested, data.columns.length)
      return { of: columnsOf(data), draft: before ? { ...suggested, defaultCountry: before.draft.defaultCountry } : suggested }
    })
  }, [data])

  const edit = (action: MappingAction) => setMapping(before => before && { ...before, draft: editMapping(before.draft, action) })
  const homeless = data && mapping ? withoutCountry(mapping.draft, data.rows) : 0
  const finished = mapping && finishedMapping(mapping.draft)
  const ready = data !== null && !preview.outdated && preview.error === null && finished !== null && name.trim() !== ''
  const start = async () => {
    if (!finished) return
    const answer = await run({ fileId, name: name.trim(), reading, mapping: finished })
    if (answer.ok) onImported(answer.value.id)
  }
  return (
    <>
      <PageHead
        title={t('contacts.title')}
        actions={
          <>
            <Button variant="subtle" onClick={onCancel}>
              {t('contacts.preview.leave')}
            </Button>
            {load}
            <Button disabled={!ready} loading={running} onClick={() => void start()}>
              {t('contacts.preview.import', { name: name.trim() || fileName })}
            </Button>
          </>
        }
      >
        <span className={css.fileName} title={fileName}>
          <IconFileText size={15} aria-hidden /> <span className="cb-ellipsis">{fileName}</span>
        </span>
        {data && preview.error === null ? (
          <span className={css.facts}>
            {t('contacts.preview.summary', { size: formatBytes(data.sizeBytes), columns: formatCount(data.columns.length) })}
          </span>
        ) : null}
      </PageHead>
      <div className={css.previewTop}>
        <ReadingSettings
          reading={reading}
          preview={data}
          name={name}
          defaultCountry={mapping?.draft.defaultCountry ?? null}
          onReading={setReading}
          onName={setName}
          onCountry={defaultCountry => edit({ type: 'country', defaultCountry })}
        />
        {preview.error ? <ErrorPanel compact error={preview.error} /> : null}
        {error ? <ErrorPanel compact error={error} /> : null}
        {data && preview.error === null ? <Remarks remarks={data.remarks} /> : null}
        {homeless > 0 && preview.error === null ? (
          <Notice title={t('contacts.preview.noCountry', { count: homeless })}>{t('contacts.preview.noCountryNext')}</Notice>
        ) : null}
        {data && mapping?.draft.columns.every(becomes => becomes.kind !== 'phone') ? (
          <p className={css.warning} role="alert">
            {t('contacts.preview.noPhone')}
          </p>
        ) : null}
      </div>
      {data && preview.error === null && mapping?.draft.columns.length === data.columns.length ? (
        <MappingTable preview={data} draft={mapping.draft} outdated={preview.outdated} onEdit={edit} />
      ) : (
        <div className={css.grow} />
      )}
      <FooterBar>
        {data && preview.error === null ? (
          <span>
            {data.rows.length === 0 ? t('contacts.preview.noRows') : t('contacts.preview.firstRows', { count: data.rows.length })}
          </span>
        ) : null}
      </FooterBar>
    </>
  )
}
