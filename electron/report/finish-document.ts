import type { RedactedField, RedactedValue } from '../../shared/model/redaction.ts'
import { type ReportDocument, reportDocumentSchema } from '../../shared/model/report-document.ts'
import { cleanText } from './clean-text.ts'
import { isMarked, moveMark } from './move-mark.ts'

/** What takes out of a text what must not leave; `found` tells what it has met so far. */
export interface TextRedactor {
  redact(text: string, field?: RedactedField): string
  found(): RedactedValue[]
}

/** Properties whose values are words of the schema, never of the data. */
const STRUCTURE: ReadonlySet<string> = new Set([
  'kind',
  'id',
  'format',
  'field',
  'unit',
  'tone',
  'status',
  'verdict',
  'template',
  'detectors',
  'fields',
])

/** Whole days: charts count with them. */
const DAY = /^\d{4}-\d{2}-\d{2}$/

/**
 * The one place every string of a report goes through before it is written, whatever it is of: names, attributes,
 * evidence, paths, tables, the request itself. Redacted first, then made visible (`cleanText`). A quote keeps its mark
 * where it can still be told. The result is a document again, or this throws. Null redacts nothing.
 */
export function finishDocument(document: ReportDocument, redactor: TextRedactor | null): ReportDocument {
  const change: Change = (text, field) => cleanText(redactor === null ? text : redactor.redact(text, field))
  const { request, ...rest } = document
  const own = request.redaction.custom.map(({ name }) => name)
  const left =
    own.length === 0
      ? document.left
      : [
          ...document.left,
          `The patterns of the author’s own rules (${own.join(', ')}) are not in the report.`,
        ]
  const body = walk({ ...rest, left }, change) as object
  const finished = {
    ...body,
    // What a rule looks for is what must not be told.
    request: walk({ ...request, redaction: { ...request.redaction, custom: [] } }, change),
    redaction: redactor === null ? null : countByRule(redactor.found()),
  }
  return reportDocumentSchema.parse(finished)
}

type Change = (text: string, field?: RedactedField) => string

function walk(value: unknown, change: Change, field?: RedactedField): unknown {
  if (typeof value === 'string') return DAY.test(value) ? value : change(value, field)
  if (Array.isArray(value)) return value.map((item: unknown) => walk(item, change, field))
  if (typeof value !== 'object' || value === null) return value
  if (isTable(value)) return walkTable(value, change)
  const isPayload = isPayloadHolder(value)
  const out: Record<string, unknown> = {}
  for (const [key, inner] of Object.entries(value)) {
    const own = isPayload && (key === 'text' || key === 'signature') ? 'payloads' : field
    out[key] = STRUCTURE.has(key) ? inner : walk(inner, change, own)
  }
  if (isMarked(value)) out.mark = moveMark(value.text, String(out.text), value.mark)
  return out
}

interface Table {
  columns: readonly { field?: RedactedField }[]
  rows: readonly (readonly unknown[])[]
}

function isTable(value: object): value is Table {
  return 'kind' in value && value.kind === 'table' && 'columns' in value && 'rows' in value
}

function walkTable(table: Table, change: Change): unknown {
  const { rows, ...rest } = table
  return {
    ...(walk(rest, change) as object),
    rows: rows.map((row) => row.map((cell, index) => walk(cell, change, table.columns[index]?.field))),
  }
}

/** A quote or a turn of a conversation. */
function isPayloadHolder(value: object): boolean {
  return 'text' in value && 'spanId' in value
}

function countByRule(found: readonly RedactedValue[]): NonNullable<ReportDocument['redaction']> {
  return Array.from(
    Map.groupBy(found, ({ rule }) => rule),
    ([rule, values]) => ({
      rule,
      count: values.reduce((sum, { count }) => sum + count, 0),
      values: values.length,
    }),
  ).toSorted((a, b) => (a.rule < b.rule ? -1 : 1))
}
