import type { CategoryInfo } from '../../shared/contract/categories.ts'
import { formatDayRange, formatTimestamp } from '../../shared/format.ts'
import type { RedactedValue } from '../../shared/model/redaction.ts'
import type { ReportDocument } from '../../shared/model/report-document.ts'
import type { ReportRequest, ReportSectionRequest } from '../../shared/model/report.ts'
import { createRedactor } from '../redaction/redactor.ts'
import { numberBlocks } from '../report/assemble-document.ts'
import { finishDocument } from '../report/finish-document.ts'
import type { ReadConnection } from '../store/connection.ts'
import { createContext, type ReportContext } from './report/context.ts'
import { SECTIONS } from './report/sections.ts'
import type { JobContext } from './worker-context.ts'

export interface ReportInput {
  request: ReportRequest
  appVersion: string
  catalogue: readonly CategoryInfo[]
}

export interface BuiltReport {
  document: ReportDocument
  /** Every value that was taken out, for a list to confirm. */
  redacted: RedactedValue[]
}

/**
 * Gathers a report from the workspace and finishes it: the same request on the same workspace gives the same document,
 * to the byte. AppError `filter_invalid`, `rule_invalid`, `cancelled`.
 */
export function buildReport(
  connection: ReadConnection,
  { request, appVersion, catalogue }: ReportInput,
  job: JobContext,
): BuiltReport {
  const context = createContext({
    connection,
    request,
    appVersion,
    catalogue,
    checkCancelled: job.checkCancelled,
  })
  const sections = request.sections.map((section, index) => {
    job.checkCancelled()
    job.progress({ detail: SECTIONS[section.kind].title, fraction: index / (request.sections.length + 1) })
    return {
      id: '',
      kind: section.kind,
      title: SECTIONS[section.kind].title,
      blocks: makeSection(context, section),
    }
  })
  const document: ReportDocument = {
    format: 'tidemark-report',
    version: 1,
    title: request.title === '' ? 'Report' : request.title,
    subtitle: subtitleOf(context),
    appVersion,
    sections: numberBlocks(sections),
    left: [...new Set(context.left)],
    redaction: null,
    request,
  }
  const redactor = redactsAnything(request) ? createRedactor(request.redaction) : null
  return { document: finishDocument(document, redactor), redacted: redactor?.found() ?? [] }
}

function redactsAnything({ redaction: { detectors, fields, custom } }: ReportRequest): boolean {
  return detectors.length + fields.length + custom.length > 0
}

function makeSection(
  context: ReportContext,
  section: ReportSectionRequest,
): ReportDocument['sections'][number]['blocks'] {
  // The table's types tie each kind to its own maker; the compiler cannot follow one key through both.
  const make = SECTIONS[section.kind].make as (
    own: ReportContext,
    asked: ReportSectionRequest,
  ) => ReturnType<typeof makeSection>
  return make(context, section)
}

function subtitleOf({ request: { period, segment, author, atUs }, watched }: ReportContext): string {
  const { baseline, lastClosedDay } = watched.watch
  const days =
    period !== undefined
      ? formatDayRange(period.from, period.to)
      : baseline === null || lastClosedDay === null
        ? null
        : formatDayRange(baseline.from, lastClosedDay)
  const parts = [
    days,
    segment ?? null,
    author === '' ? null : `by ${author}`,
    atUs === null ? null : `${formatTimestamp(atUs).slice(0, 16)} UTC`,
  ]
  return parts.filter((part) => part !== null).join(' · ')
}
