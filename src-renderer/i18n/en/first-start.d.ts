/** Words of the first screen: two doors. */
export declare const firstStartEn: {
    readonly lead: 'Set up calling tasks, load contacts, launch them, watch them live and review every order and call. Everything stays on this computer.';
    readonly connect: {
        readonly title: 'Connect an account';
        readonly text: 'Use your NXCLOUD credentials. Real people are called only when you launch a task.';
        readonly note: 'Checked with one signed call. Nothing is created on the platform.';
        readonly button: 'Check and connect';
        readonly checking: 'Checking, {{age}}';
    };
    readonly explore: {
        readonly title: 'Explore with the simulator';
        readonly text: 'No credentials, no telephone, no cost. The simulator speaks the same API and calls back the same way.';
        readonly step1: 'Starts the simulator on this computer';
        readonly step2: 'Loads sample contacts';
        readonly step3: 'Launches a task and fills the live board';
        readonly step4: 'First calls ring, faster than real ones';
        readonly more: 'Load contacts of your own, launch them and export the orders: no real telephone rings.';
        readonly stays: 'stays on screen, so it is never taken for live.';
        readonly button: 'Start exploring';
        readonly about: 'within a minute';
        readonly running: 'Working, {{age}}';
        readonly done: 'done';
        readonly doing: 'now';
    };
    readonly keychain: {
        readonly present: 'System keychain is available';
        readonly locked: 'System keychain is locked: a secret entered now stays in memory for this run';
        readonly none: 'No system keychain: a secret stays in memory for this run';
    };
};
