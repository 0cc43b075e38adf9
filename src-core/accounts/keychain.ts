import type { KeychainState } from '../../src-contract/model/account.ts'
import { AppError } from '../app-error.ts'
import { startAwakeTimer } from '../awake-timer.ts'

/** The OS keychain, one item per account id under one service name. Everything throws `keychain_locked` or `keychain_none`. */
export interface Keychain {
  /**
   * Finds out by writing, reading and removing an item of its own. Never throws. A locked keychain is not tried again
   * by this, because each try makes the system ask its user; it counts as open once an item could be used.
   */
  state(): Promise<KeychainState>
  get(accountId: string): Promise<string | null>
  set(accountId: string, secret: string): Promise<void>
  remove(accountId: string): Promise<void>
}

/** The part of the keychain library that is used; a test may hand in another one. */
export interface KeychainEntry {
  getPassword(): Promise<string | null>
  setPassword(secret: string): Promise<void>
  deleteCredential(): Promise<boolean>
}
export type MakeEntry = (service: string, account: string) => KeychainEntry

const PROBE = 'callboard-keychain-probe'
/** A probe that takes longer than this waits for somebody to answer the system's prompt. */
const PROBE_MS = 3_000
/** Time to type a keychain password into the system's prompt. */
const PROMPT_MS = 120_000

/** Connects to the OS keychain (macOS Keychain, Windows Credential Manager, Secret Service) when it is first asked. */
export function createKeychain(service: string, load: () => Promise<MakeEntry> = loadSystemKeychain): Keychain {
  let loaded: Promise<MakeEntry> | null = null
  let probing: Promise<KeychainState> | null = null
  const use = async <T>(account: string, deadlineMs: number, run: (entry: KeychainEntry) => Promise<T>): Promise<T> => {
    try {
      loaded ??= load()
      const make = await loaded
      const result = await inTime(run(make(service, account)), deadlineMs)
      if (account !== PROBE) probing = Promise.resolve({ state: 'present', detail: '' })
      return result
    } catch (error) {
      loaded = null
      throw named(error)
    }
  }
  const probe = async (): Promise<KeychainState> => {
    try {
      await use(PROBE, PROBE_MS, async entry => {
        await entry.setPassword(PROBE)
        const back = await entry.getPassword()
        await entry.deleteCredential()
        if (back !== PROBE) throw new AppError('keychain_none', { detail: 'an item that was written could not be read back' })
      })
      return { state: 'present', detail: '' }
    } catch (error) {
      const detail = error instanceof AppError ? String(error.params.detail ?? '') : ''
      return { state: error instanceof AppError && error.code === 'keychain_locked' ? 'locked' : 'none', detail }
    }
  }
  return {
    async state() {
      probing ??= probe()
      const found = await probing
      if (found.state === 'none') probing = null
      return found
    },
    get: account => use(account, PROMPT_MS, entry => entry.getPassword()),
    set: (account, secret) => use(account, PROMPT_MS, entry => entry.setPassword(secret)),
    remove: account => use(account, PROMPT_MS, async entry => void (await entry.deleteCredential())),
  }
}

async function loadSystemKeychain(): Promise<MakeEntry> {
  const { AsyncEntry } = await import('@napi-rs/keyring')
  // Without this the library falls back to the kernel's key ring, which is emptied at the next start.
  return (service, account) => new AsyncEntry(service, account, { linux: { store: 'secret-service' } })
}

async function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let callOff = () => {}
  const late = new Promise<never>((_, reject) => {
    // An answer that came while the computer slept is read before the time is over.
    callOff = startAwakeTimer(ms, () => reject(new AppError('keychain_locked', { detail: 'waiting for the keychain to be unlocked' })))
  })
  try {
    return await Promise.race([work, late])
  } finally {
    callOff()
  }
}

/** The system's own words; the library gives them no codes. -25308, -25293 and -128 are macOS: no interaction, wrong password, cancelled. */
function named(error: unknown): AppError {
  if (error instanceof AppError) return error
  const detail = (error instanceof Error ? error.message : String(error)).slice(0, 300)
  const isMissing = /no result found|DBus error|not provided|ServiceUnknown/i.test(detail)
  const isLocked = /locked|dismissed|denied|not allowed|cancel|-25308|-25293|-128\b|Couldn't access platform storage/i.test(detail)
  return new AppError(!isMissing && isLocked ? 'keychain_locked' : 'keychain_none', { detail })
}
