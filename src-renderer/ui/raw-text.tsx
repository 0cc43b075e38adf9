import { Button } from '@mantine/core'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyText } from './copy-text.tsx'
import { hidePhones } from './hide-phones.ts'
import { indentJson } from './indent-json.ts'

/**
 * What the platform sent, indented, its phones hidden until they are asked for; only then can it be copied as it came.
 * `phone` is the one it is about, hidden wherever it stands. `copies` and `what`: what is copied, when not the text, and its name.
 */
export function RawText({
  text,
  phone,
  shown,
  onShow,
  what,
  copies = text,
  lead,
  note,
}: {
  text: string
  phone: string | null
  shown: boolean
  onShow: (shown: boolean) => void
  what: string
  copies?: string
  /** At the left of the buttons. */
  lead?: ReactNode
  /** A sentence before the text. */
  note?: string
}) {
  const { t } = useTranslation()
  const masked = hidePhones(text, phone)
  const isWhole = shown || masked === text
  return (
    <>
      <div className="cb-raw-head">
        <span className="cb-second">{lead}</span>
        <span className="cb-spacer" />
        {masked === text ? null : (
          <Button
            variant="default"
            size="compact-sm"
            aria-pressed={shown}
            leftSection={shown ? <IconEyeOff size={14} /> : <IconEye size={14} />}
            onClick={() => onShow(!shown)}
          >
            {t(shown ? 'ui.hidePhones' : 'ui.showPhones')}
          </Button>
        )}
        {isWhole ? <CopyText text={copies} short={what} what={what} /> : null}
      </div>
      {note ? <p className="cb-second">{note}</p> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and has to by keyboard */}
      <pre className="cb-raw" tabIndex={0}>
        {indentJson(isWhole ? text : masked)}
      </pre>
    </>
  )
}
