import type { Handlers, MethodOutput } from '../../shared/contract.ts'
import type { Job } from '../../shared/model/job.ts'
import type { ReportFormat, ReportRequest } from '../../shared/model/report.ts'
import { fillTemplate } from '../jobs/report/fill-template.ts'
import { type ReadConnection, writeDurably } from '../store/connection.ts'
import {
  listReportDrafts,
  listReportExports,
  removeReportDraft,
  saveReportDraft,
} from '../store/report-store.ts'

interface ReportDeps {
  reader: () => ReadConnection
  preview(request: ReportRequest): Promise<MethodOutput<'reports.preview'>>
  /** Writes the report where `read` finds it. */
  startExport(request: ReportRequest, format: ReportFormat): Job
  readExport(file: string): Promise<MethodOutput<'reports.file'>>
}

type Methods =
  | 'reports.template'
  | 'reports.preview'
  | 'reports.export'
  | 'reports.file'
  | 'reports.list'
  | 'reports.saveDraft'
  | 'reports.removeDraft'

export function reportHandlers({
  reader,
  preview,
  startExport,
  readExport,
}: ReportDeps): Pick<Handlers, Methods> {
  return {
    'reports.template': ({ template, ...wishes }) => fillTemplate(reader(), template, wishes),
    'reports.preview': ({ request }) => preview(request),
    'reports.export': ({ request, format }) => ({ jobId: startExport(request, format).id }),
    'reports.file': ({ file }) => readExport(file),
    'reports.list': () => ({ exports: listReportExports(reader()), drafts: listReportDrafts(reader()) }),
    'reports.saveDraft': (draft) => ({
      id: writeDurably(reader(), (writer) => saveReportDraft(writer, draft, Date.now() * 1000)),
    }),
    'reports.removeDraft': ({ id }) => {
      writeDurably(reader(), (writer) => removeReportDraft(writer, id))
      return {}
    },
  }
}
