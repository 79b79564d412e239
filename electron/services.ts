import { basename, join } from 'node:path'
import type { Handlers, MethodInput, MethodOutput } from '../shared/contract.ts'
import type { CategoryInfo } from '../shared/contract/categories.ts'
import type { BaselineEntry, WatchChange } from '../shared/model/baseline.ts'
import type { Policy } from '../shared/model/policy.ts'
import type { RedactionRules } from '../shared/model/redaction.ts'
import type { Finding } from '../shared/model/finding.ts'
import type { Job } from '../shared/model/job.ts'
import type { Mapping } from '../shared/model/mapping.ts'
import { CATEGORIES } from './analysis/registry.ts'
import { annotationHandlers } from './api/annotations.ts'
import { baselineHandlers } from './api/baselines.ts'
import { categoryHandlers } from './api/categories.ts'
import { compareHandlers } from './api/compare.ts'
import { customCategoryHandlers } from './api/custom-categories.ts'
import { importQueryHandlers } from './api/import-queries.ts'
import { mappingHandlers } from './api/mapping.ts'
import { jobHandlers } from './api/jobs.ts'
import { queryHandlers } from './api/query.ts'
import { savedViewHandlers } from './api/saved-views.ts'
import { searchHandlers } from './api/search.ts'
import { shiftDecisionHandlers } from './api/shift-decisions.ts'
import { redactionHandlers } from './api/redaction.ts'
import { rulerHandlers } from './api/rulers.ts'
import { shiftHandlers } from './api/shifts.ts'
import { traceHandlers } from './api/traces.ts'
import { versionHandlers } from './api/versions.ts'
import { workspaceHandlers } from './api/workspace.ts'
import { APP_ROOT, APP_VERSION } from './app-root.ts'
import { createExporting, type Exporting } from './exporting.ts'
import { createJobHost, type JobHost, logError } from './job-host.ts'
import { exportOtlp, type ExportRequest, type ExportResult } from './jobs/export-traces.ts'
import { exportReadable, type ReadableRequest } from './jobs/export-readable.ts'
import { compareTraces } from './jobs/compare-traces.ts'
import type { JobRequest } from './jobs/job-runner.ts'
import type { PreviewInput } from './jobs/preview-watch.ts'
import type { AnalysisInput, ImportInput, UndoInput } from './jobs/results.ts'
import { searchIndexKeeper } from './jobs/search-index-keeper.ts'
import { matchCustomCategories } from './jobs/match-custom.ts'
import { readCustomCategories } from './store/custom-categories.ts'
import { listBaselines } from './store/baseline-store.ts'
import { findingQueries } from './store/finding-queries.ts'
import { openReader, type ReadConnection } from './store/connection.ts'
import type { LaunchQuery } from './store/query-child.ts'
import { importQueries } from './store/import-queries.ts'
import { readRedactionRules } from './store/redaction-rules.ts'
import { currentPolicy } from './store/policy-store.ts'
import { shiftQueries } from './store/shift-queries.ts'
import { printWithChromium, type PrintPdf } from './print-pdf.ts'
import { createReporting, type Reporting } from './reporting.ts'
import { loadStaticFiles, type StaticFiles } from './static-files.ts'
import { createDispatch, type Dispatch } from './transport/dispatch.ts'
import { prepareWorkspace, tidyWorkspace } from './workspace-file.ts'

export { APP_VERSION } from './app-root.ts'
export type { JobHost } from './job-host.ts'
export { runBacktest } from './drift/backtest.ts'
export { runDoctor } from './doctor.ts'
export type { WatchPreview } from '../shared/contract/baselines.ts'
export type { AnalysisResult, ImportResult } from './jobs/results.ts'
export { createUploads } from './transport/uploads.ts'
export { currentUserFolder, defaultWorkspace, rememberWorkspace } from './user-state.ts'
export { guessFor } from './jobs/look-at-source.ts'
export { writeFileWhole } from './jobs/whole-file.ts'

export interface ServicesOptions {
  workspacePath: string
  host: 'desktop' | 'browser'
  /** The path behind what a window calls a source; throws for anything it was not given. */
  resolveSource(reference: string): string
  /** Starts the process of a query; left out, it is the Node that runs this program (not inside Electron). */
  launchQuery?: LaunchQuery
  /** Left out, a Chromium browser of this machine prints. */
  printPdf?: PrintPdf
}

