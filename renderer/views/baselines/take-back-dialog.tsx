import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { BaselineEntry } from '../../../shared/model/baseline.ts'
import { watchChangeSchema } from '../../../shared/model/baseline.ts'
import { problemsOf } from '../../ui/problems-of.ts'
import { useWatchJob } from '../../api/use-watch-job.ts'
import { backFromTakeBack } from '../../api/watch-step.ts'
import { didUndoable } from '../../ui/undo.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, Input, TextArea } from '../../ui/field.tsx'
import { JobState } from '../../ui/job-state.tsx'
import styles from './take-back-dialog.module.css'

/** Withdraws a version: what was in force before it is so again, under a new number. */
export function TakeBackDialog({ entry, onClose }: { entry: BaselineEntry | null; onClose: () => void }) {
  return (
    <Dialog open={entry !== null} onClose={onClose} label="Take this version back">
      {entry ? <TakeBackForm key={entry.version} entry={entry} onClose={onClose} /> : null}
    </Dialog>
  )
}

function TakeBackForm({ entry, onClose }: { entry: BaselineEntry; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const [author, setAuthor] = useState('')
  const [asked, setAsked] = useState(false)
  const job = useWatchJob('watch.change')
  const client = useQueryClient()
  const change = { kind: 'take_back' as const, version: entry.version, reason, author }
  const problems = problemsOf(watchChangeSchema, change)
  const isDone = job.job?.state === 'done'
  useEffect(() => {
    if (!isDone) return
    onClose()
    didUndoable({
      what: `Version ${entry.version} of the baseline taken back`,
      ...backFromTakeBack(client, entry, change),
    })
    // Once, when the job ends.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isDone])
  return (
    <div className={styles.body}>
      <h2>Take version {entry.version} back?</h2>
      <p>
        What was normal before it is normal again, as a new version; this one stays in the list, struck
        through. The past is then watched anew.
      </p>
      <Field label="Reason" problem={asked ? problems.reason : undefined}>
        {(control) => (
          <TextArea
            {...control}
            data-autofocus
            value={reason}
            maxLength={2000}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <Field label="Your name (optional)">
        {(control) => (
          <Input
            {...control}
            value={author}
            maxLength={200}
            onChange={(event) => setAuthor(event.target.value)}
          />
        )}
      </Field>
      <JobState job={job} doing="Watching the past anew" />
      <div className={styles.actions}>
        <Button onClick={onClose}>Keep it</Button>
        <Button
          variant="danger"
          disabled={job.isRunning}
          onClick={() => {
            setAsked(true)
            if (Object.keys(problems).length === 0) job.start(change)
          }}
        >
          Take it back
        </Button>
      </div>
    </div>
  )
}
