import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { MethodOutput, ParsedInput } from '../../shared/contract.ts'
import type { ReadConnection } from '../store/connection.ts'
import { traceDetailQueries } from '../store/trace-detail-queries.ts'

/** Of a longer record the beginning is shown. */
const MOST_BYTES = 256 * 1024
/** How far the end of a record is looked for. */
const MOST_SCANNED = 64 * 1024 * 1024
const NEWLINE = 10
/** How zstd, gzip and zip files begin. */
const COMPRESSED = ['28b52ffd', '1f8b', '504b0304']

type Record = MethodOutput<'trace.record'>

/**
 * The line of the source file that a span came from. Only where the file still stands at its path, is not compressed and
 * has lines; what is read there must name the trace, else the file is another one now. AppError `not_found`.
 */
export function sourceRecord(
  connection: ReadConnection,
  { traceId, spanId }: ParsedInput<'trace.record'>,
): Record {
  const { source } = traceDetailQueries(connection).span({ traceId, spanId })
  const { file, offset } = source
  if (offset === null) return none('The source was read as one document: it has no record of its own.')
  let handle: number
  try {
    handle = openSync(file, 'r')
  } catch {
    return none(
      'The file is not at this path any more, or was handed over by the browser, which keeps paths to itself.',
    )
  }
  try {
    const { size } = fstatSync(handle)
    const begin = Buffer.alloc(4)
    readSync(handle, begin, 0, begin.length, 0)
    if (COMPRESSED.some((magic) => begin.toString('hex').startsWith(magic)))
      return none('The file is compressed; the place counts in what it unpacks to.')
    if (offset >= size) return none('The file is shorter than when it was imported.')
    const head = Buffer.alloc(Math.min(MOST_BYTES, size - offset))
    readSync(handle, head, 0, head.length, offset)
    const end = head.indexOf(NEWLINE)
    const bytes = end === -1 ? lengthOfLine(handle, offset, size) : end
    const text = head.toString('utf8', 0, end === -1 ? head.length : end)
    const isOurs = text.includes(traceId) || text.includes(spanId)
    return isOurs
      ? { text, bytes, why: null }
      : none('What stands there does not name this trace: the file is compressed, or has changed.')
  } finally {
    closeSync(handle)
  }
}

function none(why: string): Record {
  return { text: null, bytes: 0, why }
}

function lengthOfLine(handle: number, offset: number, size: number): number {
  const chunk = Buffer.alloc(1024 * 1024)
  const last = Math.min(size, offset + MOST_SCANNED)
  for (let at = offset; at < last; at += chunk.length) {
    const read = readSync(handle, chunk, 0, chunk.length, at)
    const end = chunk.subarray(0, read).indexOf(NEWLINE)
    if (end !== -1) return at + end - offset
  }
  return last - offset
}
