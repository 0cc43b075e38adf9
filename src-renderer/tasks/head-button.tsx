import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { IconButton } from '../ui/icon-button.tsx'

interface Props {
  readonly label: string
  readonly icon: ReactNode
  /** Leaves the word out; it is spoken and shown as the tip. */
  readonly narrow: boolean
  readonly loading?: boolean
  readonly onClick: () => void
}

/** A button of the page head that gives up its word before the head takes a second line. */
export function HeadButton({ label, icon, narrow, loading = false, onClick }: Props) {
  if (narrow)
    return (
      <IconButton bordered label={label} busy={loading} onClick={onClick}>
        {icon}
      </IconButton>
    )
  return (
    <Button variant="default" leftSection={icon} loading={loading} onClick={onClick}>
      {label}
    </Button>
  )
}
