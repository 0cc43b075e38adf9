import type { TunnelSettings } from '../../src-contract/model/tunnel.ts'

/** What a provider needs to open its tunnel. */
export interface ProviderAsk<P extends TunnelSettings['provider']> {
  readonly settings: Extract<TunnelSettings, { provider: P }>
  /** Port of the listener on 127.0.0.1. */
  readonly port: number
  /** Password, passphrase, authtoken or tunnel token; null when none is kept. */
  readonly secret: string | null
  /** Fingerprint of the trusted server key. */
  readonly pinned: string | null
  readonly connectWithinMs: number
  readonly keepAliveMs: number
  /** Aborted: what is being opened is closed again. */
  readonly signal: AbortSignal
}

/** A tunnel that stands. */
export interface OpenTunnel {
  /** The public address, without a slash at the end. */
  readonly url: string
  /** Resolves with the reason when it ends by itself. */
  readonly ended: Promise<Error>
  /** Leaves no connection and no process behind. */
  close(): Promise<void>
}

/** Throws `AppError` with a `tunnel_*` code, or `HostKeyError`. */
export type OpenProvider<P extends TunnelSettings['provider']> = (ask: ProviderAsk<P>) => Promise<OpenTunnel>

/** The server showed a key that is not the trusted one. Nothing secret was sent to it. */
export class HostKeyError extends Error {
  readonly fingerprint: string
  readonly pinned: string | null

  constructor(fingerprint: string, pinned: string | null) {
    super(`the server shows ${fingerprint}`)
    this.name = 'HostKeyError'
    this.fingerprint = fingerprint
    this.pinned = pinned
  }
}
