import type { TFunction } from 'i18next'
import { FileEncoding } from '../../src-contract/model/contact.ts'
import type { WireError } from '../../src-contract/result.ts'
import { errorParams } from './error-params.ts'
import { retCodeWords } from './ret-code.ts'

export interface ErrorWords {
  readonly title: string
  readonly what: string
  readonly calls: string
  readonly next: string
}

const isEncoding = (value: unknown): value is FileEncoding => FileEncoding.options.some(known => known === value)

/** The sentences of a failure, from the catalogue, with the numbers of the case. A known platform code adds its own. */
export function errorWords(t: TFunction, error: WireError): ErrorWords {
  const given = errorParams(error)
  const params = isEncoding(given['encoding']) ? { ...given, encoding: t(`contacts.encoding.${given['encoding']}`) } : given
  const platform = error.code.startsWith('platform_') && error.retCode !== null ? retCodeWords(t, error.retCode, 'callbot') : null
  // A detail that is not there leaves a blank at the end of its sentence.
  const part = (name: 'title' | 'what' | 'calls' | 'next') => t(`errors.${error.code}.${name}`, params).trim().replace(/^the /, 'The ')
  return {
    title: part('title'),
    what: platform ? `${part('what')} ${platform.what}` : part('what'),
    calls: part('calls'),
    // What to do about a code is said where the code is explained, so that every place says the same.
    next: platform?.next ?? part('next'),
  }
}

/** Everything support asks for, as lines of text. */
export function supportText(t: TFunction, error: WireError): string {
  const { what } = errorWords(t, error)
  const lines = [what, `code ${error.code}`]
  if (error.retCode !== null) lines.push(`retCode ${error.retCode}${error.retMsg ? ` ${error.retMsg}` : ''}`)
  if (error.requestId) lines.push(`requestID ${error.requestId}`)
  if (error.responseId) lines.push(`responseID ${error.responseId}`)
  for (const [name, value] of Object.entries(error.params)) lines.push(`${name} ${value}`)
  return lines.join('\n')
}
