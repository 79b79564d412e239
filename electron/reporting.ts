import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { MethodOutput } from '../shared/contract.ts'
import type { CategoryInfo } from '../shared/contract/categories.ts'
import type { ExportedReport } from '../shared/contract/reports.ts'
import { AppError } from '../shared/errors.ts'
import type { Job } from '../shared/model/job.ts'
import type { ReportFormat, ReportRequest, ReportTemplate } from '../shared/model/report.ts'
import { reportHandlers } from './api/reports.ts'
import type { JobRequest } from './jobs/job-runner.ts'
import { fillTemplate, type TemplateWishes } from './jobs/report/fill-template.ts'
import { runAside } from './jobs/run-aside.ts'
import type { PreviewedReport, ReportWork, WrittenReport } from './jobs/write-report.ts'
import type { PrintPdf } from './print-pdf.ts'
import { WRITERS } from './report/writers.ts'
import { openWriter, type ReadConnection } from './store/connection.ts'
import { noteReportExport } from './store/report-store.ts'

export interface ReportingDeps {
  reader: () => ReadConnection
  appVersion: string
  catalogue(): readonly CategoryInfo[]
  start(request: JobRequest): Job
  printPdf: PrintPdf
}

/** Reports of one workspace: looked at, written to a file, or handed to a window. */
export interface Reporting {
  /** What the window asks. */
  handlers: ReturnType<typeof reportHandlers>
  /** A request filled in from what the workspace holds. */
  fill(template: ReportTemplate, wishes: TemplateWishes): ReportRequest
  /** The job's result is an ExportedReport; left out, `out` is a place that only `read` knows. */
  startExport(request: ReportRequest, format: ReportFormat, out?: string): Job
  /** Removes what was exported for a window. */
  close(): void
}

export function createReporting(deps: ReportingDeps): Reporting {
  const { reader, appVersion, catalogue } = deps
  const workspacePath = reader().path
  const files = new Map<string, { path: string; name: string; type: string }>()
  let folder: string | null = null
  const work = (request: ReportRequest, format: ReportFormat, out: string | null): ReportWork => ({
    workspacePath,
    request,
    appVersion,
    format,
    out,
    catalogue: catalogue().map(({ id, name, definition, class: kind, version }) => ({
      id,
      name,
      definition,
      class: kind,
      version,
    })),
  })
  /** A private folder of this process; what is in it goes when the workspace is closed. */
  const place = (file: string): string => {
    folder ??= mkdtempSync(join(tmpdir(), 'tidemark-reports-'))
    return join(folder, file)
  }
  const startExport: Reporting['startExport'] = (request, format, out) => {
    const file = randomBytes(12).toString('hex')
    const path = out ?? place(file)
    const name = out === undefined ? fileName(request, format) : basename(out)
    const written = format === 'pdf' ? place(`${file}.html`) : path
    files.set(file, { path, name, type: WRITERS[format].type })
    return deps.start({
      kind: 'report',
      title: `Writing ${name}`,
      worker: 'report-worker',
      input: work(request, format, written),
      finish: async (result, signal): Promise<ExportedReport> => {
        const { redaction, left, ...facts } = result as WrittenReport
        if (format === 'pdf') await printAnd(() => deps.printPdf(written, path, signal), written)
        const { bytes, sha256 } = format === 'pdf' ? await measure(path) : facts
        const noted = { title: request.title, format, name, bytes, sha256, redaction, request }
        note(workspacePath, { ...noted, atUs: Date.now() * 1000 })
        return { file, name, bytes, sha256, left }
      },
    })
  }
  const readExport = async (file: string): Promise<MethodOutput<'reports.file'>> => {
    const known = files.get(file)
    if (known === undefined) throw new AppError('not_found', { what: 'This report' })
    const { path, name, type } = known
    return { name, type, base64: (await readFile(path)).toString('base64') }
  }
  const preview = async (request: ReportRequest): Promise<PreviewedReport> =>
    (await runAside('report-worker', work(request, 'html', null))) as PreviewedReport
  return {
    handlers: reportHandlers({ reader, preview, startExport, readExport }),
    fill: (template, wishes) => fillTemplate(reader(), template, wishes),
    startExport,
    close: () => {
      files.clear()
      if (folder !== null) rmSync(folder, { recursive: true, force: true })
      folder = null
    },
  }
}

async function printAnd(print: () => Promise<void>, page: string): Promise<void> {
  try {
    await print()
  } finally {
    await rm(page, { force: true })
  }
}

async function measure(path: string): Promise<{ bytes: number; sha256: string }> {
  const content = await readFile(path)
  return { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }
}

/** Keeps what was exported; a workspace that another process writes to is left alone, the report stands all the same. */
function note(workspacePath: string, row: Parameters<typeof noteReportExport>[1]): void {
  try {
    const writer = openWriter(workspacePath, { create: false })
    try {
      noteReportExport(writer, row)
    } finally {
      writer.close()
    }
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'workspace_busy')) throw error
  }
}

const LONGEST_NAME = 60

/** A name for a download: letters, digits and dashes of the title only. */
function fileName({ title, template }: ReportRequest, format: ReportFormat): string {
  const words = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_NAME)
    .replace(/^-+|-+$/g, '')
  return `tidemark-${words === '' ? template : words}.${WRITERS[format].extension}`
}
