import { useCallback, useEffect, useRef, useState } from 'react'
import type { TaskDraft, TaskForm } from '../../src-contract/model/task.ts'
import type { WireError } from '../../src-contract/result.ts'
import { useBridge } from '../bridge/bridge-context.tsx'
import { useQuery } from '../bridge/use-query.ts'

const SAVE_AFTER_MS = 400

/** The part of a draft that is edited. */
export interface Work {
  readonly form: TaskForm
  readonly listId: string | null
}

export interface DraftInHand {
  readonly draft: TaskDraft | null
  readonly loadError: WireError | null
  readonly reload: () => void
  readonly work: Work | null
  readonly change: (next: (work: Work) => Work) => void
  readonly state: 'saved' | 'waiting' | 'failed'
  /** When the last version was kept, UTC milliseconds. */
  readonly savedAt: number | null
  readonly saveError: WireError | null
  /** Grows with every version kept. */
  readonly revision: number
  /** Keeps what is still unsaved now; true when everything is kept. */
  readonly settle: () => Promise<boolean>
  /** Drops what is unsaved, before the draft is discarded. */
  readonly forget: () => void
}

/** Loads a draft once and keeps every change of it, 400 ms after the last one, one save at a time. Leaving the screen saves at once. */
export function useDraft(draftId: string): DraftInHand {
  const bridge = useBridge()
  const query = useQuery('drafts.get', { id: draftId })
  const [work, setWork] = useState<Work | null>(null)
  const [kept, setKept] = useState<{ savedAt: number | null; revision: number; error: WireError | null; dirty: boolean }>({
    savedAt: null,
    revision: 0,
    error: null,
    dirty: false,
  })
  const unsaved = useRef<Work | null>(null)
  const sending = useRef<Promise<boolean> | null>(null)
  const timer = useRef<number | undefined>(undefined)
  const latest = useRef<Work | null>(null)

  useEffect(() => {
    if (latest.current || !query.data) return
    latest.current = { form: query.data.form, listId: query.data.listId }
    setWork(latest.current)
    setKept(before => ({ ...before, savedAt: query.data?.updatedAt ?? null }))
  }, [query.data])

  const settle = useCallback(async (): Promise<boolean> => {
    window.clearTimeout(timer.current)
    while (sending.current) await sending.current
    const version = unsaved.current
    if (!version) return true
    unsaved.current = null
    const save = bridge.call('drafts.save', { id: draftId, ...version }).then(answer => {
      sending.current = null
      if (!answer.ok) unsaved.current ??= version
      setKept(before =>
        answer.ok
          ? { savedAt: answer.value.updatedAt, revision: before.revision + 1, error: null, dirty: unsaved.current !== null }
          : { ...before, error: answer.error, dirty: true },
      )
      return answer.ok
    })
    sending.current = save
    return (await save) && (unsaved.current === null || (await settle()))
  }, [bridge, draftId])

  const change = useCallback(
    (next: (work: Work) => Work) => {
      if (!latest.current) return
      latest.current = next(latest.current)
      unsaved.current = latest.current
      setWork(latest.current)
      setKept(before => (before.dirty ? before : { ...before, dirty: true }))
      window.clearTimeout(timer.current)
      timer.current = window.setTimeout(() => void settle(), SAVE_AFTER_MS)
    },
    [settle],
  )

  const forget = useCallback(() => {
    window.clearTimeout(timer.current)
    unsaved.current = null
  }, [])

  useEffect(() => () => void settle(), [settle])

  return {
    draft: query.data,
    loadError: query.error,
    reload: query.refresh,
    work,
    change,
    state: kept.error ? 'failed' : kept.dirty ? 'waiting' : 'saved',
    savedAt: kept.savedAt,
    saveError: kept.error,
    revision: kept.revision,
    settle,
    forget,
  }
}
