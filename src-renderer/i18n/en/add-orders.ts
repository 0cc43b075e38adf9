/** Words of adding orders to a task that is there. */
export const addOrdersEn = {
  title: 'Add orders to {{name}}',
  mapping: 'What fills each variable of the task',
  columnFor: 'Column for {{name}}',
  choose: 'Choose a column',
  noVariables: 'The task was launched without variables.',
  way: 'What becomes of the orders that wait',
  add: 'Add to them',
  addMeaning: 'Phones the task has already are left out; the others are added by addBatchCall.',
  replace: 'Replace what is not dialled yet',
  replaceMeaning:
    'importBatchCall deletes every order the task has not dialled yet, then takes this list in their place. That cannot be undone.',
  cancel: 'Cancel',
  review: 'Review',
} as const
