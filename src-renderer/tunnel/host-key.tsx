import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../bridge/use-command.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { CopyText } from '../ui/copy-text.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'

/** Prints the fingerprint of every key the server has; it cannot be told from here which kind it showed. */
const COMPARE = 'for key in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -lf "$key"; done'

/** First contact: the fingerprint, how to compare it, and the button that trusts it. Nothing secret was sent so far. */
export function HostKeyNew({ host, fingerprint }: { host: string; fingerprint: string }) {
  const { t } = useTranslation()
  const trust = useCommand('tunnel.trustHostKey')
  return (
    <div className="tunnel-key">
      <p>{t('tunnel.hostKey.newText', { host })}</p>
      <Fingerprint label={t('tunnel.hostKey.shown')} text={fingerprint} />
      <Compare />
      {trust.error ? <ErrorPanel compact error={trust.error} /> : null}
      <div className="cb-actions">
        <Button loading={trust.running} onClick={() => void trust.run({ fingerprint })}>
          {t('tunnel.hostKey.trust')}
        </Button>
      </div>
    </div>
  )
}

/** Another key than the trusted one: what it may mean, both fingerprints, and a way on that nobody takes by accident. */
export function HostKeyChanged({ host, fingerprint, pinned }: { host: string; fingerprint: string; pinned: string }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const trust = useCommand('tunnel.trustHostKey')
  const [name] = host.split(/:\d+$/)
  const onConfirm = async () => {
    const answer = await trust.run({ fingerprint })
    if (answer.ok) setAsking(false)
  }
  return (
    <div className="tunnel-key" data-tone="red" role="alert">
      <p>{t('tunnel.hostKey.changedText')}</p>
      <Fingerprint label={t('tunnel.hostKey.trusted')} text={pinned} />
      <Fingerprint label={t('tunnel.hostKey.shown')} text={fingerprint} />
      <p>{t('tunnel.hostKey.changedNext')}</p>
      <div className="cb-actions">
        <Button variant="default" className="cb-danger" onClick={() => setAsking(true)}>
          {t('tunnel.hostKey.forget')}
        </Button>
      </div>
      <ConfirmDialog
        opened={asking}
        title={t('tunnel.hostKey.forgetTitle', { host })}
        typed={name ?? host}
        safeLabel={t('tunnel.hostKey.keep')}
        dangerLabel={t('tunnel.hostKey.forgetAndTrust')}
        running={trust.running}
        problem={trust.error ? <ErrorPanel compact error={trust.error} /> : undefined}
        onCancel={() => setAsking(false)}
        onConfirm={() => void onConfirm()}
      >
        <p>{t('tunnel.hostKey.forgetText')}</p>
        <Fingerprint label={t('tunnel.hostKey.shown')} text={fingerprint} />
        <Compare />
      </ConfirmDialog>
    </div>
  )
}

function Fingerprint({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <div className="cb-caption">{label}</div>
      <code className="tunnel-fingerprint">{text}</code>
    </div>
  )
}

function Compare() {
  const { t } = useTranslation()
  return (
    <div className="tunnel-compare">
      <p>{t('tunnel.hostKey.compare')}</p>
      <CopyText text={COMPARE} what={t('tunnel.hostKey.command')} />
    </div>
  )
}