export interface ImportRequest {
  paths: string[]
  label?: string
  format?: string
  mapping?: Mapping
  /** Share of sessions to keep, 0..1. */
  sample?: number
  isSample?: boolean
}

const CHANGE_TITLES: Readonly<Record<WatchChange['kind'], string>> = {
  choose: 'Making a new baseline',
  accept: 'Accepting the new normal',
  take_back: 'Taking a baseline back',
  policy: 'Changing the alert policy',
}

const BUILT_IN: ReadonlySet<string> = new Set(CATEGORIES.map(({ id }) => id))

/** One open workspace with everything that works on it; the same for the window, the browser host and the command line. */
export interface Services extends JobHost {
  readonly workspacePath: string
  dispatch: Dispatch
  startImport(request: ImportRequest): Job
  startAnalysis(request: { only?: string[]; force?: boolean; change?: WatchChange }): Job
  /** Tries a decision on the past; the job gives a WatchPreview. */
  startPreview(change: WatchChange): Job
  /** Starts to put into the search index what is not in it; nothing where all is. */
  ensureIndex(): void
  /** Imports, then analyses what is new. */
  openFiles(paths: string[]): Promise<void>
  importCount(): number
  /** The categories users define: list, preview, save, remove. */
  customCategories: ReturnType<typeof customCategoryHandlers>
  /** Ids of every category, those of users included. */
  categoryIds(): string[]
  findings(filter: string): Iterable<Finding>
  watch(): MethodOutput<'shifts.list'>
  /** Every version of the baseline, newest first. */
  baselines(): BaselineEntry[]
  /** The alert policy in force. */
  policy(): Policy
  compare(input: MethodInput<'compare.run'>): MethodOutput<'compare.run'>
  query(input: MethodInput<'query.run'>): Promise<MethodOutput<'query.run'>>
  exportOtlp(request: ExportRequest): Promise<ExportResult>
  exportReadable(request: ReadableRequest): Promise<ExportResult>
  /** Writes traces to a file; the job's result tells traces, spans and bytes. */
  startExport: Exporting['start']
  /** What is redacted unless one says otherwise. */
  redaction(): RedactionRules
  /** Fills in a request of a report, and writes reports to files. */
  reports: Pick<Reporting, 'fill' | 'startExport'>
  close(): Promise<void>
}

