/** Words of the accounts screen and of the account form. */
export declare const accountsEn: {
    readonly title: 'Accounts';
    readonly add: 'Add an account';
    readonly count_one: '{{count}} account';
    readonly count_other: '{{count}} accounts';
    readonly empty: {
        readonly title: 'No account yet';
        readonly text: 'One row for each set of API credentials, with its colour and the state of its secret.';
    };
    readonly column: {
        readonly label: 'Name';
        readonly kind: 'Kind';
        readonly identity: 'uuid or accessKey';
        readonly baseUrl: 'Base URL';
        readonly secret: 'Secret';
        readonly createdAt: 'Added';
    };
    readonly secret: {
        readonly keychain: 'in the keychain';
        readonly memory: 'in memory, this run only';
        readonly locked: 'keychain locked';
        readonly missing: 'missing';
    };
    readonly active: 'Active';
    readonly makeActive: 'Make active';
    readonly panel: {
        readonly new: 'New account';
        readonly label: 'Account';
    };
    readonly field: {
        readonly kind: 'Kind';
        readonly label: 'Name';
        readonly uuid: 'uuid';
        readonly secretKey: 'secretKey';
        readonly accessKey: 'accessKey';
        readonly accessSecret: 'accessSecret';
        readonly region: 'Region';
        readonly tenantId: 'Team id';
        readonly colour: 'Colour';
        readonly baseUrl: 'Base URL';
        readonly algorithm: 'Algorithm';
    };
    readonly hint: {
        readonly uuid: 'from the console, Developer';
        readonly secret: 'kept in the system keychain';
        readonly secretKept: 'kept; enter another one to replace it';
        readonly accessKey: 'from the console, Developer';
        readonly label: 'as you call it';
        readonly tenantId: 'digits; needed to read one record back';
        readonly baseUrl: 'https://…';
    };
    readonly region: {
        readonly HK: 'Hong Kong';
        readonly AMER: 'Americas';
        readonly IDN: 'Indonesia';
        readonly custom: 'Own gateway';
    };
    readonly colour: {
        readonly cobalt: 'Cobalt';
        readonly petrol: 'Petrol';
        readonly plum: 'Plum';
        readonly rust: 'Rust';
        readonly moss: 'Moss';
        readonly slate: 'Slate';
    };
    readonly advanced: 'Base URL and algorithm';
    readonly issue: {
        readonly needed: 'Needed';
        readonly tooLong: 'Too long';
        readonly digits: 'Digits only';
        readonly baseUrl: 'An https:// address; plain http only for this computer';
    };
    readonly save: 'Save account';
    readonly connect: 'Save account';
    readonly test: 'Test connection';
    readonly saved: 'Account saved';
    readonly report: {
        readonly title: 'Connection';
        readonly reachable: 'Reachable';
        readonly signature: 'Signature';
        readonly answer: 'Answer\'s signature';
        readonly clock: 'Clock';
        readonly roundTrip: 'Round trip';
        readonly request: 'requestID';
        readonly yes: 'yes';
        readonly no: 'no';
        readonly accepted: 'accepted';
        readonly notAccepted: 'refused';
        readonly notTold: 'not told';
        readonly verified: 'verified';
        readonly wrong: 'wrong';
        readonly absent: 'not sent by the platform';
        readonly clockSame: 'same as the platform';
        readonly clockAhead: 'the platform is {{seconds}} s ahead of this computer';
        readonly clockBehind: 'the platform is {{seconds}} s behind this computer';
        readonly ms: '{{ms}} ms';
    };
    readonly replace: {
        readonly title: 'Secret';
        readonly button: 'Replace the secret';
        readonly field: 'New secret';
        readonly done: 'The new secret is in use.';
    };
    readonly remove: {
        readonly title: 'Remove';
        readonly text: 'Its tasks, orders and secret leave this computer. Nothing changes at the platform.';
        readonly button: 'Remove account';
        readonly ask: 'Remove {{label}}?';
        readonly askText: 'Its secret, tasks, orders and calls leave this computer. Tasks at the platform go on, and webhooks for it are no longer checked.';
        readonly keep: 'Keep it';
        readonly confirm: 'Remove {{label}}';
    };
    readonly simulatorNote: 'The account of the built-in simulator. Its credentials are made by the console.';
    readonly simulatorState: {
        readonly running: 'running at {{url}}';
        readonly off: 'not running';
    };
};
