import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SystemInfo } from '../../src-contract/model/system.ts'
import type { WireError } from '../../src-contract/result.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { CopyText } from '../ui/copy-text.tsx'
import { errorWords, supportText } from '../ui/error-words.ts'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import './shell.css'

/** The whole page when the data cannot be opened or the host is gone: what happened, for the calls, what to do, where. */
export function StartProblem({
  problem,
  info,
  hostGone = false,
  onTryAgain,
}: {
  problem: WireError
  info: SystemInfo | null
  hostGone?: boolean
  onTryAgain: () => void
}) {
  const { t } = useTranslation()
  const words = errorWords(t, problem)
  const path = problem.params['path'] ? String(problem.params['path']) : info?.dataDir
  return (
    <main className="cb-start-problem" role="alert" data-code={problem.code}>
      <section>
        <h1>
          <StatusGlyph glyph="cross" hue="red" size={18} /> {hostGone ? t('shell.start.hostTitle') : words.title}
        </h1>
        <dl className="cb-error-rows">
          <dt>{t('ui.error.what')}</dt>
          <dd>{hostGone ? t('shell.start.hostText') : words.what}</dd>
          <dt>{t('ui.error.calls')}</dt>
          <dd>{words.calls}</dd>
          {hostGone ? null : (
            <>
              <dt>{t('ui.error.next')}</dt>
              <dd>
                <strong>{words.next}</strong>
              </dd>
            </>
          )}
          {hostGone || !path ? null : (
            <>
              <dt>{t('shell.start.path')}</dt>
              <dd>
                <CopyText text={path} what={t('shell.start.path')} />
                <div className="cb-quiet">{t('shell.start.quiet')}</div>
              </dd>
            </>
          )}
          {info ? (
            <>
              <dt>{t('shell.appName')}</dt>
              <dd>{info.version}</dd>
            </>
          ) : null}
        </dl>
        <div className="cb-actions">
          <Button onClick={onTryAgain}>{t('shell.start.tryAgain')}</Button>
          <CopyButton text={supportText(t, problem)} label={t('ui.error.copyAll')} />
        </div>
      </section>
    </main>
  )
}
