/** The platform's own codes in plain words, each with a next step. */
export declare const retCodesEn: {
    /** callbot-v3.md 5.1 */
    readonly callbot: {
        readonly c0: {
            readonly what: 'The platform did it.';
            readonly next: 'Nothing to do.';
        };
        readonly c1: {
            readonly what: 'The platform names a general error and no cause.';
            readonly next: 'Try once more; if it stays, give support the ids below.';
        };
        readonly c2: {
            readonly what: 'A field the platform needs was not in the request.';
            readonly next: 'Give support the ids below; the console should have sent it.';
        };
        readonly c3: {
            readonly what: 'A field had a form the platform does not read.';
            readonly next: 'Check the values of the task form; give support the ids below if they are right.';
        };
        readonly c4: {
            readonly what: 'A field had a value the platform does not take, such as an unknown scene, route or strategy.';
            readonly next: 'Compare the ids in the task form with the NXCLOUD console.';
        };
        readonly c4001: {
            readonly what: 'There were too many elements in one request.';
            readonly next: 'Send fewer orders in one request; the console halves the batch by itself.';
        };
        readonly c5: {
            readonly what: 'The platform is under maintenance.';
            readonly next: 'Wait; the console tries again by itself.';
        };
        readonly c5001: {
            readonly what: 'The platform had an internal error.';
            readonly next: 'Wait; the console tries again. If it stays, give support the ids below.';
        };
        readonly c6: {
            readonly what: 'The signature is wrong.';
            readonly next: 'Enter the secretKey again, as the NXCLOUD console shows it.';
        };
        readonly c6001: {
            readonly what: 'The signature is missing.';
            readonly next: 'A proxy on the way may remove headers. Connect without it.';
        };
        readonly c6002: {
            readonly what: 'No account has this uuid.';
            readonly next: 'Copy the uuid from the NXCLOUD console, page Developer.';
        };
        readonly c6003: {
            readonly what: 'The account may not do this.';
            readonly next: 'Ask NXCLOUD to open the API for this account.';
        };
        readonly c7: {
            readonly what: 'The platform is busy.';
            readonly next: 'Wait; the console tries again by itself.';
        };
        readonly c1001: {
            readonly what: 'A batch import is running, so import and export are refused.';
            readonly next: 'Wait until the import has ended.';
        };
    };
    /** nxlink-cc.md 3.4 and 4.1 */
    readonly nxlink: {
        readonly c0: {
            readonly what: 'The platform did it.';
            readonly next: 'Nothing to do.';
        };
        readonly c88: {
            readonly what: 'The platform could not do it and names no cause.';
            readonly next: 'Give support the ids below.';
        };
        readonly c99: {
            readonly what: 'The platform had a system error.';
            readonly next: 'Try again later; if it stays, give support the ids below.';
        };
        readonly c1001: {
            readonly what: 'A common header is missing, or the authorization failed.';
            readonly next: 'Check accessKey and accessSecret. A proxy on the way may remove headers.';
        };
        readonly c1002: {
            readonly what: 'A parameter is wrong.';
            readonly next: 'Check the values of the task form and the region of the account.';
        };
        readonly c1003: {
            readonly what: 'The signature is wrong.';
            readonly next: 'Enter the accessSecret again, as the NXLink console shows it.';
        };
        readonly c1004: {
            readonly what: 'The time in the request is more than 60 s off.';
            readonly next: 'Set the clock of this computer by the network, then test the connection.';
        };
        readonly c1005: {
            readonly what: 'The accessKey is wrong, or the account lacks this business.';
            readonly next: 'Check the accessKey and the region; ask NXCLOUD to open the call center API.';
        };
        readonly c41000: {
            readonly what: 'A parameter is wrong or empty.';
            readonly next: 'Check the values of the task form.';
        };
    };
};
