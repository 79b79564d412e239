import { statSync } from 'node:fs'
import { countByRule, type RedactedValue, type RedactionRules } from '../../shared/model/redaction.ts'
import type { ExportFormat } from '../../shared/contract/exports.ts'
import type { Scope } from '../../shared/contract/schemas.ts'
import { openReader } from '../store/connection.ts'
import { exportExcerpt } from './excerpt/export-excerpt.ts'
import { exportReadable } from './export-readable.ts'
import { exportOtlp, type ExportResult } from './export-traces.ts'
import type { JobContext } from './worker-context.ts'

export interface ExportInput {
  workspacePath: string
  format: ExportFormat
  filter: string
  scope?: Scope
  out: string
  /** Unused where the format loses nothing. */
  rules: RedactionRules
}

export interface WrittenExport extends Omit<ExportResult, 'redacted'> {
  bytes: number
  /** Values taken out, by rule. */
  redacted: Record<string, number>
  /** The most frequent of them, to be looked through. */
  values: RedactedValue[]
}

/** Nobody looks through more. */
const MOST_VALUES = 300

/** Writes traces to a file that appears whole or not at all. AppErrors as the export of its format. */
export async function runExport(input: ExportInput, context: JobContext): Promise<WrittenExport> {
  const { workspacePath, format, filter, scope, out, rules } = input
  const connection = openReader(workspacePath)
  const progress = (done: number, all: number): void => {
    context.checkCancelled()
    context.progress({ recordsDone: done, fraction: all === 0 ? null : done / all, detail: 'traces' })
  }
  try {
    const request = { filter, scope, out, progress }
    const result =
      format === 'otlp-json'
        ? await exportOtlp(connection, request)
        : format === 'workspace'
          ? await exportExcerpt(connection, { ...request, rules })
          : await exportReadable(connection, { ...request, format, rules })
    const { redacted = [], ...written } = result
    return {
      ...written,
      bytes: statSync(out).size,
      redacted: countByRule(redacted),
      values: redacted.toSorted((a, b) => b.count - a.count).slice(0, MOST_VALUES),
    }
  } finally {
    connection.close()
  }
}
