import { userInfo } from 'node:os'

/** Name the operator is logged in with at this computer; his number where the system has no name for him. */
export function loginName(): string {
  try {
    return userInfo().username
  } catch {
    return `uid ${process.getuid?.() ?? '?'}`
  }
}
