import { useState } from 'react'
import { formatPlural } from '../../../shared/format.ts'
import type { ImportRow } from '../../../shared/contract/imports.ts'
import { isActive, useCall, useJobs } from '../../api/queries.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { ErrorState, Loading } from '../../ui/states.tsx'
import { DropZone } from './drop-zone.tsx'
import { ImportCard } from './import-card.tsx'
import { lookOf, newestLanded } from './import-summary.ts'
import styles from './imports-page.module.css'
import { JobCard } from './job-card.tsx'
import { Landing } from './landing.tsx'
import { LookCard } from './look-card.tsx'
import { Opens } from './opens.tsx'
import { UndoDialog } from './undo-dialog.tsx'

/** What came into the workspace and how: a place to drop files, running imports, and the report of each one. */
export function ImportsPage() {
  const { data, error, refetch } = useCall('imports.list', {})
  const jobs = useJobs()
  const [undoing, setUndoing] = useState<ImportRow | null>(null)
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set())
  const active = jobs.filter(isActive)
  // Of the ended ones only a failure that nothing has followed yet is news.
  const latest = jobs.find((job) => job.kind !== 'analyze')
  const failed =
    latest && (latest.state === 'failed' || latest.state === 'cancelled') && !dismissed.has(latest.id)
      ? latest
      : null
  const landed =
    data === undefined || active.some((job) => job.kind === 'import') ? null : newestLanded(jobs, data)
  const isLandingShown = landed !== null && !dismissed.has(`landed ${landed.id}`)
  // The newest job alone: what came after a dry run has answered it.
  const look = latest && !dismissed.has(latest.id) ? lookOf(latest) : null
  const dismiss = (id: string) => setDismissed(new Set([...dismissed, id]))
  return (
    <div className={styles.page}>
      <PageHeader
        title="Imports"
        subtitle={
          data && data.length > 0
            ? `${formatPlural(data.length, 'import')}. Importing the same file again adds nothing; undoing an import removes what only it brought.`
            : 'The format is recognised by its content, whatever the file is called. Nothing leaves this machine.'
        }
      />
      <DropZone small={(data?.length ?? 0) > 0} />
      {active.map((job) => (
        <JobCard key={job.id} job={job} />
      ))}
      {failed ? <JobCard job={failed} onDismiss={() => dismiss(failed.id)} /> : null}
      {look !== null && latest ? (
        <LookCard key={latest.id} jobId={latest.id} report={look} onDismiss={() => dismiss(latest.id)} />
      ) : null}
      {isLandingShown && look === null ? (
        <Landing row={landed} onDismiss={() => dismiss(`landed ${landed.id}`)} />
      ) : null}
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Loading label="Loading the imports" lines={8} />
      ) : data.length === 0 ? (
        active.length === 0 ? (
          <Opens />
        ) : null
      ) : (
        <div className={styles.list} role="list" aria-label="Imports, newest first">
          {data.map((row) => (
            <ImportCard key={row.id} row={row} onUndo={() => setUndoing(row)} />
          ))}
        </div>
      )}
      <UndoDialog row={undoing} onClose={() => setUndoing(null)} />
    </div>
  )
}
