import { AppError } from '../app-error.ts'
import type { OpenProvider } from './provider.ts'
import { readPublicUrl } from './public-url.ts'

/** A way in that somebody else keeps up: there is nothing to open, only probes tell whether it leads here. */
export const openOwn: OpenProvider<'own'> = async ({ settings }) => {
  const url = readPublicUrl(settings.publicUrl)
  if (url === null) throw new AppError('invalid_input', { field: 'settings.publicUrl', problem: 'no address' })
  return { url, ended: new Promise<Error>(() => undefined), close: async () => undefined }
}
