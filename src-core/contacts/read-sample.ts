import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { AppError, asSystemError } from '../app-error.ts'

/** Pieces of a file that stand for the whole of it. */
export interface FileSample {
  readonly sizeBytes: number
  /** Whole milliseconds. */
  readonly modifiedAt: number
  /** The first megabyte. */
  readonly head: Buffer
  /** Head (256 KB), a piece of the middle and the end, for telling the encoding. */
  readonly pieces: readonly Buffer[]
  /** Same for the same file; of a file above 32 MB, 64 pieces and the size are compared. */
  readonly fingerprint: string
}

const HEAD_BYTES = 1_048_576
const PIECE_BYTES = 65_536
const WHOLE_BELOW = 33_554_432

/** Opens a chosen file; what keeps it from being read is named with the file's path. */
export async function openChosen(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r')
  } catch (error) {
    throw unreadable(error, path)
  }
}

/** `file_unreadable` with the system's own code, for anything the disk says about a chosen file. */
export function unreadable(error: unknown, path: string): AppError {
  const system = asSystemError(error)
  if (system?.code === 'disk_full') return system
  return new AppError('file_unreadable', { path, code: error instanceof Error && 'code' in error ? String(error.code) : '' })
}

/** Reads the pieces by which encoding, columns and an earlier import are recognised. */
export async function readSample(path: string): Promise<FileSample> {
  const handle = await openChosen(path)
  try {
    const { size, mtimeMs } = await handle.stat()
    if (size === 0) throw new AppError('file_empty', {})
    const head = await readAt(handle, 0, HEAD_BYTES, size)
    const middle = await readAt(handle, Math.floor(size / 2), PIECE_BYTES, size)
    const tail = await readAt(handle, Math.max(0, size - PIECE_BYTES), PIECE_BYTES, size)
    return {
      sizeBytes: size,
      modifiedAt: Math.round(mtimeMs),
      head,
      pieces: size <= HEAD_BYTES ? [head] : [head.subarray(0, 262_144), middle, tail],
      fingerprint: await fingerprint(handle, size),
    }
  } catch (error) {
    throw error instanceof AppError ? error : unreadable(error, path)
  } finally {
    await handle.close()
  }
}

/** Up to `wanted` bytes from a position; fewer only at the end of the file. */
export async function readAt(handle: FileHandle, position: number, wanted: number, sizeBytes: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(wanted, sizeBytes - position)))
  let filled = 0
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}

async function fingerprint(handle: FileHandle, size: number): Promise<string> {
  const hash = createHash('sha256').update(String(size))
  const step = size <= WHOLE_BELOW ? HEAD_BYTES : Math.floor(size / 64)
  const length = size <= WHOLE_BELOW ? HEAD_BYTES : PIECE_BYTES
  for (let at = 0; at < size; at += step) hash.update(await readAt(handle, at, length, size))
  return hash.digest('hex')
}
