import type { ReportDocument } from '../../shared/model/report-document.ts'
import type { ReportFormat } from '../../shared/model/report.ts'
import { writeCsv } from './csv.ts'
import { writeHtml } from './html/write-html.ts'
import { writeMarkdown } from './markdown.ts'
import { zipTexts } from './zip.ts'

interface ReportWriter {
  /** Media type of what is written. */
  type: string
  extension: string
  write(document: ReportDocument): string | Buffer
}

/** A finished document in each format. A PDF is printed from the HTML written for it. */
export const WRITERS = {
  html: { type: 'text/html', extension: 'html', write: (document) => writeHtml(document) },
  pdf: {
    type: 'application/pdf',
    extension: 'pdf',
    write: (document) => writeHtml(document, { isUnfolded: true }),
  },
  md: { type: 'text/markdown', extension: 'md', write: writeMarkdown },
  json: {
    type: 'application/json',
    extension: 'json',
    write: (document) => `${JSON.stringify(document, null, 2)}\n`,
  },
  csv: { type: 'application/zip', extension: 'csv.zip', write: (document) => zipTexts(writeCsv(document)) },
} as const satisfies Record<ReportFormat, ReportWriter>
