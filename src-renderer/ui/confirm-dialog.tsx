import { Button, Modal, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { Trans } from 'react-i18next'
import type { AccountView } from '../../src-contract/model/account.ts'
import { useActiveAccount } from '../store/account-store.ts'
import { LiveTag } from './tag.tsx'
import { useFocusReturn } from './use-focus-return.ts'

/** Above this many orders the count is typed. */
const TYPED_ABOVE = 20

interface Props {
  readonly opened: boolean
  /** "Stop 5,780 orders for good?" */
  readonly title: ReactNode
  readonly children?: ReactNode
  /** Label and count, under the text. */
  readonly facts?: readonly (readonly [label: string, value: string])[]
  /** Number of orders it is about; typed when above 20. */
  readonly count?: number
  /** It cannot be undone: something is typed whatever the count. */
  readonly irreversible?: boolean
  /** What is typed instead of the count: the label of an account. */
  readonly typed?: string
  /** "Keep them": first, focused, and what Esc does. */
  readonly safeLabel: string
  /** "Stop 5,780". */
  readonly dangerLabel: string
  /** False for a launch: the button is then the accent's, not red. */
  readonly danger?: boolean
  readonly running?: boolean
  /** Whose tag stands at the left; the active account's when it is about its orders. */
  readonly account?: AccountView
  /** A refusal, shown in the dialog. */
  readonly problem?: ReactNode
  readonly onCancel: () => void
  readonly onConfirm: () => void
}

/** Asks before something that cannot be taken back. The safe button is first and takes Esc. */
export function ConfirmDialog(props: Props) {
  return (
    <Modal
      opened={props.opened}
      onClose={props.onCancel}
      title={props.title}
      withCloseButton={false}
      size={424}
      centered={false}
      yOffset={112}
      padding={0}
      classNames={{ header: 'cb-dialog-head', title: 'cb-title', body: 'cb-dialog-body', content: 'cb-dialog' }}
      transitionProps={{ duration: 120 }}
      data-autofocus={false}
    >
      {props.opened ? <ConfirmBody {...props} /> : null}
    </Modal>
  )
}

function ConfirmBody({
  children,
  facts,
  count,
  irreversible = false,
  typed,
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
  const [text, setText] = useState('')
  const wanted = typed ?? (count !== undefined && (count > TYPED_ABOVE || irreversible) ? String(count) : null)
  const ready = wanted === null || text.trim() === wanted
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (ready && !running) onConfirm()
      }}
    >
      <div className="cb-dialog-text">
        {children}
        {facts && facts.length > 0 ? (
          <dl className="cb-dialog-facts">
            {facts.map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        ) : null}
        {wanted !== null ? (
          <TextInput
            styles={{ input: { width: typed === undefined ? 162 : '100%' } }}
            value={text}
            onChange={event => setText(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus={true}
            label={
              typed === undefined ? (
                <Trans i18nKey="ui.typeToConfirm" values={{ number: wanted }} components={{ 1: <strong /> }} />
              ) : (
                <Trans i18nKey="ui.typeLabelToConfirm" values={{ label: wanted }} components={{ 1: <strong /> }} />
              )
            }
          />
        ) : null}
        {problem}
      </div>
      <div className="cb-dialog-foot">
        {account ? <LiveTag account={account} /> : null}
        <div className="cb-spacer" />
        <Button variant="default" type="button" onClick={onCancel} data-autofocus={wanted === null ? true : undefined}>
          {safeLabel}
        </Button>
        <Button
          type="submit"
          variant={danger ? 'default' : 'filled'}
          className={danger ? 'cb-danger' : undefined}
          disabled={!ready}
          loading={running}
        >
          {dangerLabel}
        </Button>
      </div>
    </form>
  )
}
