import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../src-contract/methods.ts'
import type { WriteAction, WritePreview } from '../../src-contract/model/write.ts'
import { useCommand } from '../bridge/use-command.ts'
import { useAccounts, useActiveAccount } from '../store/account-store.ts'
import { go } from '../store/screen-store.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { Notice } from '../ui/notice.tsx'
import { PreviewFacts } from './preview-facts.tsx'
import { ReadOnlyNotice } from './read-only-notice.tsx'
import { useWritePreview } from './use-write-preview.ts'
import { writeWords } from './write-words.ts'
import css from './writes.module.css'

type CommitResult = Output<'writes.commit'>

interface Props {
  /** What would be done; null while nothing is asked. */
  readonly action: WriteAction | null
  /** Choices that make another action of it. */
  readonly choices?: ReactNode
  /** Name of the task, for the title until the preview says it. */
  readonly subject?: string
  /** What only the caller knows and the operator should see before agreeing, under the core's facts. */
  readonly children?: ReactNode
  /** IANA zone in which instants are told; this computer's when absent. */
  readonly timeZone?: string | undefined
  /** Where the safe button leads back to, when it is not "leave it as it is". */
  readonly safeLabel?: string
  readonly onClose: () => void
  /** After it was done. Without it the submission or withdrawal that was made is opened. */
  readonly onDone?: (result: CommitResult) => void
}

/**
 * The one door to the platform: shows what a write would do, asks for what the account's rules ask, and does it once.
 * A preview that is not true any more is made again, with a word about it; what was typed for the old one is taken away.
 */
export function CommitDialog(props: Props) {
  const { action, onClose, onDone } = props
  const { t } = useTranslation()
  const held = useWritePreview(action)
  const commit = useCommand('writes.commit')
  const active = useActiveAccount()
  const accounts = useAccounts()
  const [renewals, setRenewals] = useState(0)
  const { clear } = commit
  // biome-ignore lint/correctness/useExhaustiveDependencies: a refusal belongs to the action it was given for
  useEffect(() => clear(), [held.key, clear])

  const preview = action === null ? null : held.preview
  const token = preview?.token ?? null
  const account = accounts?.find(one => one.id === preview?.accountId) ?? active
  const refusal = commit.error ?? held.error
  const readOnly = account?.rules.protection === 'readOnly' || refusal?.code === 'account_read_only'
  const words =
    action === null ? null : writeWords(t, action, { count: preview?.count ?? 0, subject: preview?.subject ?? props.subject ?? '' })

  const agree = async (typed: string) => {
    if (token === null) return
    const answer = await commit.run({ token, typed })
    if (answer.ok) {
      onClose()
      if (onDone) onDone(answer.value)
      else if (answer.value.submissionId !== null) go({ name: 'submission', id: answer.value.submissionId })
      else if (answer.value.withdrawalId !== null) go({ name: 'withdrawal', id: answer.value.withdrawalId })
      return
    }
    if (answer.error.code === 'confirm_mismatch') return
    if (answer.error.code !== 'preview_expired') return held.renew('tokenUsed')
    commit.clear()
    setRenewals(before => before + 1)
    held.renew('changed')
  }
  const cancel = () => {
    commit.clear()
    onClose()
  }
  return (
    <ConfirmDialog
      opened={action !== null}
      title={words?.title ?? ''}
      typed={preview?.typed ?? null}
      typedFor={renewals}
      safeLabel={props.safeLabel ?? words?.keep ?? ''}
      dangerLabel={token !== null && !readOnly && !held.asking ? (words?.commit ?? null) : null}
      danger={words?.danger ?? true}
      running={commit.running || held.renewing}
      account={account ?? undefined}
      onCancel={cancel}
      onConfirm={typed => void agree(typed)}
      problem={refusal && !readOnly ? <ErrorPanel compact error={refusal} /> : null}
    >
      {held.changed ? <Notice title={t('writes.changed.title')}>{t('writes.changed.text')}</Notice> : null}
      {readOnly && account ? <ReadOnlyNotice account={account} /> : null}
      {props.choices}
      {preview === null ? (
        refusal || readOnly ? null : (
          <p role="status">{t('writes.asking')}</p>
        )
      ) : (
        <div className={held.asking ? `${css.step} ${css.stale}` : css.step} aria-busy={held.asking}>
          <PreviewFacts
            preview={readOnly ? withoutReadOnly(preview) : preview}
            timeZone={props.timeZone}
            account={account}
            onLeave={cancel}
          >
            {props.children}
          </PreviewFacts>
        </div>
      )}
    </ConfirmDialog>
  )
}

/** The notice says it already. */
const withoutReadOnly = (preview: WritePreview): WritePreview => ({
  ...preview,
  blockers: preview.blockers.filter(({ code }) => code !== 'account_read_only'),
})
