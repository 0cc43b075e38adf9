import type { ReactNode } from 'react'
import { createContext, useContext } from 'react'
import type { PageBridge } from './bridge.ts'

const BridgeContext = createContext<PageBridge | null>(null)

/** Gives the page's one bridge to everything below it. */
export function BridgeProvider({ bridge, children }: { bridge: PageBridge; children: ReactNode }) {
  return <BridgeContext value={bridge}>{children}</BridgeContext>
}

/** The page's bridge. Throws outside `BridgeProvider`, which is a mistake of ours. */
export function useBridge(): PageBridge {
  const bridge = useContext(BridgeContext)
  if (!bridge) throw new Error('useBridge needs a BridgeProvider above it')
  return bridge
}
