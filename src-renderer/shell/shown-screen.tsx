import type { SystemInfo } from '../../src-contract/model/system.ts'
import { AccountsScreen } from '../accounts/accounts-screen.tsx'
import { AuditScreen } from '../audit/audit-screen.tsx'
import { ContactsScreen } from '../contacts/contacts-screen.tsx'
import { OrdersScreen } from '../orders/orders-screen.tsx'
import { SettingsScreen } from '../settings/settings-screen.tsx'
import { SetupScreen } from '../setup/setup-screen.tsx'
import { useScreen } from '../store/screen-store.ts'
import { SubmissionScreen } from '../submissions/submission-screen.tsx'
import { TasksScreen } from '../tasks/tasks-screen.tsx'
import { TunnelScreen } from '../tunnel/tunnel-screen.tsx'
import { Wallboard } from '../wallboard/wallboard.tsx'
import { WebhooksScreen } from '../webhooks/webhooks-screen.tsx'
import { WithdrawalScreen } from '../withdrawals/withdrawal-screen.tsx'
import { WithdrawalsScreen } from '../withdrawals/withdrawals-screen.tsx'

/** The screen the operator is on. */
export function ShownScreen({ info }: { info: SystemInfo }) {
  const screen = useScreen()
  switch (screen.name) {
    case 'tasks':
      return <TasksScreen />
    case 'setup':
      return <SetupScreen key={screen.draftId} draftId={screen.draftId} />
    case 'contacts':
      return <ContactsScreen />
    case 'submission':
      return <SubmissionScreen key={screen.id} id={screen.id} {...(screen.view ? { view: screen.view } : {})} />
    case 'withdrawals':
      return <WithdrawalsScreen />
    case 'withdrawal':
      return <WithdrawalScreen key={screen.id} id={screen.id} />
    case 'orders':
      return <OrdersScreen />
    case 'wallboard':
      return <Wallboard />
    case 'webhooks':
      return <WebhooksScreen />
    case 'tunnel':
      return <TunnelScreen />
    case 'accounts':
      return <AccountsScreen edit={screen.edit ?? null} info={info} />
    case 'settings':
      return <SettingsScreen info={info} />
    case 'audit':
      return <AuditScreen verifyNow={screen.verify ?? false} />
  }
}
