/** One file being written. */
export interface ExportWriter {
  put(text: string): Promise<void>
  /** For the progress. */
  wrote(rows: number): void
  total(rows: number): void
  /** Aborted when the operator cancels; the writer throws `cancelled` or returns early. */
  readonly signal: AbortSignal
}

/** Writes files into the export folder, each as a job that `exports.list` shows and `exports.cancel` ends. */
export interface ExportJobs {
  /** `stem` is the beginning of the file's name, `extension` without the dot. Answers when the file is reserved. */
  start(file: { stem: string; extension: 'csv' | 'jsonl' }, write: (writer: ExportWriter) => Promise<void>): Promise<{ id: string }>
}
