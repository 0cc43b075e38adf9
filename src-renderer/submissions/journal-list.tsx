import { useTranslation } from 'react-i18next'
import type { JournalEntry } from '../../src-contract/model/submission.ts'
import { formatTimeSeconds } from '../ui/time-format.ts'
import { journalWords } from './journal-words.ts'

/** What happened and when, newest first. */
export function JournalList({ entries }: { entries: readonly JournalEntry[] }) {
  const { t } = useTranslation()
  return (
    <ol className="journal">
      {[...entries].reverse().map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity but their place
        <li key={`${entry.at} ${index}`}>
          <time>{formatTimeSeconds(entry.at)}</time>
          <span>{journalWords(t, entry)}</span>
        </li>
      ))}
    </ol>
  )
}
