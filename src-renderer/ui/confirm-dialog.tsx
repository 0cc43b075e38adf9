import { Button, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useEffect, useRef, useState } from 'react'
import { Trans } from 'react-i18next'
import { type AccountView, defaultRules } from '../../src-contract/model/account.ts'
import { useActiveAccount } from '../store/account-store.ts'
import { DialogFrame } from './dialog-frame.tsx'
import { LiveTag } from './tag.tsx'
import { useFocusReturn } from './use-focus-return.ts'

interface Props {
  readonly opened: boolean
  /** "Stop 5,780 orders for good?" */
  readonly title: ReactNode
  readonly children?: ReactNode
  /** Number of orders it is about; typed by the rules of the account, as for a write to the platform. */
  readonly count?: number
  /** What is typed instead, exactly: the label of an account, a count the core asked for. Null: a click is enough. */
  readonly typed?: string | null
  /** What was typed is taken away when this changes: it was meant for something else. */
  readonly typedFor?: number
  /** "Keep them": first, focused, and what Esc does. */
  readonly safeLabel: string
  /** "Stop 5,780"; null leaves only the safe button. */
  readonly dangerLabel: string | null
  /** False for a launch: the button is then the accent's, not red. */
  readonly danger?: boolean
  readonly running?: boolean
  /** Whose tag stands at the left; the active account's when it is about its orders. */
  readonly account?: AccountView | undefined
  /** A refusal, shown in the dialog. */
  readonly problem?: ReactNode
  readonly onCancel: () => void
  readonly onConfirm: (typed: string) => void
}

/** Asks before something that cannot be taken back. The safe button is first and takes Esc. */
export function ConfirmDialog(props: Props) {
  return (
    <DialogFrame opened={props.opened} title={props.title} onClose={props.onCancel}>
      {props.opened ? <ConfirmBody {...props} /> : null}
    </DialogFrame>
  )
}

function ConfirmBody({
  children,
  count,
  typed,
  typedFor,
  safeLabel,
  dangerLabel,
  danger = true,
  running = false,
  problem,
  account: of,
  onCancel,
  onConfirm,
}: Props) {
  const active = useActiveAccount()
  useFocusReturn()
  const account = of ?? active
  const wanted = typed ?? (count !== undefined && count > typedAbove(account) ? String(count) : null)
  const [text, setText] = useState('')
  const ready = wanted === null || text.trim() === wanted
  // biome-ignore lint/correctness/useExhaustiveDependencies: the change itself is the reason
  useEffect(() => setText(''), [typedFor])
  const refusal = useRef<HTMLDivElement>(null)
  const refused = Boolean(problem)
  useEffect(() => {
    if (refused) refusal.current?.scrollIntoView({ block: 'nearest' })
  }, [refused])
  return (
    <>
      <div className="cb-dialog-text">
        {children}
        {problem ? <div ref={refusal}>{problem}</div> : null}
      </div>
      <div className="cb-dialog-end">
        {wanted !== null && dangerLabel !== null ? (
          <TypedField
            wanted={wanted}
            text={text}
            onChange={setText}
            onEnter={() => {
              if (ready && !running) onConfirm(text.trim())
            }}
          />
        ) : null}
        <div className="cb-dialog-foot">
          {account ? <LiveTag account={account} /> : null}
          <div className="cb-spacer" />
          <Button
            variant="default"
            type="button"
            data-safe
            onClick={onCancel}
            data-autofocus={wanted === null || dangerLabel === null ? true : undefined}
          >
            {safeLabel}
          </Button>
          {dangerLabel === null ? null : (
            <Button
              type="button"
              variant={danger ? 'default' : 'filled'}
              className={danger ? 'cb-danger' : undefined}
              disabled={!ready}
              loading={running}
              onClick={() => onConfirm(text.trim())}
            >
              {dangerLabel}
            </Button>
          )}
        </div>
      </div>
    </>
  )
}

/** The text to type, and Enter once it is right. A field that appears late takes the focus from the safe button, not from a choice being made. */
function TypedField({
  wanted,
  text,
  onChange,
  onEnter,
}: {
  wanted: string
  text: string
  onChange: (text: string) => void
  onEnter: () => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const number = /^\d+$/.test(wanted)
  useEffect(() => {
    const focused = document.activeElement
    if (focused === document.body || focused?.matches('[data-safe]')) input.current?.focus({ preventScroll: true })
  }, [])
  return (
    <TextInput
      ref={input}
      styles={{ input: { width: number ? 162 : '100%' } }}
      value={text}
      onChange={event => onChange(event.currentTarget.value)}
      onKeyDown={event => {
        if (event.key === 'Enter') onEnter()
      }}
      autoComplete="off"
      spellCheck={false}
      data-autofocus={true}
      label={
        number ? (
          <Trans i18nKey="ui.typeToConfirm" values={{ number: wanted }} components={{ 1: <strong /> }} />
        ) : (
          <Trans i18nKey="ui.typeLabelToConfirm" values={{ label: wanted }} components={{ 1: <strong /> }} />
        )
      }
    />
  )
}

/** How many orders may be acted on with a click: none with `strict`, any with `open`. */
function typedAbove(account: AccountView | null | undefined): number {
  const { protection, typedAbove } = account?.rules ?? defaultRules
  return protection === 'strict' ? 0 : protection === 'open' ? Number.POSITIVE_INFINITY : typedAbove
}
