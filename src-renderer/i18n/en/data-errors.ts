import type { Sentences } from './error-sentences.ts'

/** Failures of contact files and of our own data files in words. */
export const dataErrorsEn = {
  file_unreadable: {
    title: 'The file cannot be read',
    what: '{{file}} could not be opened or read to its end, or it has changed meanwhile.',
    calls: 'Nobody can be called from it yet.',
    next: 'Check that the file is still there and that you may read it.',
  },
  file_empty: {
    title: 'The file is empty',
    what: '{{file}} has no content.',
    calls: 'No contact was taken.',
    next: 'Export the list again and choose the new file.',
  },
  file_header_only: {
    title: 'The file has only a header',
    what: '{{file}} has one line and no contacts under it.',
    calls: 'No contact was taken.',
    next: 'If that line is a contact, set "Header" to no; otherwise export the list again.',
  },
  file_not_text: {
    title: 'The file is not text',
    what: '{{file}} is no CSV: it holds binary data, as a spreadsheet file does, or no line ever ends.',
    calls: 'No contact was taken.',
    next: 'Save the sheet as CSV (UTF-8) and choose that file.',
  },
  file_broken_quotes: {
    title: 'A quote is not closed',
    what: 'The quote opened in line {{line}} is not closed.',
    calls: 'Nobody can be called from it yet.',
    next: 'Correct line {{line}}, or export the list again.',
  },
  file_too_many_columns: {
    title: 'The file has too many columns',
    what: 'It has {{columns}} columns; {{limit}} are taken.',
    calls: 'No contact was taken.',
    next: 'Export the columns you need, or choose another delimiter.',
  },
  file_wrong_encoding: {
    title: 'The file does not read in this encoding',
    what: 'It does not read as {{encoding}} at {{place}}.',
    calls: 'Nobody can be called from it yet.',
    next: 'Choose another encoding and look at the preview.',
  },
  database_newer: {
    title: 'The data is from a newer Callboard',
    what: '{{path}} was written by version {{found}}; this one reads up to {{known}}.',
    calls: 'Nothing was opened or changed. Calls at the platform go on.',
    next: 'Start the newer Callboard, or choose another data folder.',
  },
  database_damaged: {
    title: 'A data file is damaged',
    what: '{{path}} is not a readable database.',
    calls: 'Nothing was deleted. Calls at the platform go on.',
    next: 'Quit, copy the data folder, then put back a copy of this file, or ask support.',
  },
  database_changed_step: {
    title: 'The data does not fit this Callboard',
    what: 'In {{path}} step {{step}} differs from ours.',
    calls: 'Nothing was changed. Calls at the platform go on.',
    next: 'Start the Callboard that wrote it, or choose another data folder.',
  },
  disk_full: {
    title: 'The disk is full',
    what: 'Nothing more can be written to {{path}}.',
    calls: 'Webhooks are not acknowledged, so the platform may send them again. Nothing more is sent.',
    next: 'Free 200 MB, then try again.',
  },
  folder_read_only: {
    title: 'The data folder cannot be written',
    what: 'Callboard may not write to {{path}}.',
    calls: 'Nothing is sent, because it could not be journalled first. Calls at the platform go on.',
    next: 'Give yourself the right to write there, or choose another data folder.',
  },
  folder_missing: {
    title: 'The data folder is missing',
    what: '{{path}} is not there.',
    calls: 'Nothing is sent. Calls at the platform go on.',
    next: 'Connect the drive it is on, or choose another data folder.',
  },
  data_in_use: {
    title: 'Another Callboard uses this data',
    what: '{{path}} is held by another running Callboard.',
    calls: 'Nothing was changed.',
    next: 'Go to the other window, or quit it first.',
  },
} satisfies Record<string, Sentences>
