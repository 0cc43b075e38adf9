/** Words of the status tables, the same on every screen. */
export declare const statusEn: {
    readonly call: {
        readonly c1: 'Ready to call';
        readonly c2: 'Dispatching';
        readonly c3: 'Dialling';
        readonly c4: 'Ringing';
        readonly c5: 'In call';
        readonly c6: 'Completed call';
        readonly c8: 'Invalid number';
        readonly c9: 'Unreachable';
        readonly c10: 'Line busy';
        readonly c11: 'Busy and rejected';
        readonly c12: 'User rejected';
        readonly c13: 'User rejected';
        readonly c15: 'TTS failed';
        readonly c16: 'Unknown reason';
        readonly c17: 'Blacklisted';
        readonly c18: 'Stopped';
        readonly c21: 'Number check failed';
        readonly c22: 'Rang, not answered';
        readonly c23: 'No response';
        readonly c24: 'Voice mail';
        readonly c25: 'Rang too long';
        readonly unlisted: 'Code {{code}}, unlisted';
        readonly none: 'No status yet';
    };
    readonly task: {
        readonly c1: 'Waiting';
        readonly c2: 'Running';
        readonly c3: 'Completed';
        readonly c4: 'Failed';
        readonly c5: 'Paused';
        readonly unlisted: 'Code {{code}}, unlisted';
        readonly none: 'Not told';
    };
    readonly batch: {
        readonly waiting: 'Waiting';
        readonly sending: 'Sending';
        readonly accepted: 'Accepted';
        readonly refused: 'Refused';
        readonly unknown: 'Unknown';
        readonly backoff: 'Back-off';
        readonly withdrawn: 'Withdrawn';
    };
    readonly verdict: {
        readonly verified: 'Verified';
        readonly wrong: 'Wrong signature';
        readonly unsigned: 'Unsigned';
        readonly unchecked: 'Not checked';
    };
    readonly listener: {
        readonly off: 'off';
        readonly listening: 'live';
        readonly failed: 'dead';
    };
};
