import { createHash } from 'node:crypto'
import type { ReportFormat } from '../../shared/model/report.ts'
import type { ReportDocument } from '../../shared/model/report-document.ts'
import { fitDocument } from '../report/fit-document.ts'
import { writeHtml } from '../report/html/write-html.ts'
import { WRITERS } from '../report/writers.ts'
import { openReader } from '../store/connection.ts'
import { buildReport, type BuiltReport, type ReportInput } from './build-report.ts'
import { writeFileWhole } from './whole-file.ts'
import type { JobContext } from './worker-context.ts'

/** What the worker of reports is started with: an export where `out` names a file, else a preview. */
export interface ReportWork extends ReportInput {
  workspacePath: string
  format: ReportFormat
  /** File to write; null gives the document back. */
  out: string | null
}

export interface WrittenReport {
  path: string
  bytes: number
  sha256: string
  redaction: ReportDocument['redaction']
  left: string[]
}

export interface PreviewedReport extends BuiltReport {
  html: string
}

/** Builds a report and writes it, or gives it back to be looked at. AppError as `buildReport` and `writeFileWhole`. */
export async function writeReport(
  work: ReportWork,
  context: JobContext,
): Promise<WrittenReport | PreviewedReport> {
  const connection = openReader(work.workspacePath)
  try {
    const built = buildReport(connection, work, context)
    const document = fitDocument(built.document, work.format)
    if (work.out === null) return { ...built, document, html: writeHtml(document) }
    context.progress({ detail: 'writing', fraction: null })
    const content = Buffer.from(WRITERS[work.format].write(document))
    await writeFileWhole(work.out, [content])
    return {
      path: work.out,
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      redaction: document.redaction,
      left: document.left,
    }
  } finally {
    connection.close()
  }
}
