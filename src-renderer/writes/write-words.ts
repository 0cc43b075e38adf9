import type { TFunction } from 'i18next'
import type { WriteAction, WritePreview } from '../../src-contract/model/write.ts'

export interface WriteWords {
  readonly title: string
  /** The safe button. */
  readonly keep: string
  readonly commit: string
  /** Something is taken away by it: the button is red instead of the accent's. */
  readonly danger: boolean
}

/** How an operator calls a write. A count of 0 is one that is not known yet. */
export function writeWords(t: TFunction, action: WriteAction, { count, subject }: Pick<WritePreview, 'count' | 'subject'>): WriteWords {
  const counted = count > 0
  switch (action.do) {
    case 'launch':
      return {
        title: counted ? t('writes.launch.title', { count }) : t('writes.launch.titlePlain'),
        keep: t('writes.launch.keep'),
        commit: t('writes.launch.commit', { count }),
        danger: false,
      }
    case 'tryOne':
      return { title: t('writes.tryOne.title'), keep: t('writes.tryOne.keep'), commit: t('writes.tryOne.commit'), danger: false }
    case 'addOrders': {
      const way = action.mode === 'importBatchCall' ? 'replace' : 'add'
      return {
        title: counted ? t(`writes.${way}.title`, { count, subject }) : t(`writes.${way}.titlePlain`),
        keep: t(`writes.${way}.keep`),
        commit: t(`writes.${way}.commit`, { count }),
        danger: way === 'replace',
      }
    }
    case 'operate': {
      const operation = operations[action.taskOperate]
      return {
        title: t(`writes.${operation}.title`, { subject }),
        keep: t('writes.keep'),
        commit: t(`writes.${operation}.commit`),
        danger: operation === 'complete' || action.delCall === 1,
      }
    }
    case 'withdraw':
      return {
        title: counted ? t('writes.withdraw.title', { count }) : t('writes.withdraw.titlePlain'),
        keep: t('writes.withdraw.keep'),
        commit: t('writes.withdraw.commit', { count }),
        danger: true,
      }
    case 'decide':
      return {
        title: t(`writes.decide.${action.as}.title`, { batch: action.batch }),
        keep: t('writes.decide.keep'),
        commit: t(`writes.decide.${action.as}.commit`, { count }),
        danger: true,
      }
    case 'settle':
      return { title: t('writes.settle.title', { subject }), keep: t('writes.keep'), commit: t('writes.settle.commit'), danger: false }
  }
}

/** taskOperate of `mgrTaskStatus` (callbot-v3.md 3.5). */
const operations = { 1: 'start', 2: 'pause', 3: 'complete' } as const
