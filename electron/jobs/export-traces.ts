import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { SourceMemory, translate } from '../import/translate.ts'
import { otlpTraceLine } from '../report/otlp-json.ts'
import type { RedactedValue } from '../../shared/model/redaction.ts'
import type { Scope } from '../../shared/contract/schemas.ts'
import type { Span } from '../../shared/model/span.ts'
import type { ReadConnection } from '../store/connection.ts'
import { selectedTraces } from '../store/selected-traces.ts'
import { readScores, readSpans } from '../store/trace-reader.ts'
import { writeFileWhole } from './whole-file.ts'

export interface ExportRequest {
  filter: string
  /** Days and segment; left out for all. */
  scope?: Scope
  /** File to write; null is standard output. */
  out: string | null
  signal?: AbortSignal
  /** Called trace by trace; what it throws ends the export. */
  progress?: (done: number, all: number) => void
}

export interface ExportResult {
  path: string
  traces: number
  spans: number
  /** Values that were taken out; where something was looked for. */
  redacted?: RedactedValue[]
}

/** Lines are gathered to chunks of this many characters before they are written. */
const CHUNK = 1 << 20

/**
 * Writes the selected traces as OTLP JSON, an object a line and trace. A file appears whole or not at all.
 * AppError `filter_invalid`, `file_unwritable`, `disk_full`, `cancelled`.
 */
export async function exportOtlp(connection: ReadConnection, request: ExportRequest): Promise<ExportResult> {
  const traces = selectedTraces(connection, request.filter, request.scope)
  const result: ExportResult = { path: request.out ?? '-', traces: traces.length, spans: 0 }
  let done = 0
  const chunks = traceChunks(connection, traces, (spans) => {
    result.spans += spans
    done += 1
    request.progress?.(done, traces.length)
  })
  if (request.out === null) await pipeline(Readable.from(chunks), process.stdout, { end: false })
  else await writeFileWhole(request.out, chunks, { signal: request.signal })
  return result
}

function* traceChunks(
  connection: ReadConnection,
  traces: readonly number[],
  count: (spans: number) => void,
): Generator<string> {
  let chunk = ''
  for (const trace of traces) {
    const spans = readSpans(connection, trace)
    count(spans.length)
    // What importing will tell from the attributes need not be written beside them.
    const memory = new SourceMemory()
    const derive = (span: Span): void => translate(span, memory)
    chunk += `${otlpTraceLine(spans, readScores(connection, trace), { derive })}\n`
    if (chunk.length < CHUNK) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}
