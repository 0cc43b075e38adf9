import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './ui/tokens.css'
import './ui/mantine.css'
import './ui/kit.css'
import { createRoot } from 'react-dom/client'
import { showClickedAlerts } from './alerts/show-alert.ts'
import { App } from './app.tsx'
import { getBridge } from './bridge/bridge.ts'
import { createI18n } from './i18n/i18n.ts'

const root = document.getElementById('root')
if (root) {
  const bridge = getBridge()
  showClickedAlerts(bridge)
  createRoot(root).render(<App bridge={bridge} i18n={createI18n()} />)
}
