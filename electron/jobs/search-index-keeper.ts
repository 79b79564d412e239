import type { Job } from '../../shared/model/job.ts'
import type { ReadConnection } from '../store/connection.ts'
import { searchCoverage } from '../store/search-index.ts'
import type { JobRunner } from './job-runner.ts'
import type { IndexInput, IndexResult } from './results.ts'

/** Gives what starts to index texts that are not in the search index; nothing where all are, or a job is at it. */
export function searchIndexKeeper(jobs: JobRunner, connection: ReadConnection): () => void {
  const start = (): void => {
    const input: IndexInput = { workspacePath: connection.path }
    const title = 'Indexing the texts for search'
    const { id } = jobs.start({ kind: 'index', title, worker: 'index-worker', input, givesWay: true })
    void jobs.finished(id).then(
      (result) => ((result as IndexResult).complete ? null : start()),
      () => null,
    )
  }
  return () => {
    const { traces, indexed } = searchCoverage(connection)
    if (indexed < traces && !jobs.list().some(isAtIt)) start()
  }
}

function isAtIt({ kind, finishedAt }: Job): boolean {
  return kind === 'index' && finishedAt === null
}
