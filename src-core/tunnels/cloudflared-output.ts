/** What a line of cloudflared's log tells. It writes for people: only these few phrases are relied on. */
export interface CloudflaredLine {
  /** The address of a quick tunnel. */
  readonly url: string | null
  /** A connection to Cloudflare stands. */
  readonly registered: boolean
  /** Words of a failure. */
  readonly failure: string | null
}

export function readCloudflaredLine(line: string): CloudflaredLine {
  const url = /https:\/\/(?!api\.)[a-z0-9-]+\.trycloudflare\.com(?![\w.-])/.exec(line)?.[0] ?? null
  const failure =
    /\b(?:ERR|FTL)\b\s+(.*)$/.exec(line)?.[1] ??
    (/^(?:Provided Tunnel token is not valid|error parsing|failed to)/i.test(line) ? line : null)
  return { url, registered: /Registered tunnel connection/.test(line), failure: failure?.trim().slice(0, 200) ?? null }
}
