import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import type { i18n as I18n } from 'i18next'
import { I18nextProvider } from 'react-i18next'
import type { PageBridge } from './bridge/bridge.ts'
import { BridgeProvider } from './bridge/bridge-context.tsx'
import { Console } from './console.tsx'
import { cssVariables, theme } from './ui/theme.ts'

/** The nonce the host wrote into the page for Mantine's one style element. */
const styleNonce = (): string => document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? ''

/** The whole page: look, words and bridge around the console. */
export function App({ bridge, i18n }: { bridge: PageBridge; i18n: I18n }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto" getStyleNonce={styleNonce}>
      <I18nextProvider i18n={i18n}>
        <BridgeProvider bridge={bridge}>
          <Notifications position="bottom-right" limit={4} autoClose={6000} containerWidth={380} />
          <Console />
        </BridgeProvider>
      </I18nextProvider>
    </MantineProvider>
  )
}
