import type { AccountView } from '../../src-contract/model/account.ts'
import type { ContactList } from '../../src-contract/model/contact.ts'
import type { CallbotForm, NxlinkForm, TaskForm } from '../../src-contract/model/task.ts'

/** What a new form is made for. */
export interface DraftFor {
  readonly account: Pick<AccountView, 'kind' | 'simulator'>
  readonly list: Pick<ContactList, 'name' | 'mapping'> | null
  /** Zone of this computer. */
  readonly timeZone: string
}

/** A form with sensible values: Monday to Friday, 09:00 to 18:00 here, started by hand, nothing that calls anybody by itself. */
export function newDraftForm(wanted: DraftFor): TaskForm {
  return wanted.account.kind === 'callbot' ? callbotForm(wanted) : nxlinkForm(wanted)
}

function callbotForm({ account, list, timeZone }: DraftFor): CallbotForm {
  const variables = list?.mapping.variables ?? []
  return {
    kind: 'callbot',
    taskName: list?.name ?? '',
    sceneID: account.simulator ? 'scene-demo' : '',
    // The platform's default strategy has a name of its own language; only the simulator's is known.
    strategyName: account.simulator ? 'Default Strategy' : '',
    routeID: '',
    startupType: 1,
    startupAt: '',
    timeZone,
    weekdays: [1, 2, 3, 4, 5],
    halfHours: Array.from({ length: 18 }, (_, index) => 18 + index),
    maxCall: 10,
    maxRingTime: 30,
    manualCall: { enabled: false, agentGroup: '', dispatchType: 0, ratioCallRate: null, predictCallRate: null },
    // A script with variables is refused unless the sentence is synthesised whole (callbot-v3.md 3.4).
    taskKeep: false,
    roundRedial: false,
    wholeTTS: variables.length > 0,
    phoneEncrypt: true,
    smsEnable: false,
    smsTemplates: [],
    smsByIntent: [],
    variables: variables.map(({ name, column }) => ({ name, column })),
    callbacks: { mode: account.simulator ? 'listener' : 'none', taskCallbackUrl: '', orderCallbackUrl: '', callCallbackUrl: '' },
  }
}

function nxlinkForm({ account, list }: DraftFor): NxlinkForm {
  return {
    kind: 'nxlink',
    country: list?.mapping.defaultCountry ?? '',
    taskName: list?.name ?? '',
    taskDesc: '',
    strategyName: account.simulator ? 'Default Strategy' : '',
    dispatchType: 0,
    agentGroupNo: account.simulator ? 'NX09445G000025' : '',
    predictCallRate: 1,
    ratioCallRate: 1,
    startCount: 1,
    startupType: 1,
  }
}
