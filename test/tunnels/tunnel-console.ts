import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CallbotForm, FormIssue } from '../../src-contract/model/task.ts'
import type { TunnelSettings, TunnelView } from '../../src-contract/model/tunnel.ts'
import { defaultTimings, type Timings, type TunnelTimings } from '../../src-core/ports.ts'
import { tourForm } from '../../src-core/tour/tour-form.ts'
import { until } from '../core/open-test-core.ts'
import type { Ask } from './console-calls.ts'
import type { Sshd } from './sshd.ts'

const PATIENT_MS = 600_000

/** Nothing is given up for its slowness: a machine that stands still must not look like a dead tunnel. */
const patientTunnel: TunnelTimings = {
  ...defaultTimings.tunnel,
  probeDeadlineMs: PATIENT_MS,
  proveWithinMs: PATIENT_MS,
  connectWithinMs: PATIENT_MS,
  keepAliveMs: PATIENT_MS,
}
export const patientTimings: Timings = { ...defaultTimings, tunnel: patientTunnel }
/** The same with probes twice a second. */
export const quickTunnel: TunnelTimings = { ...patientTunnel, probeEveryMs: 500, probeIdleMs: 2_000 }

export const sshSettings = (sshd: Sshd, remotePort: number, more: Partial<Extract<TunnelSettings, { provider: 'ssh' }>> = {}) => ({
  provider: 'ssh' as const,
  host: '127.0.0.1',
  port: sshd.port,
  user: sshd.user,
  auth: 'key' as const,
  keyFile: sshd.keyFile,
  remoteAddress: '127.0.0.1',
  remotePort,
  publicUrl: '',
  monthlyQuota: null,
  ...more,
})

/** Waits until the tunnel is as wanted; says how it is when it does not become so. */
export async function untilTunnel(ask: Ask, holds: (view: TunnelView) => boolean): Promise<TunnelView> {
  let last: TunnelView | null = null
  return until(async () => {
    last = await ask('tunnel.get', {})
    return holds(last) ? last : null
  }).catch(() => {
    throw new Error(`the tunnel is still ${JSON.stringify({ ...last, probes: last?.probes.slice(-3), gaps: last?.gaps.slice(0, 3) })}`)
  })
}

export const isLive = (view: TunnelView): boolean => view.state.state === 'live'

/** Saves the settings, trusts the key the server shows, and waits for the first proof. */
export async function openTunnel(ask: Ask, sshd: Sshd, settings: TunnelSettings): Promise<TunnelView> {
  await ask('tunnel.save', { settings })
  await untilTunnel(ask, view => view.state.state === 'hostKeyNew')
  await ask('tunnel.trustHostKey', { fingerprint: sshd.fingerprint() })
  return untilTunnel(ask, isLive)
}

export interface LaunchOf {
  /** Where the contact file is written. */
  readonly folder: string
  readonly accountId: string
  readonly orders: number
  readonly name: string
  /** Other than a task of the tour. */
  readonly form?: Partial<CallbotForm>
}

/** Launches a task of so many orders that call back to the listener; answers it once every order was accepted. */
export async function launchTask(
  { ask, give }: { ask: Ask; give: (file: { path: string; fileName: string; sizeBytes: number }) => { fileId: string } },
  { folder, accountId, orders, name, form = {} }: LaunchOf,
): Promise<{ userTaskID: string; warnings: FormIssue[]; facts: FormIssue[] }> {
  const path = join(folder, `${name}.csv`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(path, `phone,name\n${Array.from({ length: orders }, (_, row) => `8615${600_000_000 + row},N${row}`).join('\n')}\n`)
  const { fileId } = give({ path, fileName: `${name}.csv`, sizeBytes: statSync(path).size })
  const reading = { encoding: 'auto', delimiter: 'auto', header: 'auto' } as const
  const { suggested } = await ask('contacts.preview', { fileId, reading })
  const { id: listId } = await ask('contacts.import', { fileId, name, reading, mapping: suggested })
  await until(async () => ((await ask('contacts.list', { id: listId })).state === 'ready' ? true : null))
  const draft = await ask('drafts.create', { accountId, listId })
  if (draft.form.kind !== 'callbot') throw new Error('not a Callbot account')
  await ask('drafts.save', { id: draft.id, listId, form: { ...tourForm(draft.form, name), ...form } })
  const preview = await ask('writes.preview', { do: 'launch', draftId: draft.id, mode: 'createAndCall' })
  if (preview.token === null) throw new Error(`blocked: ${JSON.stringify(preview.blockers)}`)
  await ask('writes.commit', { token: preview.token, typed: preview.typed ?? '' })
  const done = await until(
    async () => (await ask('submissions.list', { accountId })).find(each => each.taskName === name && each.state === 'done') ?? null,
  )
  return { userTaskID: done.userTaskID, warnings: preview.warnings, facts: preview.facts }
}