/** Opens a workspace, made where missing. Throws AppError where it cannot be opened. */
export function createServices({
  workspacePath,
  host,
  resolveSource,
  launchQuery,
  printPdf = printWithChromium,
}: ServicesOptions): Services {
  prepareWorkspace(workspacePath)
  const connection = openReader(workspacePath)
  const reader = (): ReadConnection => connection
  const catalogue = (): readonly CategoryInfo[] => [...CATEGORIES, ...readCustomCategories(connection)]
  const { jobs, events } = createJobHost()
  const startAnalysis: Services['startAnalysis'] = ({ only, force, change }) => {
    const input: AnalysisInput = { workspacePath, only: only ?? null, force: force ?? false, change }
    return jobs.start({
      kind: 'analyze',
      title: change === undefined ? 'Finding failure categories' : CHANGE_TITLES[change.kind],
      worker: 'analysis-worker',
      input,
      prepare: async (signal) => ({
        custom: await matchCustomCategories(connection, { launch: launchQuery, signal }),
      }),
    })
  }
  const startImport: Services['startImport'] = (request) =>
    jobs.start(importJob(workspacePath, request, false))
  const startPreview: Services['startPreview'] = (change) => {
    const input: PreviewInput = { workspacePath, change }
    return jobs.start({
      kind: 'preview_watch',
      title: 'Looking at the past',
      worker: 'preview-worker',
      input,
    })
  }
  const startUndo = (importId: number): Job => {
    const input: UndoInput = { workspacePath, importId }
    return jobs.start({ kind: 'undo_import', title: 'Taking an import back', worker: 'undo-worker', input })
  }
  const ensureIndex = searchIndexKeeper(jobs, connection)
  /** What a window starts is analysed as soon as it is done; a failed job shows itself. */
  const thenAnalyse = (job: Job): Job => {
    void jobs.finished(job.id).then(
      () => thenIndex(startAnalysis({})),
      () => null,
    )
    return job
  }
  const reports = createReporting({
    reader,
    appVersion: APP_VERSION,
    catalogue,
    start: (request) => jobs.start(request),
    printPdf,
  })
  const exporting = createExporting(workspacePath, (request) => jobs.start(request))
  const thenIndex = (job: Job): Job => {
    void jobs.finished(job.id).then(ensureIndex, () => null)
    return job
  }
  const customCategories = customCategoryHandlers({ reader, launch: launchQuery, builtIn: BUILT_IN })
  const handlers: Handlers = {
    ...workspaceHandlers({ reader, appVersion: APP_VERSION, host, catalogue }),
    ...importQueryHandlers({ reader }),
    ...mappingHandlers({ resolveSource }),
    ...shiftHandlers({ reader }),
    ...shiftDecisionHandlers({ reader }),
    ...rulerHandlers({ reader }),
    ...redactionHandlers({ reader }),
    ...categoryHandlers({ reader, catalogue }),
    ...baselineHandlers({ reader, startChange: (change) => startAnalysis({ change }), startPreview }),
    ...compareHandlers({ reader }),
    ...customCategories,
    ...versionHandlers({ reader }),
    ...traceHandlers({ reader }),
    ...savedViewHandlers({ reader }),
    ...annotationHandlers({ reader }),
    ...searchHandlers({ reader }),
    ...queryHandlers({ reader, launch: launchQuery }),
    ...reports.handlers,
    ...exporting.handlers,
    ...jobHandlers({
      jobs,
      resolveSource,
      startImport: ({ dryRun, ...request }) =>
        dryRun ? jobs.start(importJob(workspacePath, request, true)) : thenAnalyse(startImport(request)),
      startAnalysis,
      startUndo: (importId) => thenAnalyse(startUndo(importId)),
    }),
  }
  return {
    workspacePath,
    dispatch: createDispatch(handlers, logError),
    events,
    jobs,
    startImport,
    startAnalysis,
    startPreview,
    ensureIndex,
    openFiles: async (paths) => {
      thenAnalyse(startImport({ paths }))
    },
    customCategories,
    categoryIds: () => catalogue().map(({ id }) => id),
    importCount: () => importQueries(connection).list().length,
    findings: (filter) => findingQueries(connection).select(filter),
    watch: () => shiftQueries(connection).list({}),
    baselines: () => listBaselines(connection),
    policy: () => currentPolicy(connection),
    compare: (input) => compareTraces(connection, input),
    query: async (input) => handlers['query.run']({ limit: 1000, seconds: 20, ...input }),
    exportOtlp: (request) => exportOtlp(connection, request),
    exportReadable: (request) => exportReadable(connection, request),
    redaction: () => readRedactionRules(connection),
    reports,
    startExport: (wish) => exporting.start(wish),
    close: async () => {
      await jobs.close()
      reports.close()
      exporting.close()
      connection.close()
      tidyWorkspace(workspacePath)
    },
  }
}

/** Reads what an import would read and reports on it. Writes nothing: the workspace need not even exist. */
export function startDryRun(workspacePath: string, request: ImportRequest): JobHost & { job: Job } {
  const host = createJobHost()
  return { ...host, job: host.jobs.start(importJob(workspacePath, request, true)) }
}

function importJob(workspacePath: string, request: ImportRequest, dryRun: boolean): JobRequest {
  const { paths, label, format, mapping, sample, isSample } = request
  const input: ImportInput = {
    workspacePath,
    paths,
    label: label ?? null,
    format: format ?? null,
    mapping: mapping ?? null,
    sample: sample ?? null,
    isSample: isSample ?? false,
    dryRun,
  }
  const title = `${dryRun ? 'Looking at' : 'Importing'} ${titleOf(paths, label)}`
  return { kind: 'import', title, worker: 'import-worker', input }
}

/** The built page, as both hosts serve it. */
export function loadPage(): Promise<StaticFiles> {
  return loadStaticFiles(join(APP_ROOT, 'out', 'renderer'))
}

/** The generated first-run export, imported through the ordinary path; null where the workspace has imports already. */
export function importFirstRunSample(services: Services): Job | null {
  if (services.importCount() > 0) return null
  const path = join(APP_ROOT, 'resources', 'samples', 'first-run.jsonl.zst')
  return services.startImport({ paths: [path], label: 'sample', isSample: true })
}

function titleOf(paths: readonly string[], label: string | undefined): string {
  const first = paths[0]
  if (label !== undefined || first === undefined) return label ?? ''
  const name = first === '-' ? 'standard input' : basename(first)
  return paths.length === 1 ? name : `${name} and ${paths.length - 1} more`
}
