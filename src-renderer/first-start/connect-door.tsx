import { Button } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectionReport as Report } from '../../src-contract/model/account.ts'
import { AccountFields } from '../accounts/account-fields.tsx'
import type { AccountValues } from '../accounts/account-values.ts'
import { draftOf, issuesOf, valuesOf } from '../accounts/account-values.ts'
import { ConnectionReport, isGood } from '../accounts/connection-report.tsx'
import { useCommand } from '../bridge/use-command.ts'
import { useChooseAccount } from '../store/account-store.ts'
import { go } from '../store/screen-store.ts'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { KeyHint } from '../ui/key-hint.tsx'
import { Elapsed } from './elapsed.tsx'

/** The left door: the account form itself. One signed call checks it; only what was accepted is kept. */
export function ConnectDoor({ keychain, onWorking }: { keychain: boolean; onWorking: (working: boolean) => void }) {
  const { t } = useTranslation()
  const [values, setValues] = useState<AccountValues>(() => valuesOf(null))
  const [asked, setAsked] = useState(false)
  const [report, setReport] = useState<Report | null>(null)
  const [since, setSince] = useState<number | null>(null)
  const test = useCommand('accounts.test')
  const save = useCommand('accounts.save')
  const choose = useChooseAccount()
  const issues = issuesOf(values, null)
  const error = test.error ?? save.error

  const connect = async () => {
    setAsked(true)
    if (Object.keys(issues).length > 0 || since !== null) return
    setReport(null)
    setSince(Date.now())
    const draft = draftOf(values, null)
    const checked = await test.run(draft)
    if (checked.ok) setReport(checked.value)
    if (checked.ok && isGood(checked.value)) {
      onWorking(true)
      const saved = await save.run(draft)
      if (saved.ok) {
        choose(saved.value.id)
        go({ name: 'tasks' })
      }
      onWorking(false)
    }
    setSince(null)
  }
  return (
    <>
      <form
        className="cb-door"
        aria-label={t('firstStart.connect.title')}
        onSubmit={event => {
          event.preventDefault()
          void connect()
        }}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void connect()
        }}
      >
        <h2>
          <IconKey size={18} color="var(--accent-text)" aria-hidden /> {t('firstStart.connect.title')}
        </h2>
        <p className="cb-door-text">{t('firstStart.connect.text')}</p>
        <AccountFields
          values={values}
          issues={asked ? issues : {}}
          kept={false}
          keychain={keychain}
          onChange={change => setValues(before => ({ ...before, ...change }))}
        />
        <div className="cb-door-foot">
          <p>{t('firstStart.connect.note')}</p>
          <div className="cb-form-actions">
            <Button type="submit" w={184} disabled={since !== null}>
              {t('firstStart.connect.button')}
            </Button>
            {since === null ? (
              <KeyHint keys="Mod+Enter" />
            ) : (
              <span className="cb-second">
                <Elapsed since={since} />
              </span>
            )}
          </div>
        </div>
      </form>
      {report || error ? (
        <div className="cb-door-report" ref={reveal}>
          {report ? <ConnectionReport report={report} /> : null}
          {error ? <ErrorPanel compact error={error} /> : null}
        </div>
      ) : null}
    </>
  )
}

/** The doors keep their place and their buttons; what was found out comes below them and into view. */
const reveal = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' })
