import { isActive, useCancelJob, useImportState, useJobs, useWorkspace } from '../api/queries.ts'
import { formatCount, formatPlural, formatShortCount } from '../../shared/format.ts'
import { watchConnection } from '../api/client.ts'
import type { ConnectionState } from '../api/client.ts'
import { JobBar } from '../ui/job-bar.tsx'
import { messageOf } from '../ui/states.tsx'
import styles from './status-bar.module.css'
import type { Job } from '../../shared/model/job.ts'
import { useEffect, useState } from 'react'

/** How the last thing ended. It stays until something else runs. */
function Message({ last }: { last: Job | undefined }) {
  const files = useImportState()
  if (files.pending) return <span>Handing the files over…</span>
  const failure = files.error
    ? messageOf(files.error)
    : last?.state === 'failed'
      ? last.error?.message
      : undefined
  if (failure) {
    return (
      <span className={styles.failed} role="alert" title={failure}>
        {files.error ? failure : `${last?.title} failed: ${failure}`}
      </span>
    )
  }
  if (last?.state === 'done') return <span className={styles.text}>{last.title}: done</span>
  if (last?.state === 'cancelled')
    return <span className={styles.text}>{last.title}: cancelled, nothing was changed</span>
  return null
}

/** Only a browser can lose the host it came from. */
function Connection() {
  const [state, setState] = useState<ConnectionState>('open')
  useEffect(() => watchConnection(setState), [])
  if (state !== 'lost') return null
  return (
    <span className={styles.failed} role="alert">
      Tidemark does not answer. Is it still running?
    </span>
  )
}

/** What runs now, and what the workspace holds. */
export function StatusBar() {
  const jobs = useJobs()
  const workspace = useWorkspace().data
  const cancel = useCancelJob()
  const active = jobs.filter(isActive)
  const shown = active.find((job) => job.state === 'running') ?? active[0]
  return (
    <footer className={styles.bar}>
      {shown ? (
        <>
          <JobBar job={shown} onCancel={() => cancel.mutate(shown.id)} />
          {active.length > 1 ? <span>{formatPlural(active.length - 1, 'more job')}</span> : null}
        </>
      ) : (
        <Message last={jobs[0]} />
      )}
      <Connection />
      {workspace ? (
        <span className={styles.totals}>
          {formatCount(workspace.traces)} traces · {formatShortCount(workspace.spans)} spans · offline
        </span>
      ) : null}
    </footer>
  )
}
