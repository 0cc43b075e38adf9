import { WireError } from '../result.ts'
import { z } from '../zod.ts'

export const FileEncoding = z.enum([
  'utf-8',
  'utf-16le',
  'utf-16be',
  'gb18030',
  'big5',
  'shift_jis',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'windows-1253',
  'windows-1254',
  'windows-1256',
  'windows-1258',
])
export type FileEncoding = z.infer<typeof FileEncoding>
export const Delimiter = z.enum([',', ';', '\t', '|'])
export type Delimiter = z.infer<typeof Delimiter>

/** How to read the file; `auto` lets the console find out. */
export const FileReading = z.strictObject({
  encoding: z.union([z.literal('auto'), FileEncoding]),
  delimiter: z.union([z.literal('auto'), Delimiter]),
  header: z.enum(['auto', 'yes', 'no']),
})
export type FileReading = z.infer<typeof FileReading>

/** What each file column becomes. Column numbers count from 0. */
export const ContactMapping = z.strictObject({
  phone: z.number().int().min(0),
  name: z.number().int().min(0).nullable(),
  customerName: z.number().int().min(0).nullable(),
  other: z.number().int().min(0).nullable(),
  variables: z.array(z.strictObject({ name: z.string().trim().min(1).max(64), column: z.number().int().min(0) })).max(100),
  /** ISO 3166 two letters; used for numbers written without a country code. Null: such numbers are refused. */
  defaultCountry: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
})
export type ContactMapping = z.infer<typeof ContactMapping>

export const ContactPreview = z.object({
  fileName: z.string(),
  sizeBytes: z.number(),
  encoding: FileEncoding,
  encodingCertain: z.boolean(),
  delimiter: Delimiter,
  hasHeader: z.boolean(),
  columns: z.array(z.object({ index: z.number(), header: z.string(), samples: z.array(z.string()) })),
  /** The first rows as they read with these settings, header left out. */
  rows: z.array(z.array(z.string())),
  suggested: ContactMapping,
  /** Things worth saying before the import: duplicate headers, dangerous header names … */
  remarks: z.array(
    z.object({
      code: z.enum(['duplicate_header', 'dangerous_header', 'blank_header', 'scientific_phones', 'encoding_guessed', 'same_file_before']),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
})
export type ContactPreview = z.infer<typeof ContactPreview>

export const RefusalReason = z.enum([
  'phone_empty',
  'phone_scientific',
  'phone_letters',
  'phone_no_country',
  'phone_too_short',
  'phone_too_long',
  'phone_not_valid',
  'duplicate_in_file',
  'variable_missing',
  'too_few_columns',
  'too_many_columns',
  'nul_bytes',
  'blank_row',
  'value_too_long',
  'broken_quotes',
])
export type RefusalReason = z.infer<typeof RefusalReason>

export const ContactList = z.object({
  id: z.string(),
  name: z.string(),
  fileName: z.string(),
  sizeBytes: z.number(),
  encoding: FileEncoding,
  delimiter: Delimiter,
  hasHeader: z.boolean(),
  columns: z.array(z.string()),
  mapping: ContactMapping,
  state: z.enum(['importing', 'ready', 'cancelled', 'failed']),
  /** Rows read so far; rowCount = readyCount + the sum of byReason. */
  rowCount: z.number(),
  readyCount: z.number(),
  byReason: z.partialRecord(RefusalReason, z.number()),
  bytesRead: z.number(),
  rowsPerSecond: z.number(),
  createdAt: z.number(),
  finishedAt: z.number().nullable(),
  problem: WireError.nullable(),
})
export type ContactList = z.infer<typeof ContactList>

export const ContactRow = z.object({
  /** Row in the file, header not counted, from 1. */
  rowNumber: z.number(),
  /** Country code and digits, as the API takes it; null when refused. */
  phone: z.string().nullable(),
  country: z.string().nullable(),
  cells: z.array(z.string()),
  reason: RefusalReason.nullable(),
  /** The column at fault and what to say about it (row it repeats, missing variable …). */
  reasonColumn: z.number().nullable(),
  reasonDetail: z.string(),
})
export type ContactRow = z.infer<typeof ContactRow>

export const ContactGroup = z.union([z.enum(['all', 'ready', 'problems']), RefusalReason])
export type ContactGroup = z.infer<typeof ContactGroup>
