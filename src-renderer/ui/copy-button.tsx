import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { copiedWords } from './copied-words.ts'
import { useCopied } from './use-copied.ts'

/** A button in words that copies a text and then says whether it did. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation()
  const { copied, copy } = useCopied(text)
  return (
    <Button variant="default" onClick={copy}>
      {copiedWords(t, copied, label)}
    </Button>
  )
}
