import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** An id in mono with a button that copies all of it. `short` is what is shown when the id is long. */
export function CopyText({ text, what, short }: { text: string; what: string; short?: string }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = window.setTimeout(() => setCopied(false), 1500)
    return () => window.clearTimeout(timer)
  }, [copied])
  const label = copied ? t('ui.copied') : t('ui.copy', { what })
  return (
    <span className="cb-copy">
      <code className="cb-mono cb-ellipsis" title={text}>
        {short ?? text}
      </code>
      <button
        type="button"
        aria-label={label}
        title={label}
        onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
      >
        {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
      </button>
    </span>
  )
}

/** "9f3c…b07e": the ends of a long id. */
export const shortId = (id: string): string => (id.length <= 12 ? id : `${id.slice(0, 4)}…${id.slice(-4)}`)
