import type { Alert } from '../../src-contract/model/board.ts'
import type { Screen } from '../store/screen-store.ts'

/** Where an alert leads: to the rows it is about, its submission, its task, or the tunnel. */
export function alertTarget({ kind, params, filter, userTaskID }: Pick<Alert, 'kind' | 'params' | 'filter' | 'userTaskID'>): Screen {
  const submissionId = params['submissionId']
  if (kind === 'tunnelDown') return { name: 'tunnel' }
  if (kind === 'submissionStuck' && typeof submissionId === 'string' && submissionId !== '') return { name: 'submission', id: submissionId }
  // The panel says why nothing is heard; the rows alone do not.
  if ((kind === 'silence' || kind === 'taskEnded' || filter === null) && userTaskID !== null) return { name: 'tasks', userTaskID }
  return filter === null ? { name: 'tasks' } : { name: 'orders', filter }
}
