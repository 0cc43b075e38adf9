import { isAbsolute } from 'node:path'
import type { TunnelSettings } from '../../src-contract/model/tunnel.ts'
import { AppError } from '../app-error.ts'
import { readPublicUrl } from './public-url.ts'

/** Refuses settings that cannot work, with the field: `invalid_input`. An empty public address is one only where it is worked out. */
export function checkTunnelSettings(settings: TunnelSettings): void {
  const refuse = (field: string, problem: string): never => {
    throw new AppError('invalid_input', { field: `settings.${field}`, problem })
  }
  const address = (text: string, mayBeEmpty: boolean) => {
    if (text === '' ? !mayBeEmpty : readPublicUrl(text) === null) refuse('publicUrl', 'no address')
  }
  switch (settings.provider) {
    case 'ssh':
      if (settings.auth === 'key' && !isAbsolute(settings.keyFile)) refuse('keyFile', 'no absolute path')
      return address(settings.publicUrl, true)
    case 'cloudflared':
      if (!isAbsolute(settings.program)) refuse('program', 'no absolute path')
      return address(settings.publicUrl, settings.mode === 'quick')
    case 'ngrok':
      if (settings.domain !== '' && !/^[a-z0-9.-]+$/i.test(settings.domain)) refuse('domain', 'no domain')
      return
    case 'own':
      return address(settings.publicUrl, false)
    case 'none':
      return
  }
}

/** The public address before anything is connected; null when only the provider can tell it. */
export function fixedUrl(settings: TunnelSettings): string | null {
  if (settings.provider === 'own') return readPublicUrl(settings.publicUrl)
  if (settings.provider === 'cloudflared') return settings.mode === 'named' ? readPublicUrl(settings.publicUrl) : null
  if (settings.provider === 'ngrok') return settings.domain === '' ? null : `https://${settings.domain}`
  if (settings.provider !== 'ssh' || settings.remotePort === 0) return null
  return readPublicUrl(
    settings.publicUrl || `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:{port}`,
    settings.remotePort,
  )
}
