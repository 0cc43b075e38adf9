import type { ContactPreview, FileReading } from '../../src-contract/model/contact.ts'
import { detectReading } from './detect-reading.ts'
import type { GivenFile } from './file-registry.ts'
import { remarksOn } from './header-remarks.ts'
import type { PhonePlans } from './phone-plans.ts'
import { readSample } from './read-sample.ts'
import { suggestMapping } from './suggest-mapping.ts'

const ROWS_SHOWN = 50
const CELL_SHOWN = 300

/** How the file reads with these settings; nothing is stored. `knownAs` tells of an earlier import of the same file. */
export async function previewFile(
  file: GivenFile,
  reading: FileReading,
  plans: PhonePlans,
  knownAs: (fingerprint: string) => { name: string; at: number } | null,
): Promise<ContactPreview> {
  const sample = await readSample(file.path)
  const found = detectReading(sample, reading)
  const suggested = suggestMapping(found.columns, found.hasHeader, found.rows, plans)
  const remarks = remarksOn(found.columns, found.hasHeader, found.rows, suggested.phone)
  if (!found.encodingCertain) remarks.push({ code: 'encoding_guessed', params: { encoding: found.encoding } })
  const before = knownAs(sample.fingerprint)
  if (before) remarks.push({ code: 'same_file_before', params: before })
  const shown = found.rows.slice(0, ROWS_SHOWN).map(row => row.map(cell => cell.slice(0, CELL_SHOWN)))
  return {
    fileName: file.fileName,
    sizeBytes: sample.sizeBytes,
    encoding: found.encoding,
    encodingCertain: found.encodingCertain,
    delimiter: found.delimiter,
    hasHeader: found.hasHeader,
    columns: found.columns.map((header, index) => ({
      index,
      header,
      samples: shown
        .map(row => row[index] ?? '')
        .filter(cell => cell.trim() !== '')
        .slice(0, 3),
    })),
    rows: shown,
    suggested,
    remarks,
  }
}
