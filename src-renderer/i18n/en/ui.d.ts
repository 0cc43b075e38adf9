/** Words of the small pieces that every screen uses. */
export declare const uiEn: {
    readonly close: 'Close';
    readonly cancel: 'Cancel';
    readonly copy: 'Copy {{what}}';
    readonly copied: 'Copied';
    readonly unknown: '—';
    readonly revealPhone: 'Show the full number';
    readonly hidePhone: 'Hide the number';
    readonly resizePanel: 'Width of the panel';
    readonly selectRow: 'Select row {{row}}';
    readonly selectAll: 'Select all rows shown';
    readonly typeToConfirm: 'Type <1>{{number}}</1> to confirm';
    readonly typeLabelToConfirm: 'Type <1>{{label}}</1> to confirm';
    readonly noCheckButAudit: 'audited';
    readonly age: {
        readonly now: 'now';
        readonly seconds: '{{count}} s';
        readonly minutes: '{{count}} min';
        readonly hours: '{{count}} h';
        readonly days: '{{count}} d';
    };
    readonly ago: '{{age}} ago';
    readonly timesIn: 'Times in {{zone}}';
    readonly timesHere: 'Times in {{zone}} (this computer)';
    readonly range: '{{from}} to {{to}}';
    readonly error: {
        readonly what: 'What happened';
        readonly calls: 'For the calls';
        readonly next: 'Next step';
        readonly support: 'For support';
        readonly requestId: 'requestID';
        readonly responseId: 'responseID';
        readonly code: 'Code';
        readonly retCode: 'retCode';
        readonly platformSays: 'The platform says';
        readonly copyAll: 'Copy all for support';
    };
    readonly tag: {
        readonly live: 'LIVE';
        readonly simulator: 'SIMULATOR';
    };
    readonly kind: {
        readonly callbot: 'Callbot';
        readonly nxlink: 'NXLink';
    };
};
