import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { finished, pipeline } from 'node:stream/promises'
import { refused } from '../../src-contract/result.ts'
import { AppError, toWireError } from '../../src-core/app-error.ts'
import type { CoreLink } from '../core-link.ts'
import { pageHeaders } from '../page-headers.ts'
import { answerJson, answerText } from './answer.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const MAX_UPLOAD_BYTES = 8 * 1024 ** 3

/** `POST /upload`: the bytes go straight to a file in `uploadDir`, the core gets its path; answers `{ fileId }` as a `Result`. */
export async function takeUpload(request: IncomingMessage, response: ServerResponse, core: CoreLink, uploadDir: string): Promise<void> {
  const fileName = readFileName(request.headers['x-file-name'])
  if (fileName === null)
    return answerJson(response, 400, refused(toWireError(new AppError('invalid_input', { field: 'x-file-name', problem: 'missing' }))))
  const path = join(uploadDir, `${randomUUID()}.upload`)
  let sizeBytes = 0
  const counted = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      sizeBytes += chunk.length
      if (sizeBytes > MAX_UPLOAD_BYTES) throw new AppError('file_unreadable', { file: fileName })
      yield chunk
    }
  }
  try {
    await mkdir(uploadDir, { recursive: true })
    // Left open when the disk fails, because the answer goes back over the same connection.
    await pipeline(request.iterator({ destroyOnReturn: false }), counted, createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    await rm(path, { force: true })
    // Nobody is left to hear an answer when the page has gone.
    if (request.destroyed && !request.complete) return void response.destroy()
    // A browser hears an answer only after it has sent everything.
    if (!request.complete) await finished(request.resume()).catch(() => undefined)
    return answerJson(response, 200, refused(toWireError(error)))
  }
  const answer = await core.giveFile({ path, fileName, sizeBytes })
  if (!answer.ok) await rm(path, { force: true })
  answerJson(response, 200, answer)
}

/** `GET /download/<exportId>`: a finished export as an attachment. */
export async function sendExport(response: ServerResponse, core: CoreLink, exportId: string): Promise<void> {
  const found = await core.exportFile(exportId)
  const size = found.ok ? (await stat(found.value.path).catch(() => null))?.size : undefined
  if (!found.ok || size === undefined) return answerText(response, 404, 'There is no such export.')
  const { path, fileName } = found.value
  response.writeHead(200, {
    ...pageHeaders(null),
    'content-type': 'application/octet-stream',
    'content-length': size,
    'content-disposition': `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
  })
  // The page may close the connection at any time; the file is closed with it.
  await pipeline(createReadStream(path), response).catch(() => undefined)
}

/** Removes uploads that no import can be using any more. */
export async function removeOldUploads(uploadDir: string, now: number): Promise<void> {
  for (const name of await readdir(uploadDir).catch(() => [])) {
    const path = join(uploadDir, name)
    const age = now - ((await stat(path).catch(() => null))?.mtimeMs ?? now)
    if (age > DAY_MS) await rm(path, { force: true }).catch(() => undefined)
  }
}

/** The name is shown and logged, never used as a path; only its last part is kept. */
function readFileName(header: string | string[] | undefined): string | null {
  try {
    const name =
      decodeURIComponent(String(header ?? ''))
        .split(/[/\\]/)
        .at(-1)
        ?.replaceAll('\0', '')
        .trim() ?? ''
    return name === '' ? null : name.slice(0, 200)
  } catch {
    return null
  }
}
