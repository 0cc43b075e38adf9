/** Words of the settings screen. */
export declare const settingsEn: {
    readonly title: 'Settings';
    readonly look: {
        readonly title: 'Look';
        readonly theme: 'Theme';
        readonly system: 'As the system';
        readonly light: 'Light';
        readonly dark: 'Dark';
    };
    readonly data: {
        readonly title: 'Data';
        readonly folder: 'Data folder';
        readonly text: 'Accounts without secrets, contacts, submissions, orders and deliveries. Nothing leaves this computer but the requests you make.';
        readonly folderName: 'path';
    };
    readonly keychain: {
        readonly title: 'System keychain';
        readonly state: 'State';
        readonly present: 'available';
        readonly locked: 'locked';
        readonly none: 'none found';
        readonly detail: 'The system says';
    };
    readonly simulator: {
        readonly title: 'Simulator';
        readonly state: 'State';
        readonly running: 'running';
        readonly off: 'not running';
        readonly address: 'Address';
        readonly start: 'Start the simulator';
        readonly text: 'Our own server that speaks the documented APIs. It dials nobody.';
        readonly explore: 'Explore with the simulator';
    };
    readonly about: {
        readonly title: 'About';
        readonly version: 'Version';
        readonly host: 'Host';
        readonly desktop: 'desktop window';
        readonly browser: 'browser';
        readonly platform: 'Platform';
    };
};
