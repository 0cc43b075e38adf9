/** Words of the status tables, the same on every screen. */
export const statusEn = {
  call: {
    c1: 'Ready to call', c2: 'Dispatching', c3: 'Dialling', c4: 'Ringing', c5: 'In call', c6: 'Completed call',
    c8: 'Invalid number', c9: 'Unreachable', c10: 'Line busy', c11: 'Busy and rejected', c12: 'User rejected', c13: 'User rejected',
    c15: 'TTS failed', c16: 'Unknown reason', c17: 'Blacklisted', c18: 'Stopped', c21: 'Number check failed',
    c22: 'Rang, not answered', c23: 'No response', c24: 'Voice mail', c25: 'Rang too long',
    unlisted: 'Code {{code}}, unlisted', none: 'No status yet', withCode: '{{words}}, {{code}}',
  },
  task: {
    c1: 'Waiting', c2: 'Running', c3: 'Completed', c4: 'Failed', c5: 'Paused',
    unlisted: 'Code {{code}}, unlisted', none: 'Sent',
  },
  batch: {
    waiting: 'Waiting', sending: 'Sending', accepted: 'Accepted', refused: 'Refused', unknown: 'Unknown', backoff: 'Back-off', withdrawn: 'Withdrawn',
  },
  verdict: { verified: 'Verified', wrong: 'Wrong signature', unsigned: 'Unsigned', unchecked: 'Not checked' },
  listener: { off: 'off', listening: 'live', failed: 'dead' },
} as const
