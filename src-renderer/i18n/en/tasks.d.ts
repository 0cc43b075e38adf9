/** Words of the Tasks screen. */
export declare const tasksEn: {
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
