import type { HeatMap } from '../../src-contract/model/board.ts'
import type { CallbotForm } from '../../src-contract/model/task.ts'
import { useQuery } from '../bridge/use-query.ts'
import { isZone } from './task-clock.ts'
import { useSettled } from './use-settled.ts'

/** Answer rates of our own calls on the form's clock: of its scene when that has any, else of the whole account. Null while unknown. */
export function useAnswerRates(accountId: string, form: Pick<CallbotForm, 'sceneID' | 'timeZone'>): HeatMap | null {
  const sceneID = useSettled(form.sceneID.trim(), 400)
  const zone = isZone(form.timeZone) ? form.timeZone : null
  const ofScene = useQuery('tasks.heatMap', zone && sceneID ? { accountId, sceneID, timeZone: zone } : null)
  const sceneKnown = ofScene.data !== null && !ofScene.outdated && ofScene.data.calls > 0 && sceneID !== ''
  const ofAll = useQuery('tasks.heatMap', zone && !sceneKnown ? { accountId, sceneID: null, timeZone: zone } : null)
  return sceneKnown ? ofScene.data : ofAll.data
}
