import type { TaskOptions } from '../../src-contract/model/task.ts'
import { AppError } from '../app-error.ts'
import type { ApiSource } from '../submissions/deps.ts'

type ListName = TaskOptions['missing'][number]['list']

/**
 * Names for the ids a form takes. The three endpoints are known from a third party only (callbot-v3.md 3.14), so a list the platform
 * will not give is named with its answer and the form takes the id by hand. Without a reachable platform the whole call fails.
 */
export async function readTaskOptions(
  api: ApiSource,
  account: { id: string; kind: 'callbot' | 'nxlink' },
  sceneID: string,
): Promise<TaskOptions> {
  // No page of NXLink lists strategies or routes.
  if (account.kind === 'nxlink')
    return {
      routes: [],
      strategies: [],
      intents: [],
      missing: (['routes', 'strategies', 'intents'] as const).map(list => ({ list, reason: 'not_supported' })),
    }
  const callbot = await api.callbot(account.id)
  const missing: TaskOptions['missing'] = []
  const orMissing = async <T>(list: ListName, answer: Promise<{ value: readonly T[] }>): Promise<readonly T[]> => {
    try {
      return (await answer).value
    } catch (error) {
      if (!(error instanceof AppError) || isAboutTheAccount(error)) throw error
      missing.push({ list, reason: error.ids.retMsg || error.code })
      return []
    }
  }
  const needsScene = <T>(list: ListName, ask: () => Promise<{ value: readonly T[] }>): Promise<readonly T[]> => {
    if (sceneID.trim() !== '') return orMissing(list, ask())
    missing.push({ list, reason: 'scene_needed' })
    return Promise.resolve([])
  }
  const [routes, intents, strategies] = await Promise.all([
    orMissing('routes', callbot.routeList({})),
    needsScene('intents', () => callbot.intentList({ sceneID: sceneID.trim() })),
    needsScene('strategies', () => callbot.strategyList({ sceneID: sceneID.trim() })),
  ])
  return {
    routes: routes.map(({ routeID, routeName, routeDesc }) => ({ routeID, routeName, routeDesc })),
    intents: intents.map(({ intentID, intentName, intentTag }) => ({ intentID, intentName, intentTag })),
    strategies: strategies.map(({ strategyName }) => ({ strategyName })),
    missing,
  }
}

const isAboutTheAccount = (error: AppError): boolean =>
  error.code.startsWith('auth_') ||
  ['secret_missing', 'keychain_locked', 'keychain_none', 'unreachable', 'tls', 'timeout', 'base_url_refused'].includes(error.code)
