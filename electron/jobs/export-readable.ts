import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { TraceRow } from '../../shared/contract/schemas.ts'
import { CSV_MARK, csvLine } from '../../shared/csv.ts'
import type { RedactionRules } from '../../shared/model/redaction.ts'
import { redactValue } from '../redaction/redact-value.ts'
import { createRedactor, type Redactor } from '../redaction/redactor.ts'
import type { ReadConnection } from '../store/connection.ts'
import { selectedTraces } from '../store/selected-traces.ts'
import { tellRows, tellTrace } from '../store/told-trace.ts'
import type { ExportRequest, ExportResult } from './export-traces.ts'
import { writeFileWhole } from './whole-file.ts'

export interface ReadableRequest extends ExportRequest {
  /** `csv`: a row a trace; `jsonl`: an object a line and trace, with findings, scores and what was said. */
  format: 'csv' | 'jsonl'
  rules: RedactionRules
}

/** Traces that are read at once for a table. */
const AT_ONCE = 500

/**
 * Writes the selected traces for people and their tools. A file appears whole or not at all.
 * AppError `filter_invalid`, `rule_invalid`, `file_unwritable`, `disk_full`, `cancelled`.
 */
export async function exportReadable(
  connection: ReadConnection,
  { filter, scope, out, signal, format, rules, progress }: ReadableRequest,
): Promise<ExportResult> {
  const traces = selectedTraces(connection, filter, scope)
  const result: ExportResult = { path: out ?? '-', traces: traces.length, spans: 0 }
  const redactor = createRedactor(rules)
  let done = 0
  const told = (rows: readonly TraceRow[]): void => {
    for (const { spanCount } of rows) result.spans += spanCount
    done += rows.length
    progress?.(done, traces.length)
  }
  const chunks =
    format === 'csv'
      ? tableChunks(connection, traces, redactor, told)
      : lineChunks(connection, traces, redactor, told)
  if (out === null) await pipeline(Readable.from(chunks), process.stdout, { end: false })
  else await writeFileWhole(out, chunks, { signal })
  return { ...result, redacted: redactor.found() }
}

function* tableChunks(
  connection: ReadConnection,
  traces: readonly number[],
  redactor: Redactor,
  told: (rows: readonly TraceRow[]) => void,
): Generator<string> {
  yield `${CSV_MARK}${csvLine(COLUMNS)}`
  for (let at = 0; at < traces.length; at += AT_ONCE) {
    const rows = tellRows(connection, traces.slice(at, at + AT_ONCE))
    told(rows)
    yield rows
      .map((row) => redactValue(row, redactor))
      .map((row) => csvLine(COLUMNS.map((column) => cellOf(row[column]))))
      .join('')
  }
}

function* lineChunks(
  connection: ReadConnection,
  traces: readonly number[],
  redactor: Redactor,
  told: (rows: readonly TraceRow[]) => void,
): Generator<string> {
  for (const id of traces) {
    const trace = tellTrace(connection, id)
    if (trace === null) continue
    told([trace])
    yield `${JSON.stringify(redactValue(trace, redactor))}\n`
  }
}

const COLUMNS = [
  'traceId',
  'sessionId',
  'importLabel',
  'format',
  'name',
  'agent',
  'environment',
  'userId',
  'startUs',
  'durationNs',
  'status',
  'spanCount',
  'llmCalls',
  'toolCalls',
  'inputTokens',
  'outputTokens',
  'costUsd',
  'model',
  'provider',
  'promptVersion',
  'inputPreview',
  'outputPreview',
  'categories',
] as const satisfies readonly (keyof TraceRow)[]

function cellOf(value: TraceRow[(typeof COLUMNS)[number]]): string | number | null {
  return Array.isArray(value) ? value.join(' ') : value
}
