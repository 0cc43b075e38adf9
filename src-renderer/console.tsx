import { useMantineColorScheme } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useBrowserNotices } from './alerts/use-browser-notices.ts'
import { useQuery } from './bridge/use-query.ts'
import { FirstStart } from './first-start/first-start.tsx'
import { AccountNotices } from './shell/account-notices.tsx'
import { Palette } from './shell/palette.tsx'
import { Rail } from './shell/rail.tsx'
import { ShortcutsOverlay } from './shell/shortcuts-overlay.tsx'
import { ShownScreen } from './shell/shown-screen.tsx'
import { StartProblem } from './shell/start-problem.tsx'
import { TitleBar } from './shell/title-bar.tsx'
import { useShortcuts } from './shell/use-shortcuts.ts'
import { useAccountsFeed, useActiveAccount } from './store/account-store.ts'
import { useScreen } from './store/screen-store.ts'
import { useSettings, useSettingsFeed } from './store/settings-store.ts'
import { UnfinishedNotice } from './submissions/unfinished-notice.tsx'

/** Decides what the page is: a start problem, the first start, or the console with its screens. */
export function Console() {
  const system = useQuery('system.info', {}, { on: ['system', 'accounts'] })
  const usable = system.data !== null && system.data.startProblem === null
  if (system.data?.startProblem)
    return <StartProblem problem={system.data.startProblem} info={system.data} onTryAgain={() => window.location.reload()} />
  if (system.error && !system.data)
    return (
      <StartProblem
        problem={system.error}
        info={null}
        hostGone={system.error.code === 'unreachable'}
        onTryAgain={() => window.location.reload()}
      />
    )
  return usable ? <OpenConsole system={system} /> : <div className="cb-shell" aria-busy />
}

function OpenConsole({ system }: { system: ReturnType<typeof useQuery<'system.info'>> }) {
  const info = system.data
  const accounts = useAccountsFeed()
  const settings = useSettingsFeed()
  const account = useActiveAccount()
  const screen = useScreen()
  const [connecting, setConnecting] = useState(false)
  const [palette, setPalette] = useState(false)
  const [help, setHelp] = useState(false)
  useKeptTheme()
  useBrowserNotices()
  useAccountColour(account?.colour ?? null)
  useShortcuts({ onPalette: () => setPalette(account !== null), onHelp: () => setHelp(true) })

  if (accounts.error && !accounts.data) return <StartProblem problem={accounts.error} info={info} onTryAgain={accounts.refresh} />
  if (!accounts.data || !settings.answeredAt || !info) return <div className="cb-shell" aria-busy />
  return (
    <>
      {account === null || connecting ? (
        accounts.data.length === 0 || connecting ? (
          <FirstStart info={info} onWorking={setConnecting} />
        ) : (
          <div className="cb-shell" aria-busy />
        )
      ) : screen.name === 'wallboard' ? (
        <ShownScreen info={info} />
      ) : (
        <div className="cb-shell">
          <TitleBar account={account} info={info} onFind={() => setPalette(true)} />
          <div className="cb-shell-body">
            <Rail />
            <main className="cb-main">
              <AccountNotices
                account={account}
                info={info}
                onCheckAgain={() => {
                  system.refresh()
                  accounts.refresh()
                }}
              />
              <UnfinishedNotice key={account.id} accountId={account.id} />
              <ShownScreen info={info} />
            </main>
          </div>
        </div>
      )}
      {palette ? <Palette account={account} onClose={() => setPalette(false)} onShortcuts={() => setHelp(true)} /> : null}
      <ShortcutsOverlay opened={help} onClose={() => setHelp(false)} />
    </>
  )
}

/** The kept theme, once it is known; until then the browser's own memory of it serves. */
function useKeptTheme() {
  const kept = useSettings(values => values['theme'])
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of the kept value counts; the palette sets the scheme first and keeps it after
  useEffect(() => {
    if ((kept === 'auto' || kept === 'light' || kept === 'dark') && kept !== colorScheme) setColorScheme(kept)
  }, [kept])
}

function useAccountColour(colour: string | null) {
  useEffect(() => {
    if (colour === null) delete document.documentElement.dataset['accountColour']
    else document.documentElement.dataset['accountColour'] = colour
  }, [colour])
}
