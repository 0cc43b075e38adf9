/** The English catalogue. Keys are typed from it, so a missing word is a type error. */
export declare const en: {
    readonly shell: {
        readonly appName: 'Callboard';
        readonly rail: {
            readonly label: 'Screens';
            readonly tasks: 'Tasks';
            readonly contacts: 'Contacts';
            readonly orders: 'Orders';
            readonly webhooks: 'Webhooks';
            readonly accounts: 'Accounts';
            readonly settings: 'Settings';
        };
        readonly titleBar: {
            readonly label: 'Account and state';
            readonly switchAccount: 'Account: {{label}}. Switch account';
            readonly accounts: 'Accounts';
            readonly addAccount: 'Add an account';
            readonly manageAccounts: 'Manage accounts';
            readonly find: 'Find a task, order, phone or command';
            readonly listener: 'Listener';
            readonly lastDelivery: 'last delivery {{age}} ago';
            readonly nothingYet: 'nothing received yet';
            readonly listenerTip: 'Open the webhooks';
            readonly synced: 'Synced';
            readonly ago: '{{age}} ago';
            readonly notSynced: 'Not synced yet';
            readonly syncFailed: 'Sync failed';
            readonly syncing: 'Syncing';
            readonly syncingOf: '{{done}} of {{total}}';
            readonly syncTip: 'Pull the tasks now';
        };
        readonly shortcuts: {
            readonly title: 'Shortcuts';
            readonly anywhere: 'Anywhere';
            readonly lists: 'In a list';
            readonly forms: 'In a form';
            readonly palette: 'Find or do anything';
            readonly help: 'This list';
            readonly back: 'Back';
            readonly forward: 'Forward';
            readonly close: 'Close the innermost';
            readonly screens: 'Go to a screen by its place in the rail';
            readonly move: 'Move';
            readonly page: 'Move by a page';
            readonly ends: 'First or last';
            readonly open: 'Open';
            readonly tick: 'Tick or untick';
            readonly extend: 'Tick up to here';
            readonly send: 'Do what the form is for';
        };
        readonly palette: {
            readonly label: 'Find or do';
            readonly input: 'Find a task, order, phone or command';
            readonly nothing: 'Nothing matches.';
            readonly orders: 'Orders and people';
            readonly tasks: 'Tasks';
            readonly accounts: 'Accounts';
            readonly anywhere: 'Anywhere';
            readonly count: '{{shown}} of {{total}}';
            readonly took: '{{ms}} ms';
            readonly move: 'move';
            readonly choose: 'open';
            readonly hintTasks: 'tasks';
            readonly hintPeople: 'people';
            readonly hintCommands: 'commands';
            readonly goTo: 'Go to {{screen}}';
            readonly newTask: 'New task';
            readonly loadContacts: 'Load contacts';
            readonly addAccount: 'Add an account';
            readonly syncTasks: 'Pull all tasks now';
            readonly shortcuts: 'Show the shortcuts';
            readonly themeSystem: 'Theme: as the system';
            readonly themeLight: 'Theme: light';
            readonly themeDark: 'Theme: dark';
            readonly switchTo: 'Switch to {{account}}';
            readonly listTask: 'listTask';
            readonly allOrders: 'All orders with "{{text}}"';
        };
        readonly start: {
            readonly quiet: 'Nothing was deleted.';
            readonly path: 'Where';
            readonly tryAgain: 'Try again';
            readonly hostTitle: 'Callboard is not running';
            readonly hostText: 'This page is shown by the Callboard program on this computer, and it does not answer. Start it again and open the address it prints.';
        };
        readonly keychain: {
            readonly lockedTitle: 'The system keychain is locked.';
            readonly lockedText: 'The secret of {{account}} cannot be read. Nothing can be launched or pulled, and webhook signatures are not checked. Deliveries are kept and will be checked once it is open.';
            readonly noneTitle: 'This system has no keychain.';
            readonly noneText: 'Secrets stay in memory for this run and are gone when Callboard quits. They are never written to a file.';
            readonly missingTitle: 'The secret of {{account}} is missing.';
            readonly missingText: 'Nothing can be launched or pulled for it. Running tasks go on at the platform.';
            readonly enterForRun: 'Enter secret for this run';
            readonly enter: 'Enter the secret';
            readonly checkAgain: 'Check again';
            readonly understood: 'Understood';
            readonly simulatorTitle: 'The simulator is not running.';
            readonly simulatorText: 'What you see is what was known. Start it to go on.';
            readonly startSimulator: 'Start the simulator';
        };
    };
    readonly ui: {
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
    readonly errors: Record<"answer_too_large" | "answer_truncated" | "auth_clock" | "auth_permission" | "auth_signature" | "auth_signature_missing" | "auth_unknown_account" | "base_url_refused" | "cancelled" | "confirm_mismatch" | "conflict" | "counts_do_not_add_up" | "data_in_use" | "database_changed_step" | "database_damaged" | "database_newer" | "disk_full" | "file_broken_quotes" | "file_empty" | "file_header_only" | "file_not_text" | "file_too_many_columns" | "file_unreadable" | "file_wrong_encoding" | "folder_missing" | "folder_read_only" | "http_status" | "import_running" | "internal" | "invalid_input" | "keychain_locked" | "keychain_none" | "listener_failed" | "not_found" | "not_json" | "not_supported" | "platform_busy" | "platform_internal" | "platform_maintenance" | "platform_parameters" | "platform_refused" | "redirect" | "response_signature" | "secret_missing" | "simulator_failed" | "task_not_ready" | "timeout" | "tls" | "too_many_elements" | "unreachable", import("./en/errors.ts").Sentences>;
    readonly retCodes: {
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
    readonly status: {
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
    readonly accounts: {
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
    readonly firstStart: {
        readonly lead: 'Set up calling tasks, load contacts, launch them, watch them live and review every order and call. Everything stays on this computer.';
        readonly connect: {
            readonly title: 'Connect an account';
            readonly text: 'Use your NXCLOUD credentials. Real people are called only when you launch a task.';
            readonly note: 'Checked with one signed call. Nothing is created on the platform.';
            readonly button: 'Check and connect';
            readonly checking: 'Checking, {{age}}';
        };
        readonly explore: {
            readonly title: 'Explore with the simulator';
            readonly text: 'No credentials, no telephone, no cost. The simulator speaks the same API and calls back the same way.';
            readonly step1: 'Starts the simulator on this computer';
            readonly step2: 'Loads sample contacts';
            readonly step3: 'Launches a task and fills the live board';
            readonly step4: 'First calls ring, faster than real ones';
            readonly more: 'Load contacts of your own, launch them and export the orders: no real telephone rings.';
            readonly stays: 'stays on screen, so it is never taken for live.';
            readonly button: 'Start exploring';
            readonly about: 'within a minute';
            readonly running: 'Working, {{age}}';
            readonly done: 'done';
            readonly doing: 'now';
        };
        readonly keychain: {
            readonly present: 'System keychain is available';
            readonly locked: 'System keychain is locked: a secret entered now stays in memory for this run';
            readonly none: 'No system keychain: a secret stays in memory for this run';
        };
    };
    readonly webhooks: {
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
    readonly settings: {
        readonly title: 'Settings';
        readonly look: {
            readonly title: 'Look';
            readonly theme: 'Theme';
            readonly system: 'As the system';
            readonly light: 'Light';
            readonly dark: 'Dark';
        };
        readonly data: {
            readonly title: 'Data';
            readonly folder: 'Data folder';
            readonly text: 'Accounts without secrets, contacts, submissions, orders and deliveries. Nothing leaves this computer but the requests you make.';
            readonly folderName: 'path';
        };
        readonly keychain: {
            readonly title: 'System keychain';
            readonly state: 'State';
            readonly present: 'available';
            readonly locked: 'locked';
            readonly none: 'none found';
            readonly detail: 'The system says';
        };
        readonly simulator: {
            readonly title: 'Simulator';
            readonly state: 'State';
            readonly running: 'running';
            readonly off: 'not running';
            readonly address: 'Address';
            readonly start: 'Start the simulator';
            readonly text: 'Our own server that speaks the documented APIs. It dials nobody.';
            readonly explore: 'Explore with the simulator';
        };
        readonly about: {
            readonly title: 'About';
            readonly version: 'Version';
            readonly host: 'Host';
            readonly desktop: 'desktop window';
            readonly browser: 'browser';
            readonly platform: 'Platform';
        };
    };
    readonly contacts: {
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
    readonly setup: {
        readonly field: {
            readonly listId: 'Contact list';
            readonly taskName: 'Task name';
            readonly sceneID: 'Scene id';
            readonly strategyName: 'Strategy';
            readonly routeID: 'Route id';
            readonly startupType: 'Start';
            readonly startupAt: 'Start time';
            readonly timeZone: 'Time zone';
            readonly weekdays: 'Weekdays';
            readonly halfHours: 'Half-hours';
            readonly maxCall: 'Calls at the same time';
            readonly maxRingTime: 'Ring time';
            readonly manualCall: 'Human hand-off';
            readonly manualCall_agentGroup: 'Agent group';
            readonly manualCall_dispatchType: 'Dispatch';
            readonly manualCall_ratioCallRate: 'Calls for each free agent';
            readonly manualCall_predictCallRate: 'Predictive call rate';
            readonly taskKeep: 'Keep the task open';
            readonly roundRedial: 'Redial in the round';
            readonly wholeTTS: 'Whole sentences';
            readonly phoneEncrypt: 'Mask numbers';
            readonly smsEnable: 'SMS';
            readonly smsByIntent: 'SMS by intent';
            readonly smsTemplates: 'SMS templates';
            readonly smsTemplates_smsID: 'SMS template';
            readonly variables: 'Script variables';
            readonly variables_name: 'Script variable';
            readonly variables_column: 'Script variable';
            readonly callbacks: 'Callbacks';
            readonly callbacks_mode: 'Callbacks';
            readonly callbacks_taskCallbackUrl: 'Task webhook URL';
            readonly callbacks_orderCallbackUrl: 'Order webhook URL';
            readonly callbacks_callCallbackUrl: 'Call webhook URL';
            readonly country: 'Country';
            readonly taskDesc: 'Description';
            readonly dispatchType: 'Dispatch';
            readonly agentGroupNo: 'Agent group number';
            readonly predictCallRate: 'Predictive call rate';
            readonly ratioCallRate: 'Calls for each free agent';
            readonly startCount: 'Start value';
            readonly account: 'Account';
        };
        readonly issue: {
            required: string;
            column_missing: string;
            too_low: string;
            not_whole: string;
            days_empty: string;
            hours_empty: string;
            start_unreadable: string;
            start_past: string;
            start_skipped: string;
            start_twice: string;
            whole_tts_required: string;
            rate_required: string;
            sms_rule_missing: string;
            sms_template_unknown: string;
            variable_repeated: string;
            variable_blank: string;
            url_unreadable: string;
            url_not_https: string;
            country_letters: string;
            too_many_decimals: string;
            zone_unknown: string;
            clock_change: string;
            outside_hours: string;
            list_missing: string;
            list_not_ready: string;
            list_empty: string;
            listener_off: string;
            starts_by_itself: string;
            no_schedule_field: string;
            no_task_id: string;
        };
        readonly title: 'New task';
        readonly from: 'from';
        readonly saved: 'Draft saved {{time}}';
        readonly saving: 'Saving draft';
        readonly notSaved: 'Draft not saved';
        readonly review: 'Review and launch';
        readonly remove: 'Discard draft';
        readonly removeTitle: 'Discard this draft?';
        readonly removeText: 'What was filled in here is gone. The contact list stays, and nothing was sent.';
        readonly keepDraft: 'Keep the draft';
        readonly tryAgain: 'Try again';
        readonly gone: {
            readonly title: 'This draft is not here any more';
            readonly text: 'It was launched or discarded. Its contact list is still in Contacts.';
            readonly action: 'Open contacts';
        };
        readonly basics: {
            readonly section: 'Task';
            readonly list: 'Contact list';
            readonly listReady: '{{ready}} ready';
            readonly noList: 'Choose a list';
            readonly taskName: 'Task name';
            readonly scene: 'Scene id';
            readonly sceneHint: 'From the template in the NXCLOUD console';
            readonly strategy: 'Strategy';
            readonly strategyHint: 'By name, as in the console';
            readonly route: 'Route id';
            readonly optionsMissing: 'The platform gave no list of {{list}}: {{reason}}. Type the id by hand.';
            readonly optionsNeedScene: 'Fill in the scene id, and the strategies and intents of that scene are suggested.';
            readonly optionsNotSupported: 'This API lists no {{list}}. Type the id by hand.';
            readonly optionsFailed: '{{what}} Until then nothing is suggested; type the ids by hand.';
            readonly optionList: {
                readonly routes: 'routes';
                readonly strategies: 'strategies';
                readonly intents: 'intents';
            };
        };
        readonly when: {
            readonly section: 'When';
            readonly startup: 'Start';
            readonly manual: 'Manual';
            readonly scheduled: 'Scheduled';
            readonly immediate: 'Immediate';
            readonly startAt: 'Start time';
            readonly zone: 'Time zone';
            readonly zoneNone: 'No zone of that name.';
            readonly manualText: 'The task waits until somebody starts it.';
            readonly immediateText: 'Dialling starts when the platform has the orders, inside the half-hours below.';
            readonly halfHours: 'Half-hours';
            readonly gridLabel: 'Half-hours of every chosen day. Space paints, arrows move, Shift with arrows extends.';
            readonly painted: '{{window}}, dialled';
            readonly notPainted: '{{window}}, not dialled';
            readonly preset: {
                readonly label: 'Presets';
                readonly office: '09 to 18';
                readonly long: '10 to 20';
                readonly clear: 'Clear';
            };
            readonly drag: 'drag';
            readonly dragPaints: 'paint';
            readonly space: 'Space';
            readonly spaceToggles: 'toggle';
            readonly extends: 'extend';
            readonly day: {
                readonly mon: 'Mon';
                readonly tue: 'Tue';
                readonly wed: 'Wed';
                readonly thu: 'Thu';
                readonly fri: 'Fri';
                readonly sat: 'Sat';
                readonly sun: 'Sun';
            };
            readonly dayToggle: 'Dial on {{day}}';
            readonly everyDay: 'every day';
            readonly dayRange: '{{first}} to {{last}}';
            readonly product: '{{hours}} × {{days}}.';
            readonly hours_one: '{{count}} half-hour';
            readonly hours_other: '{{count}} half-hours';
            readonly weekdays_one: '{{count}} weekday';
            readonly weekdays_other: '{{count}} weekdays';
            readonly sameHours: 'Every chosen day gets the same half-hours.';
            readonly taskZone: 'Task zone, {{zone}}, zoneSecond {{seconds}}';
            readonly taskZoneUnknown: 'Task zone';
            readonly myZone: 'My zone, {{zone}}';
            readonly utc: 'Same instant, UTC';
            readonly firstCall: 'first call, {{when}}';
            readonly now: 'now';
            readonly inTime: 'in {{time}}';
            readonly clockChange: {
                readonly back: 'Clocks in {{zone}} go back {{by}} on {{date}}; the task keeps {{seconds}}.';
                readonly forward: 'Clocks in {{zone}} go forward {{by}} on {{date}}; the task keeps {{seconds}}.';
                readonly effect: 'From then on {{window}} rings as {{moved}} on the clocks there.';
            };
        };
        readonly sms: {
            readonly section: 'SMS after the order ends';
            readonly off: 'No SMS is sent.';
            readonly intent: 'Intent';
            readonly none: 'None';
            readonly templates: 'Templates';
            readonly smsID: 'SMS template id';
            readonly label: 'Shown as';
            readonly addTemplate: 'Add template';
            readonly removeTemplate: 'Remove template {{label}}';
            readonly noTemplate: 'Add a template first: its id from the NXCLOUD console and a word to call it by.';
            readonly addIntent: 'Add intent';
            readonly intentID: 'Intent id';
            readonly intentName: 'Intent name';
            readonly removeIntent: 'Remove intent {{intent}}';
            readonly noIntents: 'The platform listed no intents for this scene. Add them by id or name.';
            readonly choice: '{{intent}}: {{template}}';
            readonly once: 'One template an intent, so no intent can be sent two.';
            readonly withoutRule_one: '{{count}} intent has no template and gets no SMS.';
            readonly withoutRule_other: '{{count}} intents have no template and get no SMS.';
        };
        readonly lines: {
            readonly section: 'Lines';
            readonly maxCall: 'Calls at the same time';
            readonly maxRingTime: 'Ring time';
            readonly ringUnit: 'The unit is not documented; NXCLOUD calls it the maximum ringing time.';
            readonly section2: 'While dialling';
            readonly taskKeep: 'Keep the task open when its orders are done';
            readonly roundRedial: 'Redial an unanswered call once in the same round';
            readonly wholeTTS: 'Speak sentences with variables as a whole';
            readonly wholeTTSForced: 'On because the script has variables; the platform asks for it.';
            readonly phoneEncrypt: 'Mask numbers in the NXCLOUD console';
        };
        readonly handOff: {
            readonly section: 'Human hand-off';
            readonly off: 'Only for AICC scenes. Calls stay with the bot.';
            readonly agentGroup: 'Agent group id';
            readonly dispatch: 'Dispatch';
            readonly none: 'None';
            readonly ratio: 'Ratio';
            readonly predictive: 'Predictive 2.0';
            readonly ratioCallRate: 'Calls for each free agent';
            readonly predictCallRate: 'Predictive call rate';
        };
        readonly variables: {
            readonly section: 'Script variables';
            readonly name: 'Variable';
            readonly column: 'Column';
            readonly first: 'First values';
            readonly choose: 'Choose a column';
            readonly add: 'Add variable';
            readonly remove: 'Remove variable {{name}}';
            readonly none: 'The script has no variables. Add one for each name in braces in the scene’s sentences.';
            readonly noList: 'Choose a contact list to fill them from.';
            readonly columnGone: 'column {{number}}, not in this list';
            readonly noValues: 'no value in the first rows';
        };
        readonly callbacks: {
            readonly section: 'Callbacks';
            readonly mode: 'Where the platform reports to';
            readonly listener: 'This computer';
            readonly own: 'Own addresses';
            readonly poll: 'None, poll only';
            readonly listenerText: 'The webhook address of this computer is sent with the task.';
            readonly ownText: 'The platform reports to your addresses. This console sees changes only when it polls.';
            readonly pollText: 'No address is sent. This console polls, so changes show with a delay.';
            readonly task: 'Task webhook URL';
            readonly order: 'Order webhook URL';
            readonly call: 'Call webhook URL';
        };
        readonly nxlink: {
            readonly notice: {
                readonly title: 'NXLink takes less than Callbot.';
                readonly text: 'It answers no task id, has no field for the schedule, dial hours, script or callbacks, and gives no answer per number. What became of each order comes back through its call records (cdr).';
            };
            readonly section: 'Task';
            readonly country: 'Country';
            readonly taskName: 'Task name';
            readonly taskDesc: 'Description';
            readonly strategy: 'Strategy';
            readonly strategyHint: 'By name, as in the NXLink console';
            readonly startup: 'Start';
            readonly unset: 'None';
            readonly manual: 'Manual';
            readonly scheduled: 'Scheduled';
            readonly immediate: 'Immediate';
            readonly scheduledText: 'NXLink has no start time field. What “scheduled” waits for is not documented.';
            readonly manualText: 'How a manual task is started later is not documented; use the NXLink console.';
            readonly agents: 'Agents and dispatch';
            readonly dispatch: 'Dispatch';
            readonly none: 'None';
            readonly ratio: 'Ratio';
            readonly predictive: 'Predictive';
            readonly agentGroupNo: 'Agent group number';
            readonly predictCallRate: 'Predictive rate, two decimals';
            readonly ratioCallRate: 'Ratio rate, one decimal';
            readonly startCount: 'Start value';
            readonly startCountHint: 'Where the dialling algorithm starts';
            readonly ratesAlways: 'NXLink asks for both rates whatever the dispatch is.';
        };
        readonly preflight: {
            readonly section: 'Preflight';
            readonly live: 'live';
            readonly line: '{{field}}: {{issue}}';
            readonly checking: 'Checking';
            readonly willBeSent_one: 'order will be sent';
            readonly willBeSent_other: 'orders will be sent';
            readonly ofRows: 'of {{rows}} rows in {{list}}';
            readonly noList: 'No contact list chosen yet.';
            readonly bar: '{{orders}} of {{rows}} rows become orders';
            readonly leftOut: 'Who is left out, and why';
            readonly nobody: 'Nobody. Every row becomes an order.';
            readonly openContacts: 'Open in contacts';
            readonly sum: '{{rows}} = {{orders}} + {{left}}';
            readonly before: 'Before you can launch';
            readonly nothing: 'Nothing is missing.';
            readonly request: 'What will be sent';
            readonly json: 'JSON';
            readonly jsonTitle: 'The first request';
            readonly jsonText: 'POST {{endpoint}}. {{batches}} of up to {{size}} orders; the first one is shown with at most two of its orders.';
            readonly batches_one: '{{count, number}} request';
            readonly batches_other: '{{count, number}} requests';
            readonly close: 'Close';
            readonly copy: 'Copy';
            readonly copied: 'Copied';
            readonly show: 'Show {{field}}';
        };
        readonly bar: {
            readonly orders_one: '{{count, number}} order';
            readonly orders_other: '{{count, number}} orders';
            readonly from: 'from';
            readonly on: 'on';
            readonly lines_one: '{{count, number}} line';
            readonly lines_other: '{{count, number}} lines';
            readonly manualStart: 'a manual start';
            readonly now: 'the moment they are accepted';
            readonly look_one: '{{count}} thing to look at';
            readonly look_other: '{{count}} things to look at';
            readonly blocks_one: '{{count}} thing blocks';
            readonly blocks_other: '{{count}} things block';
            readonly nothingBlocks: 'nothing blocks';
        };
        readonly launch: {
            readonly title_one: 'Launch {{count, number}} order?';
            readonly title_other: 'Launch {{count, number}} orders?';
            readonly live: 'These are real calls to real people. An order that has rung cannot be taken back.';
            readonly simulator: 'The simulator plays the calls. Nobody’s phone rings.';
            readonly who: 'Who';
            readonly whoText: '{{orders}} of {{rows}} rows in {{list}}';
            readonly leftOut: '{{left}} left out';
            readonly when: 'When';
            readonly firstCall: 'first call {{time}}, {{when}}';
            readonly zone: 'zone {{zone}}, zoneSecond {{seconds}}';
            readonly what: 'What will ring';
            readonly task: '{{task}}, scene {{scene}}, strategy {{strategy}}';
            readonly nxlinkTask: '{{task}}, strategy {{strategy}}';
            readonly lines: '{{lines}} at the same time';
            readonly how: 'How it is sent';
            readonly requests: '{{requests}} of up to {{size}} orders, each written down before it is sent';
            readonly warnings: 'Worth a look';
            readonly keep: 'Back to form';
            readonly launch_one: 'Launch {{count, number}}';
            readonly launch_other: 'Launch {{count, number}}';
        };
    };
    readonly tasks: {
        readonly title: 'Tasks';
        readonly view: {
            readonly label: 'Which tasks';
            readonly live: 'Live';
            readonly all: 'All';
            readonly drafts: 'Drafts';
        };
        readonly filter: 'Filter by name or scene';
        readonly sync: 'Pull tasks';
        readonly syncing: 'Pulling tasks';
        readonly newTask: 'New task';
        readonly group: {
            readonly running: 'Running';
            readonly paused: 'Paused';
            readonly waiting: 'Waiting to start';
            readonly ended: 'Ended';
            readonly sent: 'Sent to NXLink';
            readonly unknown: 'Status unknown';
        };
        readonly column: {
            readonly status: 'Status';
            readonly task: 'Task and scene';
            readonly progress: 'Progress';
            readonly finished: 'Orders finished';
            readonly answered: 'Ans. %';
            readonly window: 'Dial window';
            readonly created: 'Created';
            readonly fresh: 'Fresh';
        };
        readonly strip: {
            readonly left: 'orders left in running tasks';
            readonly answered: 'answered';
            readonly inProgress: 'on the line now';
            readonly none: 'No running task.';
        };
        readonly window: {
            readonly openUntil: 'open until {{time}}';
            readonly opens: 'opens {{time}}';
            readonly never: 'no dial hours';
            readonly always: 'open all day';
            readonly manual: 'manual start';
            readonly starts: 'starts {{time}}';
            readonly unknown: '—';
            readonly held: 'held';
        };
        readonly noStatus: 'Sent';
        readonly shown_one: '{{count, number}} task shown';
        readonly shown_other: '{{count, number}} tasks shown';
        readonly zone: 'Times in {{zone}}';
        readonly empty: {
            readonly title: 'No tasks in this account yet';
            readonly body: 'One row for each task, with its progress, from the moment the platform accepts it. Tasks made elsewhere appear after a pull.';
            readonly load: 'Load contacts';
        };
        readonly emptyFilter: {
            readonly title: 'No task matches “{{text}}”';
            readonly body: 'The filter looks at the name and the scene.';
            readonly clear: 'Remove the filter';
        };
        readonly emptyDrafts: {
            readonly title: 'No drafts';
            readonly body: 'A task you set up is kept here with every keystroke until it is launched.';
        };
        readonly drafts: {
            readonly unnamed: 'Task without a name';
            readonly saved: 'saved {{age}} ago';
            readonly open: 'Open';
            readonly remove: 'Remove draft';
        };
        readonly panel: {
            readonly start: 'Start';
            readonly pause: 'Pause';
            readonly complete: 'Complete';
            readonly pullOrders: 'Pull orders';
            readonly orders: 'Open {{count, number}} orders';
            readonly submission: 'Open submission';
            readonly copyId: 'Copy task id';
            readonly overview: 'Overview';
            readonly finishedOf: '{{finished}} of {{total}} orders finished';
            readonly outcomes: 'Outcomes of all orders';
            readonly settings: 'Settings it was launched with';
            readonly ids: 'Ids';
            readonly platformStat: 'The platform counts {{finished}} of {{total}} orders finished, {{answered}} answered.';
            readonly source: {
                readonly pulled: 'pulled {{time}}';
                readonly webhook: 'webhook {{time}}';
                readonly submission: 'sent {{time}}';
                readonly record: 'record {{time}}';
            };
            readonly why: 'Why is nothing dialling?';
            readonly inProgress: '{{count, number}} on the line now';
        };
        readonly why: {
            readonly waiting: 'The task waits to be started. Start it and the platform begins to dial.';
            readonly paused: 'The task is paused. Its orders wait until it is started again.';
            readonly ended: 'The task has ended. Nothing more will be dialled.';
            readonly closed: 'It is outside the dial hours. Dialling resumes at {{time}}.';
            readonly noHours: 'No half-hour is chosen, so nothing will ever be dialled.';
            readonly allDone: 'All orders are finished.';
            readonly scheduled: 'The start is set for {{time}}.';
        };
        readonly setting: {
            readonly scene: 'Scene';
            readonly strategy: 'Strategy';
            readonly route: 'Route';
            readonly startup: 'Start';
            readonly zone: 'Time zone';
            readonly days: 'Weekdays';
            readonly hours: 'Half-hours';
            readonly lines: 'Lines';
            readonly ring: 'Ring time';
            readonly sms: 'SMS';
            readonly mask: 'Numbers masked';
            readonly keep: 'Kept open';
            readonly callbacks: 'Callbacks';
            readonly startupType: {
                readonly s0: 'none';
                readonly s1: 'manual';
                readonly s2: 'scheduled';
                readonly s3: 'immediate';
            };
            readonly on: 'on';
            readonly off: 'off';
            readonly seconds: '{{count}} s';
            readonly default: 'not set';
            readonly callbackMode: {
                readonly listener: 'this computer';
                readonly own: 'own addresses';
                readonly none: 'none, polled';
            };
            readonly country: 'Country';
            readonly agentGroup: 'Agent group';
        };
        readonly day: {
            readonly mon: 'Mon';
            readonly tue: 'Tue';
            readonly wed: 'Wed';
            readonly thu: 'Thu';
            readonly fri: 'Fri';
            readonly sat: 'Sat';
            readonly sun: 'Sun';
            readonly every: 'every day';
            readonly range: '{{first}} to {{last}}';
        };
        readonly operate: {
            readonly startTitle: 'Start {{name}}?';
            readonly startBody: 'The platform dials its {{left}} unfinished orders inside the dial hours.';
            readonly startButton: 'Start task';
            readonly pauseTitle: 'Pause {{name}}?';
            readonly pauseBody: 'Calls in progress are finished by the platform. {{left}} orders wait until the task is started again.';
            readonly pauseButton: 'Pause task';
            readonly completeTitle: 'Complete {{name}} for good?';
            readonly completeBody: 'The platform ends the task. {{left}} unfinished orders will not be dialled. Whether a completed task can be started again is not documented.';
            readonly completeButton: 'Complete task';
            readonly keep: 'Leave as it is';
        };
        readonly nxlink: 'NXLink tells neither status nor task id. Its call records come back with “Pull records”.';
        readonly pullRecords: 'Pull records';
        readonly key: {
            readonly move: 'move';
            readonly open: 'open orders';
            readonly pause: 'pause';
            readonly shortcuts: 'shortcuts';
        };
    };
    readonly submissions: {
        readonly title: 'Submission';
        readonly to: '{{list}} to';
        readonly endpoints: 'createAndCall, then addBatchCall';
        readonly endpointNxlink: 'ai/createandcall for each batch';
        readonly credentials: 'Open credentials';
        readonly openTask: 'Open task';
        readonly openOrders: 'Open orders';
        readonly pause: 'Pause after this batch';
        readonly resume: 'Go on sending';
        readonly stop: 'Stop sending';
        readonly tryNow: 'Try now';
        readonly askNow: 'Ask the platform now';
        readonly equation: {
            readonly total: 'orders in all';
            readonly accepted: 'accepted';
            readonly refused: 'refused';
            readonly unknown: 'unknown, being checked';
            readonly backoff: 'in back-off';
            readonly notSent: 'not sent yet';
            readonly settled: 'settled';
            readonly perSecond: '{{rate}} orders a second';
        };
        readonly state: {
            readonly planning: 'Writing down orders';
            readonly sending: 'Sending';
            readonly waiting: 'Waiting';
            readonly paused: 'Paused';
            readonly stuck: 'Needs you';
            readonly stopped: 'Stopped';
            readonly done: 'Done';
        };
        readonly stateSentence: {
            readonly planning: 'Every order gets its id and is written down before anything is sent. Nothing rings yet.';
            readonly paused: 'Paused after batch {{batch}}. {{count, number}} orders are not sent; accepted ones keep dialling.';
            readonly stopped: 'Stopped. {{count, number}} orders were never sent and will not be.';
            readonly done: 'All orders are settled. Nothing is left to send.';
            readonly backoff: 'The platform is busy. Next try in {{time}}.';
            readonly backoffDetail: 'Accepted orders keep dialling; nothing is sent twice.';
            readonly unknown: 'A batch has no answer. Asking the platform again in {{time}}.';
            readonly unknownDetail: 'Its orders may be ringing and are not sent again until the platform says which it has.';
        };
        readonly cells: {
            readonly first: 'batch 1';
            readonly count_one: '{{count, number}} batch';
            readonly count_other: '{{count, number}} batches';
            readonly accepted_one: '{{count}} accepted';
            readonly accepted_other: '{{count, number}} accepted';
            readonly unknown: '{{count, number}} unknown';
            readonly backoff: '{{count, number}} back-off';
            readonly refused: '{{count, number}} refused';
            readonly sending: '{{count, number}} sending';
        };
        readonly column: {
            readonly batch: 'Batch';
            readonly state: 'State';
            readonly orders: 'Orders';
            readonly accepted: 'Accepted';
            readonly refused: 'Refused';
            readonly answer: 'Answer in';
            readonly code: 'Code';
            readonly request: 'requestID';
            readonly what: 'What happened';
        };
        readonly batchState: {
            readonly sending: 'Sending';
            readonly accepted: 'Accepted';
            readonly refused: 'Refused';
            readonly unknown: 'Unknown, checked';
            readonly backoff: 'Back-off';
            readonly withdrawn: 'Sent in another batch';
        };
        readonly found: '{{count, number}} found';
        readonly refusedIn_one: '{{count, number}} refused by the platform';
        readonly refusedIn_other: '{{count, number}} refused by the platform';
        readonly noCode: 'none';
        readonly footer: {
            readonly shown_one: '{{count, number}} batch, newest first';
            readonly shown_other: '{{count, number}} batches, newest first';
            readonly written: 'every batch is written down before it is sent';
            readonly quit: 'Quit or sleep any time: it goes on from here';
        };
        readonly panel: {
            readonly batch: 'Batch {{number}}';
            readonly journal: 'Journal';
            readonly refused: 'Refused by the platform';
            readonly pace: 'Pace';
            readonly batchSize: 'Batch size';
            readonly speed: 'Speed';
            readonly started: 'Started';
            readonly finished: 'Finished';
            readonly retry: 'Safe to retry';
            readonly stops: 'Stops at once';
            readonly retryCodes: 'codes 5 and 7';
            readonly stopCodes: 'codes 6, 6001, 6002, 6003';
            readonly ordersPerRequest: '{{count, number}} orders a request';
            readonly row: 'row {{row}}';
            readonly noRefused: 'No order was refused.';
            readonly more: '{{count, number}} more';
            readonly unknown: '{{count, number}} orders were sent at {{time}} and no answer came. They may be ringing. They are not sent again until the platform says which ones it has.';
            readonly foundOf: '{{found}} found, {{missing}} not seen yet';
        };
        readonly journal: {
            readonly launched: 'Launched with {{orders}} orders, {{batchSize}} a request';
            readonly planned: '{{orders}} orders written down with their ids';
            readonly written: 'Written down, {{orders}} orders, then sent';
            readonly sent_again: 'Sent again, try {{tries}}';
            readonly answered: 'Settled: {{accepted}} accepted, {{refused}} refused';
            readonly refused: 'Refused by the platform, {{code}}';
            readonly unknown: 'No usable answer, state is unknown ({{code}})';
            readonly asked: 'Asked the platform, round {{round}}: {{found}} found, {{missing}} not seen';
            readonly ask_failed: 'Asking failed ({{code}})';
            readonly not_found: '{{missing}} orders are not at the platform and go into a new batch';
            readonly withdrawn: 'Provably not done ({{code}}), its orders go into another batch';
            readonly backoff: 'Platform busy ({{code}}), waiting {{seconds}} s, try {{tries}}';
            readonly halved: 'Too many for one request: {{from}}, now {{to}}';
            readonly counts_differ: 'The counts do not add up: {{orders}} sent, {{refused}} refused';
            readonly task_found: 'The task exists at the platform';
            readonly task_missing: 'The task does not exist at the platform';
            readonly paused: 'Paused';
            readonly resumed: 'Resumed';
            readonly stopped: 'Stopped';
            readonly tried_now: 'Tried now, by hand';
            readonly stuck: 'Stopped by itself ({{code}})';
            readonly interrupted: 'Callboard ended in the middle of this batch';
            readonly done: 'All settled';
            readonly other: '{{event}}';
        };
        readonly empty: 'No batch has been sent yet.';
        readonly stopDialog: {
            readonly title: 'Stop sending {{count, number}} orders?';
            readonly body: 'What is accepted keeps dialling. What is not sent stays unsent for good; you would launch it as a new task.';
            readonly keep: 'Keep sending';
            readonly stop: 'Stop sending';
        };
        readonly list: {
            readonly title: 'Submissions';
        };
    };
    readonly orders: {
        readonly title: 'Orders';
        readonly search: 'Phone, id, name, text';
        readonly columns: 'Columns';
        readonly columnsTitle: 'Columns shown';
        readonly resetColumns: 'Show the usual ones';
        readonly export: 'Export {{count, number}}';
        readonly exporting: 'Exporting';
        readonly exportChosen: 'Export {{count, number}} selected';
        readonly pull: 'Pull orders';
        readonly column: {
            readonly phone: 'Phone';
            readonly callStatus: 'Status';
            readonly intent: 'Intent';
            readonly turns: 'Turns';
            readonly durationSeconds: 'Time';
            readonly calls: 'Calls';
            readonly lastCallAt: 'Last call';
            readonly sms: 'SMS';
            readonly name: 'Name';
            readonly orderID: 'Order';
            readonly taskName: 'Task';
            readonly finish: 'Finished';
            readonly callingNumber: 'Caller number';
            readonly hangupCause: 'Hang-up cause';
            readonly agent: 'Agent';
            readonly other: 'other';
            readonly updatedAt: 'Updated';
        };
        readonly facet: {
            readonly status: 'Status';
            readonly intent: 'Intent';
            readonly finish: 'Finished';
            readonly task: 'Task';
            readonly noIntent: 'no intent';
            readonly finished: 'Finished';
            readonly unfinished: 'Not finished';
            readonly ms: '{{count}} ms';
            readonly more: '{{count, number}} more';
            readonly statusText: 'Only words known';
            readonly include: 'Click to include, Alt and click to exclude';
        };
        readonly filter: {
            readonly add: 'Filter';
            readonly title: 'Add a filter';
            readonly apply: 'Apply filter';
            readonly remove: 'Remove filter {{name}}';
            readonly clear: 'Remove all';
            readonly task: 'Task: {{value}}';
            readonly status: 'Status: {{value}}';
            readonly notStatus: 'Not: {{value}}';
            readonly intent: 'Intent: {{value}}';
            readonly intentID: 'Intent id: {{value}}';
            readonly intentTag: 'Intent tag: {{value}}';
            readonly finish: 'Finished';
            readonly notFinish: 'Not finished';
            readonly turns: 'Turns: {{value}}';
            readonly duration: 'Time: {{value}}';
            readonly phone: 'Phone: {{value}}';
            readonly name: 'Name: {{value}}';
            readonly orderIDs_one: '{{count}} order id';
            readonly orderIDs_other: '{{count, number}} order ids';
            readonly time: 'Last call: {{value}}';
            readonly field: {
                readonly phone: 'Phone contains';
                readonly name: 'Name contains';
                readonly orderIDs: 'Order ids, one a line';
                readonly intentIDs: 'Intent ids, comma between';
                readonly intentNames: 'Intent names, comma between';
                readonly intentTags: 'Intent tags, comma between';
                readonly callStatus: 'Status codes, comma between';
                readonly turns: 'Dialogue turns';
                readonly durationSeconds: 'Call time in seconds';
                readonly from: 'Last call from';
                readonly to: 'Last call before';
                readonly finish: 'Finished';
            };
            readonly above: 'more than';
            readonly below: 'less than';
            readonly any: 'any';
            readonly yes: 'finished';
            readonly no: 'not finished';
            readonly over: 'over {{value}}';
            readonly under: 'under {{value}}';
            readonly fromTo: '{{from}} to {{to}}';
            readonly from: 'from {{from}}';
            readonly before: 'before {{to}}';
        };
        readonly count_one: '{{count, number}} order';
        readonly count_other: '{{count, number}} orders';
        readonly counting: 'counting';
        readonly selected_one: '{{count, number}} selected';
        readonly selected_other: '{{count, number}} selected';
        readonly took: '{{count}} ms';
        readonly zone: 'Times in {{zone}}';
        readonly changed: 'Changed since this list was made';
        readonly refreshList: 'Show the newest';
        readonly empty: {
            readonly title: 'No orders in this account yet';
            readonly body: 'One row for each phone number you send, from the moment the platform accepts it. Calls, intents and recordings are added as they come back.';
            readonly load: 'Load contacts';
            readonly pull: 'Pull orders of older tasks';
        };
        readonly emptyFilter: {
            readonly title_one: 'No order matches this filter';
            readonly title_other: 'No order matches these {{count}} filters';
            readonly body: 'Remove one, or all of them.';
            readonly clear: 'Remove all filters';
        };
        readonly stop: 'Stop {{count, number}} orders';
        readonly stopTitle: 'Stop {{count, number}} orders for good?';
        readonly stopBody: 'The platform cannot start a stopped order again; you would send it as a new task. Only calls not yet dialled are stopped, calls in progress are finished.';
        readonly keep: 'Keep them';
        readonly stopButton: 'Stop {{count, number}}';
        readonly stopOneTask: 'Select orders of one task only to stop them.';
        readonly stopResult: '{{done, number}} of {{total, number}} orders stopped';
        readonly stopErrors: 'Not stopped: {{reason}}';
        readonly panel: {
            readonly story: 'Story';
            readonly raw: 'Raw JSON';
            readonly pullCalls: 'Pull every call';
            readonly calls: 'Calls';
            readonly known: '{{known}} known';
            readonly knownOf: '{{known}} known, pulled {{time}}';
            readonly intentAndSms: 'Intent and SMS';
            readonly intent: 'Intent';
            readonly tag: 'tag {{tag}}';
            readonly level: 'level {{level}}';
            readonly sms: 'SMS';
            readonly variables: 'Variables';
            readonly agent: 'Agent';
            readonly agentNone: 'none';
            readonly details: 'Details';
            readonly noCall: 'Not dialled yet.';
            readonly code: 'code {{code}}';
            readonly rang: '{{time}}, {{turns}} turns';
            readonly sip: 'SIP {{code}}';
            readonly hangup: 'Hung up: {{cause}}';
            readonly hangupCause: 'Hang-up cause';
            readonly answerAt: 'answered {{time}}';
            readonly recording: 'Recording';
            readonly openRecording: 'Recording address';
            readonly caller: 'Caller';
            readonly line: 'Line';
            readonly pass: 'other';
            readonly order: 'Order id';
            readonly task: 'Task';
            readonly updated: 'Known since';
            readonly sent: 'Sent with';
            readonly smsStatus: {
                readonly s0: 'not sent';
                readonly s1: 'sent';
                readonly s2: 'delivered';
                readonly s3: 'failed';
                readonly s4: 'link opened';
            };
            readonly smsSent: 'sent {{time}}';
            readonly noIntent: 'none';
            readonly agentStatus: {
                readonly a1: 'dialling';
                readonly a2: 'ringing';
                readonly a3: 'connected';
                readonly a4: 'completed';
                readonly a10: 'agent busy';
                readonly a12: 'rejected';
            };
            readonly source: {
                readonly pulled: 'pulled';
                readonly webhook: 'webhook';
                readonly submission: 'sent';
                readonly record: 'record';
            };
        };
        readonly exported: {
            readonly title_one: '{{count, number}} order written';
            readonly title_other: '{{count, number}} orders written';
            readonly body: 'UTF-8 with BOM, phones as text.';
            readonly show: 'Show file';
            readonly download: 'Download';
            readonly cancel: 'Cancel';
            readonly failed: 'The export stopped: {{problem}}';
            readonly cancelled: 'The export was cancelled. No file is left.';
        };
        readonly key: {
            readonly move: 'move';
            readonly open: 'open';
            readonly select: 'select';
            readonly search: 'search';
        };
        readonly yes: 'yes';
        readonly no: 'no';
    };
};
