import { useEffect, useState } from 'react'
import { formatPlural, formatShortCount } from '../../shared/format.ts'
import type { Job } from '../../shared/model/job.ts'
import { isActive, useCancelJob, useImportState, useJobs, useWorkspace } from '../api/queries.ts'
import { useCurrentNote } from '../ui/footer-note.ts'
import { failureOf, JobBar } from '../ui/job-bar.tsx'
import { messageOf } from '../ui/states.tsx'
import { useCurrentView } from './current-view.ts'
import styles from './status-bar.module.css'

/** So long a good end is told: enough to be read on the way to something else. */
const TOLD_FOR_MS = 8000

/** How the last thing ended: a failure until something else runs, anything else for a while. Else the keys that work. */
function Message({ last }: { last: Job | undefined }) {
  const files = useImportState()
  const isRecent = useIsRecent(last?.finishedAt ?? null)
  if (files.pending) return <span role="status">Handing the files over…</span>
  const failure = files.error
    ? messageOf(files.error)
    : last?.state === 'failed'
      ? failureOf(last)
      : undefined
  if (failure) {
    return (
      <span className={styles.failed} role="alert" title={failure}>
        {files.error ? failure : `${last?.title} failed: ${failure}`}
      </span>
    )
  }
  if (last && isRecent) {
    return (
      <span className={styles.text} role="status">
        {last.state === 'done' ? `${last.title}: done` : `${last.title}: cancelled, nothing was changed`}
      </span>
    )
  }
  return <Keys />
}

/** The keys of the view in one line: `j k next trace · f next finding`. */
function Keys() {
  const keys = useCurrentView()?.shortcuts ?? []
  return (
    <span className={styles.text}>
      {[...keys, ['?', 'all keys'] as const].map(([name, meaning]) => `${name} ${meaning}`).join(' · ')}
    </span>
  )
}

/** True until some seconds after a moment (milliseconds since 1970). */
function useIsRecent(momentMs: number | null): boolean {
  const [over, setOver] = useState<number | null>(null)
  useEffect(() => {
    if (momentMs === null) return undefined
    const timer = setTimeout(() => setOver(momentMs), Math.max(0, momentMs + TOLD_FOR_MS - Date.now()))
    return () => clearTimeout(timer)
  }, [momentMs])
  return momentMs !== null && over !== momentMs
}

/** What runs now or which keys work here; and what the workspace holds, or what the view says in its place. */
export function StatusBar() {
  const jobs = useJobs()
  const workspace = useWorkspace().data
  const note = useCurrentNote()
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
      {note !== null ? (
        <span className={styles.note} title={note}>
          {note}
        </span>
      ) : workspace ? (
        <span className={styles.totals}>
          {formatPlural(workspace.traces, 'trace')} · {formatShortCount(workspace.spans)} spans · offline
        </span>
      ) : null}
    </footer>
  )
}
