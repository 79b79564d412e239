import { open, rename, rm } from 'node:fs/promises'
import { SourceMemory, translate } from '../import/translate.ts'
import { otlpTraceLine } from '../report/otlp-json.ts'
import type { Span } from '../../shared/model/span.ts'
import type { ReadConnection } from '../store/connection.ts'
import { selectedTraces } from '../store/selected-traces.ts'
import { readScores, readSpans } from '../store/trace-reader.ts'

export interface ExportRequest {
  filter: string
  /** File to write; null is standard output. */
  out: string | null
}

export interface ExportResult {
  path: string
  traces: number
  spans: number
}

/** Lines are gathered to chunks of this many characters before they are written. */
const CHUNK = 1 << 20

/** Writes the selected traces as OTLP JSON, an object a line and trace. A file appears whole or not at all. */
export async function exportOtlp(connection: ReadConnection, request: ExportRequest): Promise<ExportResult> {
  const traces = selectedTraces(connection, request.filter)
  const result: ExportResult = { path: request.out ?? '-', traces: traces.length, spans: 0 }
  const temporary = request.out === null ? null : `${request.out}.part`
  const file = temporary === null ? null : await open(temporary, 'w')
  const write = async (text: string): Promise<void> => {
    if (file) await file.appendFile(text)
    else if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve))
  }
  try {
    let chunk = ''
    for (const trace of traces) {
      const spans = readSpans(connection, trace)
      result.spans += spans.length
      // What importing will tell from the attributes need not be written beside them.
      const memory = new SourceMemory()
      const derive = (span: Span): void => translate(span, memory)
      chunk += `${otlpTraceLine(spans, readScores(connection, trace), { derive })}\n`
      if (chunk.length < CHUNK) continue
      await write(chunk)
      chunk = ''
    }
    await write(chunk)
    await file?.close()
    if (temporary !== null && request.out !== null) await rename(temporary, request.out)
    return result
  } catch (error) {
    await file?.close().catch(() => null)
    if (temporary !== null) await rm(temporary, { force: true })
    throw error
  }
}
