import { useCallback, useState } from 'react'
import type { WireError } from '../../src-contract/result.ts'
import { useBridge } from '../bridge/bridge-context.tsx'

/** The file in hand: being handed to the core, there, or refused. */
export type ChosenFile =
  | { readonly state: 'handing'; readonly name: string; readonly share: number }
  | { readonly state: 'there'; readonly name: string; readonly fileId: string }
  | { readonly state: 'refused'; readonly name: string; readonly error: WireError }

/** Hands a chosen or dropped file to the core. A second file chosen meanwhile takes the first one's place. */
export function useChosenFile(): { chosen: ChosenFile | null; choose: (file: File) => void; drop: () => void } {
  const bridge = useBridge()
  const [held, setHeld] = useState<{ file: File; chosen: ChosenFile } | null>(null)
  const choose = useCallback(
    (file: File) => {
      const { name } = file
      const set = (chosen: ChosenFile) => setHeld(present => (present?.file === file ? { file, chosen } : present))
      setHeld({ file, chosen: { state: 'handing', name, share: 0 } })
      void bridge
        .giveFile(file, share => set({ state: 'handing', name, share }))
        .then(answer => {
          set(answer.ok ? { state: 'there', name, fileId: answer.value.fileId } : { state: 'refused', name, error: answer.error })
        })
    },
    [bridge],
  )
  const drop = useCallback(() => setHeld(null), [])
  return { chosen: held?.chosen ?? null, choose, drop }
}
