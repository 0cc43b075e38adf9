import type { WebPreferences } from 'electron'

/** As in `guards.ts`, for the desktop window: where it may go and with which preferences it opens. */

export function problemsOfLinkRule(isAllowed: (address: string) => boolean): string[] {
  const taken = ['https://www.nxcloud.com/', 'https://docs.nxcloud.com/a?b#c', 'https://github.com/a/b']
  const refused = [
    'http://www.nxcloud.com/',
    'https://nxcloud.com.evil.example/',
    'https://evil.example/?https://www.nxcloud.com/',
    'https://www.nxcloud.com@evil.example/',
    'https://user@www.nxcloud.com/',
    'https://evilnxcloud.com/',
    'https://www.nxcloud.com:8443/',
    'https://sub.github.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'ms-msdt:/id',
    'smb://x/y',
    'vscode://x',
    'app://console/',
    'data:text/html,x',
    'www.nxcloud.com',
    '',
    'https://www.nxcloud.com.',
    'https://\u0261ithub.com/',
  ]
  return [
    ...taken.filter(address => !isAllowed(address)).map(address => `refuses ${address}`),
    ...refused.filter(address => isAllowed(address)).map(address => `takes ${address}`),
  ]
}

export const hostilePages = [
  'https://evil.example/',
  'http://127.0.0.1/',
  'file:///etc/passwd',
  'data:text/html,<script>1</script>',
  'blob:app://console/x',
  'javascript:alert(1)',
  'about:blank',
  'app://other/',
  'app://console.evil.example/',
  'app://console:99/',
  'app:console',
  'app://evil@other/',
  'https://app//console/',
  'ftp://console/',
  'chrome://version/',
  'devtools://devtools/',
  'view-source:app://console/',
  'filesystem:app://console/temporary/x',
  'ws://127.0.0.1/',
  'apps://console/',
]

export function problemsOfOwnPageRule(isOwn: (address: string) => boolean): string[] {
  return [
    ...['app://console/', 'app://console/index.html', 'app://console/#x']
      .filter(address => !isOwn(address))
      .map(address => `refuses ${address}`),
    ...hostilePages.filter(address => isOwn(address)).map(address => `takes ${address}`),
  ]
}

export const safePreferences = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
} as const

export function problemsOfWebPreferences(preferences: WebPreferences): string[] {
  const problems: string[] = Object.entries(safePreferences)
    .filter(([name, value]) => preferences[name as keyof typeof safePreferences] !== value)
    .map(([name]) => name)
  if (preferences.experimentalFeatures || preferences.enableBlinkFeatures) problems.push('experimental features')
  return problems
}
