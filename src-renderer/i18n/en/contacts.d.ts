/** Words of the contacts screens. */
export declare const contactsEn: {
    readonly title: 'Contacts';
    readonly load: 'Load contacts';
    readonly fileInput: 'Contact file';
    readonly dropHere: 'Drop the file to read it. Nothing is sent.';
    readonly empty: {
        readonly title: 'No contact list yet';
        readonly text: 'A CSV, TSV or semicolon file with one phone number a row, of any size and encoding. It is checked here row by row; nothing is sent until you launch a task.';
    };
    readonly column: {
        readonly title: 'Contact lists';
        readonly ready: '{{ready}} of {{total}} ready';
        readonly readySoFar: '{{state}}, {{ready}} ready';
        readonly state: {
            readonly importing: 'Importing';
            readonly ready: 'Ready';
            readonly cancelled: 'Cancelled';
            readonly failed: 'Failed';
        };
    };
    readonly upload: {
        readonly title: 'Reading {{name}}';
        readonly share: '{{share}} handed over';
    };
    readonly reading: {
        readonly section: 'How the file is read';
        readonly encoding: 'Encoding';
        readonly delimiter: 'Delimiter';
        readonly header: 'Header';
        readonly auto: 'Found: {{found}}';
        readonly autoUnknown: 'Find out';
        readonly headerYes: 'First row is the header';
        readonly headerNo: 'No header';
        readonly country: 'Country of numbers without a code';
        readonly noCountry: 'None: refuse such numbers';
        readonly name: 'List name';
    };
    readonly preview: {
        readonly summary: '{{size}}, {{columns}} columns, nothing imported yet';
        readonly columnInFile: 'Column in file';
        readonly becomes: 'Becomes';
        readonly samples: 'Samples';
        readonly blankHeader: 'column {{number}}';
        readonly becomesOf: '{{column}} becomes';
        readonly phone: 'Phone';
        readonly fieldName: 'Name';
        readonly customerName: 'Customer name';
        readonly other: 'other, sent back unchanged';
        readonly otherShort: 'other';
        readonly variable: '{{braced}}, script variable';
        readonly variableName: 'Variable name of {{column}}';
        readonly moreRemarks_one: 'and {{count}} more remark';
        readonly moreRemarks_other: 'and {{count}} more remarks';
        readonly leave: 'Leave this file';
        readonly out: 'Leave out';
        readonly import: 'Import {{name}}';
        readonly cancel: 'Choose another file';
        readonly noPhone: 'Choose the column that holds the phone number. Without it nothing can be imported.';
        readonly firstRows: 'First {{count}} rows as they read with these settings';
        readonly noRows: 'No row below the header.';
    };
    readonly remark: {
        readonly duplicate_header: {
            readonly title: 'Two columns are called “{{header}}”.';
            readonly text: 'They stay apart here; map the right one by its samples.';
        };
        readonly dangerous_header: {
            readonly title: 'The header “{{header}}” is a reserved word.';
            readonly text: 'It is kept as plain text and cannot do harm.';
        };
        readonly blank_header: {
            readonly title: 'Column {{column}} has no header.';
            readonly text: 'It is named by its number.';
        };
        readonly scientific_phones: {
            readonly title: 'Phones in Excel number form, such as {{example}}, in {{count}} of the first {{looked}} rows.';
            readonly text: 'Their last digits are lost for good. Those rows will be refused; export the column as text to keep them.';
        };
        readonly encoding_guessed: {
            readonly title: 'The encoding is a guess: {{encoding}}.';
            readonly text: 'Look at names with accents or characters in the rows below, and choose another one if they read wrong.';
        };
        readonly same_file_before: {
            readonly title: 'This exact file was imported on {{on}} as “{{name}}”.';
            readonly text: 'Importing it again makes a second list. Calling both would ring the same people twice.';
        };
    };
    readonly importing: {
        readonly title: 'Importing {{name}}';
        readonly share: '{{share}} of {{size}} read';
        readonly rows: 'Rows read';
        readonly ready: 'Ready';
        readonly left: 'Left out';
        readonly speed: 'Rows per second';
        readonly cancel: 'Cancel import';
        readonly keeps: 'The rows read so far stay when you cancel.';
    };
    readonly list: {
        readonly rows: '{{rows}} rows';
        readonly headerYes: 'header in row 1';
        readonly headerNo: 'no header';
        readonly use_one: 'Use {{count, number}} contact';
        readonly use_other: 'Use {{count, number}} contacts';
        readonly useNone: 'No contact to use';
        readonly notWhole: 'The file was not read to its end.';
        readonly rename: 'Rename';
        readonly renameTitle: 'Rename the contact list';
        readonly renameField: 'New name';
        readonly keepName: 'Keep the name';
        readonly remove: 'Delete';
        readonly removeTitle: 'Delete “{{name}}”?';
        readonly removeText: 'The {{rows}} rows kept here are deleted. Orders that were sent from it, and the file itself, stay.';
        readonly keep: 'Keep the list';
        readonly removeConfirm: 'Delete the list';
        readonly cancelledTitle: 'The import was cancelled at {{share}} of the file.';
        readonly cancelledText: 'The {{rows}} rows read until then stay here to look at. A task takes a whole file only; load the file again to call it.';
        readonly failedTitle: 'The import stopped. {{rows}} rows read before that are kept.';
        readonly noAccount: 'Connect an account first; a task belongs to one.';
    };
    readonly groups: {
        readonly section: 'Rows of this list';
        readonly all: 'All rows';
        readonly problems: 'All problems';
        readonly ready: 'Ready';
        readonly leftOut: 'Left out';
        readonly nothingSent: '{{seconds}} s, nothing sent yet';
        readonly sum: '{{rows}} = {{ready}} ready + {{left}} left out';
    };
    readonly rows: {
        readonly search: 'Phone, name or any value';
        readonly searchLabel: 'Search rows';
        readonly row: 'Row';
        readonly reason: 'Reason';
        readonly ready: 'Ready';
        readonly empty: 'empty';
        readonly noneFound: 'No row of this group holds “{{search}}”.';
        readonly clearSearch: 'Clear the search';
        readonly none: 'No row in this group.';
        readonly showAll: 'Show all rows';
        readonly move: 'move';
        readonly inGroup_one: '{{count, number}} row in this group';
        readonly inGroup_other: '{{count, number}} rows in this group';
    };
    readonly rowReason: {
        phone_empty: string;
        phone_scientific: string;
        phone_letters: string;
        phone_no_country: string;
        phone_too_short: string;
        phone_too_long: string;
        phone_not_valid: string;
        duplicate_in_file: string;
        variable_missing: string;
        too_few_columns: string;
        too_many_columns: string;
        nul_bytes: string;
        blank_row: string;
        value_too_long: string;
        broken_quotes: string;
    };
    readonly rowReasonDetail: {
        readonly phone_scientific: 'Bad phone: {{detail}}, digits lost in Excel';
        readonly digits: 'Bad phone: {{there}} digits, {{expected}} expected';
        readonly leading_zero: 'Bad phone: leading 0 after {{code}}';
        readonly country_code: 'Bad phone: no country has that code';
        readonly characters: 'Bad phone: characters that are no digits';
        readonly duplicate_in_file: 'Duplicate in file: same as row {{detail}}';
        readonly variable_missing: 'Variable missing: {{detail}}';
        readonly too_few_columns: 'Too few columns: {{there}}, {{expected}} expected';
        readonly too_many_columns: 'Too many columns: {{there}}, {{expected}} expected';
        readonly value_too_long: 'Value too long: {{detail}} characters';
    };
    readonly groupReason: {
        phone_empty: string;
        phone_scientific: string;
        phone_letters: string;
        phone_no_country: string;
        phone_too_short: string;
        phone_too_long: string;
        phone_not_valid: string;
        duplicate_in_file: string;
        variable_missing: string;
        too_few_columns: string;
        too_many_columns: string;
        nul_bytes: string;
        blank_row: string;
        value_too_long: string;
        broken_quotes: string;
    };
    readonly encoding: {
        'utf-8': string;
        'utf-16le': string;
        'utf-16be': string;
        gb18030: string;
        big5: string;
        shift_jis: string;
        'windows-1250': string;
        'windows-1251': string;
        'windows-1252': string;
        'windows-1253': string;
        'windows-1254': string;
        'windows-1256': string;
        'windows-1258': string;
    };
    readonly delimiter: {
        ',': string;
        ';': string;
        '\t': string;
        '|': string;
    };
};
