/** Words of the settings screen. */
export const settingsEn = {
  title: 'Settings',
  look: { title: 'Look', theme: 'Theme', system: 'As the system', light: 'Light', dark: 'Dark' },
  profile: {
    title: 'You',
    name: 'Profile name',
    save: 'Save the name',
    login: 'Use the login name',
    now: 'In the audit you are',
    text: 'Every line of the audit carries this name: whoever works at this computer should enter their own.',
  },
  audit: {
    title: 'Audit',
    text: 'Everything that was changed here or at the platform: who, when and what. Lines are only added.',
    open: 'Open the audit',
    verify: 'Verify the audit',
  },
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
