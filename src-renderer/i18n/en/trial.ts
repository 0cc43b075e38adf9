/** Words of trying one row on the own phone. */
export const trialEn = {
  title: 'Try one first',
  text: 'One row of the list is sent to your phone in a task of its own, with this form. The person in the row is not called.',
  phone: 'Your phone',
  phoneHint: 'With country code. Remembered for this account.',
  row: 'Row of the list',
  name: 'Name',
  insteadOf: 'Instead of',
  notReady: 'This row would not be called. {{reason}}',
  cancel: 'Cancel',
  review: 'Review',
  back: 'Back',
  tried: 'Tried one {{time}}',
  state: {
    sending: 'Being sent',
    accepted: 'Accepted, not dialled yet',
    refused: 'Refused by the platform',
    unknown: 'Unknown, being checked',
  },
  recording: 'Recording',
  openOrder: 'Open the order',
  openSubmission: 'Open the submission',
} as const
