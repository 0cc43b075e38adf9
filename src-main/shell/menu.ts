import type { MenuItemConstructorOptions } from 'electron'

/** macOS needs a menu for copy, paste and quit to have keys; elsewhere the console has none. */
export function menuTemplate(platform: NodeJS.Platform): MenuItemConstructorOptions[] | null {
  if (platform !== 'darwin') return null
  return [{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }]
}
