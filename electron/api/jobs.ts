import type { Handlers } from '../../shared/contract.ts'
import type { Job } from '../../shared/model/job.ts'
import type { Mapping } from '../../shared/model/mapping.ts'
import type { JobRunner } from '../jobs/job-runner.ts'

export interface JobHandlerDependencies {
  jobs: JobRunner
  /** The path behind what the window calls a source; throws where it was never given to it. */
  resolveSource(reference: string): string
  startImport(request: { paths: string[]; label?: string; mapping?: Mapping; dryRun?: boolean }): Job
  startAnalysis(request: { force?: boolean }): Job
  startUndo(importId: number): Job
}

/** The methods that start or end long work. */
export function jobHandlers(
  deps: JobHandlerDependencies,
): Pick<Handlers, 'imports.start' | 'imports.undo' | 'jobs.list' | 'jobs.cancel' | 'analysis.start'> {
  return {
    'imports.start': ({ sources, label, mapping, dryRun }) => {
      const paths = sources.map((source) => deps.resolveSource(source))
      return { jobId: deps.startImport({ paths, label, mapping, dryRun }).id }
    },
    'imports.undo': ({ importId }) => ({ jobId: deps.startUndo(importId).id }),
    'jobs.list': () => deps.jobs.list(),
    'jobs.cancel': ({ id }) => ({ cancelled: deps.jobs.cancel(id) }),
    'analysis.start': (request) => ({ jobId: deps.startAnalysis(request).id }),
  }
}
