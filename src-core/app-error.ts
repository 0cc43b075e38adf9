import type { ErrorCode, WireError } from '../src-contract/result.ts'

type Params = Readonly<Record<string, string | number>>
type Ids = Partial<Pick<WireError, 'requestId' | 'responseId' | 'retCode' | 'retMsg'>>

/** A failure we expected: it has a code, the numbers of the case, and where it applies the ids for support. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly params: Params
  readonly ids: Ids

  constructor(code: ErrorCode, params: Params = {}, ids: Ids = {}) {
    super(`${code} ${JSON.stringify(params)}`)
    this.name = 'AppError'
    this.code = code
    this.params = params
    this.ids = ids
  }
}

/** Turns anything thrown into what may cross to the page. A surprise keeps its text out: that goes to the log. */
export function toWireError(error: unknown): WireError {
  const none = { requestId: null, responseId: null, retCode: null, retMsg: null }
  if (error instanceof AppError) return { code: error.code, params: { ...error.params }, ...none, ...error.ids }
  const system = asSystemError(error)
  if (system) return { code: system.code, params: { ...system.params }, ...none }
  return { code: 'internal', params: {}, ...none }
}

/** Names the errors of the disk and of SQLite that an operator can do something about; null for the rest. `path` is for those that name none. */
export function asSystemError(error: unknown, path = ''): AppError | null {
  if (error instanceof AppError) return error
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  const where = { path: 'path' in error && typeof error.path === 'string' ? error.path : path }
  // SQLite's codes have endings (`SQLITE_CANTOPEN_ISDIR`) that make no difference here.
  switch (/^SQLITE_(?:READONLY|CANTOPEN|CORRUPT|BUSY)(?=_|$)/.exec(error.code)?.[0] ?? error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'SQLITE_FULL':
    case 'SQLITE_IOERR_SHMSIZE':
      return new AppError('disk_full', where)
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'SQLITE_READONLY':
    case 'SQLITE_CANTOPEN':
      return new AppError('folder_read_only', where)
    case 'ENOTDIR':
      return new AppError('folder_missing', where)
    case 'SQLITE_CORRUPT':
    case 'SQLITE_NOTADB':
    case 'SQLITE_IOERR_READ':
    case 'SQLITE_IOERR_SHORT_READ':
    case 'SQLITE_IOERR_CORRUPTFS':
      return new AppError('database_damaged', where)
    case 'SQLITE_BUSY':
      return new AppError('data_in_use', where)
    default:
      return null
  }
}

/** Rebuilds the error another thread sent as a value. */
export function fromWireError(wire: WireError): AppError {
  return new AppError(wire.code, wire.params, {
    requestId: wire.requestId,
    responseId: wire.responseId,
    retCode: wire.retCode,
    retMsg: wire.retMsg,
  })
}
