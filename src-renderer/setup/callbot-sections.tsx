import type { ContactList } from '../../src-contract/model/contact.ts'
import type { CallbotForm, Preflight } from '../../src-contract/model/task.ts'
import { useQuery } from '../bridge/use-query.ts'
import type { SectionProps } from './form-field.ts'
import { SectionBasics } from './section-basics.tsx'
import { SectionCallbacks } from './section-callbacks.tsx'
import { SectionHandOff } from './section-hand-off.tsx'
import { SectionLines } from './section-lines.tsx'
import { SectionSms } from './section-sms.tsx'
import { SectionVariables } from './section-variables.tsx'
import { SectionWhen } from './section-when.tsx'
import css from './setup.module.css'
import { useSettled } from './use-settled.ts'

export interface FormSectionsProps<Form> extends SectionProps<Form> {
  readonly accountId: string
  readonly lists: readonly ContactList[]
  readonly list: ContactList | null
  readonly listId: string | null
  readonly onChooseList: (list: ContactList) => void
  readonly preflight: Preflight | null
  readonly now: number
}

/** The whole form of `createAndCall`, in the order of the picture. */
export function CallbotSections(props: FormSectionsProps<CallbotForm>) {
  const { form, edit, field } = props
  // Intents belong to a scene; half a scene id is not worth a question to the platform.
  const sceneID = useSettled(form.sceneID.trim(), 600)
  const options = useQuery('tasks.options', { accountId: props.accountId, sceneID })
  const section = { form, edit, field }
  return (
    <>
      <SectionBasics
        {...section}
        options={options.data}
        optionsError={options.error}
        lists={props.lists}
        listId={props.listId}
        onChooseList={props.onChooseList}
      />
      <SectionWhen {...section} accountId={props.accountId} preflight={props.preflight} now={props.now} />
      <div className={css.two}>
        <div>
          <SectionSms {...section} options={options.data} />
          <SectionCallbacks {...section} />
        </div>
        <div>
          <SectionLines {...section} />
          <SectionVariables {...section} list={props.list} />
          <SectionHandOff {...section} />
        </div>
      </div>
    </>
  )
}
