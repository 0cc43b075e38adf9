import { AppError } from '../app-error.ts'

/** Marks an error that happened while connecting, before a byte of a request could leave. */
export class ConnectFailure extends Error {
  override readonly cause: Error
  constructor(cause: Error) {
    super(cause.message)
    this.name = 'ConnectFailure'
    this.cause = cause
  }
}

interface Where {
  readonly host: string
  /** Bytes of the answer's body that had come. */
  readonly received: number
  readonly requestId: string
}

/** Gives an error of the network our code. Only what happened while connecting may be called `unreachable` or `tls`. */
export function nameFailure(error: unknown, { host, received, requestId }: Where): AppError {
  const cause = error instanceof ConnectFailure ? firstCause(error.cause) : firstCause(error)
  const reason = cause.code || cause.message
  if (cause.code === 'UND_ERR_INVALID_ARG')
    return new AppError('invalid_input', { field: 'headers', problem: cause.message }, { requestId })
  if (error instanceof ConnectFailure) return new AppError(isTls(cause) ? 'tls' : 'unreachable', { host, reason }, { requestId })
  return new AppError('answer_truncated', { host, reason, received }, { requestId })
}

/** Several addresses of one host failing come as one AggregateError; the first says it best. */
function firstCause(error: unknown): { code: string; message: string } {
  if (error instanceof AggregateError && error.errors.length > 0) return firstCause(error.errors[0])
  if (!(error instanceof Error)) return { code: '', message: String(error) }
  return { code: 'code' in error && typeof error.code === 'string' ? error.code : '', message: error.message }
}

const TLS_CODES = /^(ERR_TLS|ERR_SSL|CERT_|EPROTO$|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH|ERR_OSSL)/

function isTls({ code, message }: { code: string; message: string }): boolean {
  return TLS_CODES.test(code) || message.includes('before secure TLS connection was established')
}
