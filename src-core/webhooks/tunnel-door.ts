import { createPastMoment } from '../past-moment.ts'
import type { Incoming, Judgement } from './delivery.ts'
import { answerProbe, type ProbeSecret, probePath } from './tunnel-probe.ts'

/** What came through the tunnel since the listener started. */
export interface ThroughTunnel {
  /** Requests of every kind, probes and refused ones too: a plan counts them all. */
  readonly requests: number
  /** When the last verified delivery came through; null before the first. UTC milliseconds, by the clock as it is when asked. */
  readonly verifiedAt: number | null
}

/** The listener's side of the tunnel: answers probes and counts what comes from outside. */
export interface TunnelDoor {
  setProbe(probe: ProbeSecret): void
  arrived(host: string | undefined): void
  /** Answers the probe in a body, null for one that is not ours; null when the path is none of a probe. */
  probeAt(url: string): ((body: Uint8Array) => string | null) | null
  took(deliveries: readonly Pick<Incoming & Judgement, 'headers' | 'verdict' | 'receivedAt'>[]): void
  counts(): ThroughTunnel
}

/** `port`: where the listener listens. Whoever names exactly that address came from this computer and not through the tunnel. */
export function createTunnelDoor(port: () => number | null): TunnelDoor {
  let probe: ProbeSecret | null = null
  let requests = 0
  let verifiedAt: (() => number) | null = null
  const isOutside = (host: string | undefined) => host !== `127.0.0.1:${port()}` && host !== `localhost:${port()}`
  return {
    setProbe(next) {
      probe = next
    },
    arrived(host) {
      if (isOutside(host)) requests += 1
    },
    probeAt(url) {
      const known = probe
      return known !== null && url === probePath(known) ? body => answerProbe(known, body) : null
    },
    took(deliveries) {
      for (const { verdict, headers, receivedAt } of deliveries)
        if (verdict === 'verified' && isOutside(headers['host']) && receivedAt > (verifiedAt?.() ?? 0))
          verifiedAt = createPastMoment(receivedAt, Date.now)
    },
    counts: () => ({ requests, verifiedAt: verifiedAt?.() ?? null }),
  }
}
