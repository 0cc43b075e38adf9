/** Words of the window's frame. */
export const shellEn = {
  appName: 'Callboard',
  rail: { label: 'Screens', tasks: 'Tasks', contacts: 'Contacts', orders: 'Orders', webhooks: 'Webhooks', accounts: 'Accounts', settings: 'Settings' },
  titleBar: {
    switchAccount: 'Account: {{label}}. Switch account',
    accounts: 'Accounts', addAccount: 'Add an account', manageAccounts: 'Manage accounts',
    find: 'Find a task, order, phone or command',
    listener: 'Listener', lastDelivery: 'last delivery {{ago}}', nothingYet: 'nothing received yet',
    listenerTip: 'Open the webhooks',
    synced: 'Synced', pullTasks: 'Pull tasks', syncFailed: 'Sync failed', syncing: 'Syncing', syncingOf: '{{done}} of {{total}}',
    syncTip: 'Pull the tasks now', recordsTip: 'Pull the call records now',
  },
  shortcuts: {
    title: 'Shortcuts',
    anywhere: 'Anywhere', lists: 'In a list', forms: 'In a form',
    palette: 'Find or do anything', help: 'This list', back: 'Back', forward: 'Forward', close: 'Close the innermost', screens: 'Go to a screen by its place in the rail',
    move: 'Move', page: 'Move by a page', ends: 'First or last', open: 'Open', tick: 'Tick or untick', extend: 'Tick up to here', search: 'Search the orders', send: 'Do what the form is for',
  },
  palette: {
    label: 'Find or do', input: 'Find a task, order, phone or command', nothing: 'Nothing matches.',
    orders: 'Orders and people', tasks: 'Tasks', accounts: 'Accounts', anywhere: 'Anywhere', count: '{{shown}} of {{total}}', took: '{{ms}} ms',
    move: 'move', choose: 'open', hintTasks: 'tasks', hintPeople: 'people', hintCommands: 'commands',
    goTo: 'Go to {{screen}}', newTask: 'New task', loadContacts: 'Load contacts', addAccount: 'Add an account', syncTasks: 'Pull all tasks now', syncRecords: 'Pull call records now', shortcuts: 'Show the shortcuts',
    themeSystem: 'Theme: as the system', themeLight: 'Theme: light', themeDark: 'Theme: dark', switchTo: 'Switch to {{account}}', listTask: 'listTask',
    allOrders: 'All orders with "{{text}}"',
  },
  start: {
    quiet: 'Nothing was deleted.', path: 'Where', tryAgain: 'Try again',
    hostTitle: 'Callboard is not running', hostText: 'This page is shown by the Callboard program on this computer, and it does not answer. Start it again and open the address it prints.',
  },
  keychain: {
    lockedTitle: 'The system keychain is locked.',
    lockedText: 'The secret of {{account}} cannot be read. Nothing can be launched or pulled, and webhook signatures are not checked. Deliveries are kept and will be checked once it is open.',
    noneTitle: 'This system has no keychain.',
    noneText: 'Secrets stay in memory for this run and are gone when Callboard quits. They are never written to a file.',
    missingTitle: 'The secret of {{account}} is missing.',
    missingText: 'Nothing can be launched or pulled for it. Running tasks go on at the platform.',
    enterForRun: 'Enter secret for this run', enter: 'Enter the secret', checkAgain: 'Check again', understood: 'Understood',
    simulatorTitle: 'The simulator is not running.', simulatorText: 'What you see is what was known. Start it to go on.', startSimulator: 'Start the simulator',
  },
} as const
