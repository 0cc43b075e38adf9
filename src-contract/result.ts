import { z } from './zod.ts'

/**
 * Every expected failure has one of these codes. The words for each live in the renderer's catalogue
 * (`src-renderer/i18n`), three sentences a code: what happened, what it means for the calls, the next step.
 */
export const ErrorCode = z.enum([
  'invalid_input',
  'not_found',
  'conflict',
  'internal',
  'cancelled',
  'confirm_mismatch',
  'not_supported',
  'account_sending',
  'account_read_only',
  'preview_expired',
  'task_ended',
  'rows_refused_singly',
  'listener_off',
  'secret_missing',
  'keychain_locked',
  'keychain_none',
  'auth_signature',
  'auth_signature_missing',
  'auth_unknown_account',
  'auth_clock',
  'auth_permission',
  'base_url_refused',
  'unreachable',
  'tls',
  'redirect',
  'http_status',
  'too_many_requests',
  'not_json',
  'answer_too_large',
  'answer_truncated',
  'timeout',
  'response_signature',
  'platform_busy',
  'platform_maintenance',
  'platform_internal',
  'platform_refused',
  'platform_unlisted',
  'platform_parameters',
  'too_many_elements',
  'import_running',
  'counts_do_not_add_up',
  'list_cut_short',
  'deleted_from_here',
  'file_unreadable',
  'file_empty',
  'file_header_only',
  'file_not_text',
  'file_broken_quotes',
  'file_too_many_columns',
  'file_wrong_encoding',
  'task_not_ready',
  'simulator_failed',
  'listener_failed',
  'tunnel_unreachable',
  'tunnel_login_refused',
  'tunnel_secret_missing',
  'tunnel_key_file',
  'tunnel_forward_refused',
  'tunnel_program',
  'tunnel_ended',
  'tunnel_probe_lost',
  'database_newer',
  'database_damaged',
  'database_changed_step',
  'disk_full',
  'folder_read_only',
  'folder_missing',
  'data_in_use',
])
export type ErrorCode = z.infer<typeof ErrorCode>

/** What a failure looks like on the wire: never prose, always a code, the numbers of the case and the ids for support. */
export const WireError = z.object({
  code: ErrorCode,
  /** Values for the sentence: seconds of clock difference, the path, the line, the field … */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  requestId: z.string().nullable(),
  responseId: z.string().nullable(),
  /** The platform's own code (`retCode` of Callbot, `code` of NXLink), kept even when undocumented. */
  retCode: z.number().nullable(),
  /** The platform's own words, shown as they came. */
  retMsg: z.string().nullable(),
})
export type WireError = z.infer<typeof WireError>

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: WireError }

/** The answer of a call that worked. */
export const ok = <T>(value: T): Result<T> => ({ ok: true, value })

/** The answer of a call that was refused. */
export const refused = (error: WireError): Result<never> => ({ ok: false, error })
