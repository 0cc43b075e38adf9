import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { isTyping } from './is-typing.ts'

/** The search of a list; `/` goes to it from anywhere on its screen. */
export function SearchField({
  label,
  width,
  value,
  onChange,
}: {
  /** Spoken, and shown while it is empty. */
  label: string
  /** Pixels. */
  width: number
  value: string
  onChange: (value: string) => void
}) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      event.preventDefault()
      field.current?.focus()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  return (
    <TextInput
      ref={field}
      w={width}
      leftSection={<IconSearch size={14} />}
      aria-label={label}
      placeholder={label}
      spellCheck={false}
      maxLength={200}
      value={value}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}
