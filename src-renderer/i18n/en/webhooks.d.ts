/** Words of the webhooks screen. */
export declare const webhooksEn: {
    readonly title: 'Webhooks';
    readonly listener: {
        readonly label: 'Listener';
        readonly address: 'Address';
        readonly received_one: '{{number}} delivery';
        readonly received_other: '{{number}} deliveries';
        readonly last: 'last {{age}} ago';
        readonly off: 'The listener is off';
        readonly offText: 'Results are pulled instead of called back.';
    };
    readonly newRows_one: '{{number}} new';
    readonly newRows_other: '{{number}} new';
    readonly column: {
        readonly receivedAt: 'Received';
        readonly kind: 'Kind';
        readonly verdict: 'Signature';
        readonly task: 'userTaskID';
        readonly order: 'orderID';
        readonly bytes: 'Size';
        readonly request: 'requestID';
    };
    readonly kind: {
        readonly task: 'task';
        readonly order: 'order';
        readonly call: 'call';
        readonly nxlink: 'NXLink record';
        readonly unknown: 'unknown';
    };
    readonly verdictText: {
        readonly verified: 'The signature matches the bytes received.';
        readonly wrong: 'The signature does not match the bytes received: the secret differs, or the body was changed on the way.';
        readonly unsigned: 'The delivery carries no signature. It is kept and not trusted.';
        readonly unchecked: 'It was not checked, because the secret of its account could not be read or no account fits.';
    };
    readonly empty: {
        readonly title: 'Nothing received yet';
        readonly text: 'One row for each request of the platform, kept as its bytes came. The first call of a task with callback addresses will show here.';
        readonly copy: 'Copy the address';
    };
    readonly panel: {
        readonly label: 'Delivery';
        readonly proof: 'Proof';
        readonly body: 'Body';
        readonly bytes: '{{bytes}} as received';
        readonly account: 'Account';
        readonly noAccount: 'no account fits';
        readonly openOrder: 'Open the order';
    };
    readonly footer: {
        readonly shown_one: '{{number}} delivery';
        readonly shown_other: '{{number}} deliveries';
        readonly stored: 'stored before it is answered';
    };
    readonly hint: {
        readonly move: 'move';
        readonly open: 'open';
    };
    readonly address: 'The platform has to reach this address. On this computer alone only the simulator can.';
};
