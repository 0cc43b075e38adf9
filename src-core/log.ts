import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

export type LogLevel = 'info' | 'warn' | 'error'
export interface Log {
  write(level: LogLevel, message: string, facts?: Readonly<Record<string, unknown>>): void
  /** A value that must never be written, whatever it stands in. */
  hide(secret: string): void
}

const MAX_BYTES = 5_000_000

/** The one writer of the log: JSON lines in `logs/`, phone numbers and secrets taken out, two files of 5 MB kept. */
export function createLog(dataDir: string): Log {
  const folder = join(dataDir, 'logs')
  const file = join(folder, 'callboard.log')
  const secrets = new Set<string>()
  let ready = false

  return {
    hide(secret) {
      if (secret.length >= 6) secrets.add(secret)
    },
    write(level, message, facts = {}) {
      const line = redact(JSON.stringify({ at: new Date().toISOString(), level, message, ...asPlain(facts) }), secrets)
      try {
        if (!ready) mkdirSync(folder, { recursive: true })
        ready = true
        if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MAX_BYTES) renameSync(file, `${file}.1`)
        appendFileSync(file, `${line}\n`)
      } catch {
        // A full disk must not stop the calls because a log line could not be written.
      }
    },
  }
}

/** Takes secrets and every run of 7 or more digits (phones; spaces, dots, dashes and brackets between them allowed) out of a line of JSON; times stay. */
export function redact(line: string, secrets: Iterable<string>): string {
  let clean = line
  for (const secret of secrets) {
    // In JSON, and in JSON that stands in JSON, a quote or a backslash of the secret is written differently.
    const once = escaped(secret)
    for (const spelling of [escaped(once), once, secret]) clean = clean.replaceAll(spelling, '[secret]')
  }
  return clean.replace(/"at":"\d{4}-\d\d-\d\dT[\d:.]+Z"|\+?\p{Nd}(?:[ .()-]{0,2}\p{Nd}){6,}/gu, hit =>
    hit.startsWith('"at"') ? hit : '[number]',
  )
}

const escaped = (text: string) => JSON.stringify(text).slice(1, -1)

function asPlain(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [
      key,
      value instanceof Error ? `${value.name}: ${value.message}\n${value.stack ?? ''}` : value,
    ]),
  )
}
