import { useTranslation } from 'react-i18next'
import { copiedWords } from './copied-words.ts'
import { CopyIcon } from './copy-icon.tsx'
import { useCopied } from './use-copied.ts'

/** An id in mono with a button that copies all of it. `short` is what is shown when the id is long. */
export function CopyText({ text, what, short }: { text: string; what: string; short?: string }) {
  const { t } = useTranslation()
  const { copied, copy } = useCopied(text)
  const label = copiedWords(t, copied, t('ui.copy', { what }))
  return (
    <span className="cb-copy">
      <code className="cb-mono cb-ellipsis" title={text}>
        {short ?? text}
      </code>
      <button type="button" aria-label={label} title={label} onClick={copy}>
        <CopyIcon copied={copied} />
      </button>
    </span>
  )
}

/** "9f3c…b07e": the ends of a long id. */
export const shortId = (id: string): string => (id.length <= 12 ? id : `${id.slice(0, 4)}…${id.slice(-4)}`)
