/** Words of the settings screen. */
export const settingsEn = {
  title: 'Settings',
  look: { title: 'Look', theme: 'Theme', system: 'As the system', light: 'Light', dark: 'Dark' },
  data: {
    title: 'Data',
    folder: 'Data folder',
    text: 'Accounts without secrets, contacts, submissions, orders and deliveries. Nothing leaves this computer but the requests you make.',
    folderName: 'path',
  },
  keychain: {
    title: 'System keychain',
    state: 'State',
    present: 'available',
    locked: 'locked',
    none: 'none found',
    detail: 'The system says',
  },
  simulator: {
    title: 'Simulator',
    state: 'State',
    running: 'running',
    off: 'not running',
    address: 'Address',
    start: 'Start the simulator',
    text: 'Our own server that speaks the documented APIs. It dials nobody.',
    explore: 'Explore with the simulator',
  },
  about: { title: 'About', version: 'Version', host: 'Host', desktop: 'desktop window', browser: 'browser', platform: 'Platform' },
} as const
