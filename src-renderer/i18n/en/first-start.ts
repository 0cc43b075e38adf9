/** Words of the first screen: two doors. */
export const firstStartEn = {
  lead: 'Set up calling tasks, load contacts, launch them, watch them live and review every order and call. Everything stays on this computer.',
  connect: {
    title: 'Connect an account',
    text: 'Use your NXCLOUD credentials. Real people are called only when you launch a task.',
    note: 'Checked with one signed call. Nothing is created on the platform.',
    button: 'Check and connect',
  },
  explore: {
    title: 'Explore with the simulator',
    text: 'No credentials, no telephone, no cost. The simulator speaks the same API and calls back the same way.',
    step1: 'Starts the simulator on this computer',
    step2: 'Loads sample contacts',
    step3: 'Launches a task and fills the live board',
    step4: 'First calls ring, faster than real ones',
    more: 'Load contacts of your own, launch them and export the orders: no real telephone rings.',
    stays: 'stays on screen, so it is never taken for live.',
    button: 'Start exploring',
    about: 'within a minute',
    done: 'done',
    doing: 'now',
  },
  keychain: {
    present: 'System keychain is available',
    locked: 'System keychain is locked: a secret entered now stays in memory for this run',
    none: 'No system keychain: a secret stays in memory for this run',
  },
} as const
