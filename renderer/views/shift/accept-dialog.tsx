import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import { watchPreviewSchema } from '../../../shared/contract/baselines.ts'
import type { ShiftRow } from '../../../shared/contract/shifts.ts'
import { formatDay } from '../../../shared/format.ts'
import { backFromBaseline } from '../../api/watch-step.ts'
import { didUndoable } from '../../ui/undo.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ProgressTrack } from '../../ui/progress-track.tsx'
import { Sentence } from '../../ui/sentence.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './accept-dialog.module.css'
import { previewWords } from './preview-words.ts'
import { useWatchJob, type WatchJob } from './use-watch-job.ts'

interface AcceptProps {
  shift: ShiftRow
  name: string
  author: string
  onAuthor: (author: string) => void
  onClose: () => void
  onAccepted: () => void
}

/** Makes the days since the onset what is normal for the category: with a reason, and after a look at what would be said. */
export function AcceptDialog({ open, ...rest }: AcceptProps & { open: boolean }) {
  return (
    <Dialog open={open} onClose={rest.onClose} label="Accept as the new normal">
      <AcceptForm {...rest} />
    </Dialog>
  )
}

/** A preview writes nothing, and its reason is told nowhere. */
const PREVIEW_REASON = 'Preview'

function AcceptForm({ shift, name, author, onAuthor, onClose, onAccepted }: AcceptProps) {
  const [reason, setReason] = useState('')
  const preview = useWatchJob('watch.preview')
  const change = useWatchJob('watch.change')
  const client = useQueryClient()
  const { id } = shift
  useEffect(() => {
    preview.start({ kind: 'accept', shift: id, reason: PREVIEW_REASON })
    return () => preview.stop()
    // Once, as the dialog opens.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  useEffect(() => {
    if (!change.isDone) return
    onAccepted()
    const way = backFromBaseline(client, { kind: 'accept', shift: id, reason, author })
    didUndoable({ what: `“${name}” accepted as the new normal`, ...way }, 'Accepted as the new normal')
    // Once, when the job ends.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [change.isDone])
  const isReady = preview.isDone && reason.trim() !== '' && author.trim() !== '' && !change.isRunning
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) change.start({ kind: 'accept', shift: id, reason, author })
  }
  return (
    <form className={styles.body} onSubmit={submit}>
      <h2>Accept as the new normal?</h2>
      <p>
        The days since {formatDay(shift.onset)} become the baseline of “{name}”: it is watched against them
        from then on. The first baseline is kept beside it, and the decision can be taken back.
      </p>
      <Outcome preview={preview} id={id} />
      <label className={styles.field}>
        Why it is expected
        <textarea
          className={styles.text}
          rows={2}
          maxLength={2000}
          value={reason}
          data-autofocus
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <label className={styles.field}>
        Your name
        <TextField
          label="Your name"
          maxLength={200}
          value={author}
          onChange={(event) => onAuthor(event.target.value)}
        />
      </label>
      {change.failure ? (
        <p className={styles.failed} role="alert">
          {change.failure}
        </p>
      ) : null}
      {change.isRunning ? <Progress job={change} label="Accepting" /> : null}
      <div className={styles.actions}>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" type="submit" disabled={!isReady}>
          Accept as the new normal
        </Button>
      </div>
    </form>
  )
}

/** What the watch would say, or why it cannot be accepted. */
function Outcome({ preview, id }: { preview: WatchJob; id: string }) {
  if (preview.failure) {
    return (
      <p className={styles.failed} role="alert">
        {preview.failure}
      </p>
    )
  }
  const result = preview.isDone ? watchPreviewSchema.safeParse(preview.job?.result) : null
  return (
    <section className={styles.outcome} aria-label="What the watch would say" aria-live="polite">
      <h3>What the watch would say</h3>
      {result?.success ? (
        <ul>
          {previewWords(result.data, id).map((words) => (
            <li key={words}>
              <Sentence text={words} plain />
            </li>
          ))}
        </ul>
      ) : result ? (
        <p>The preview cannot be read.</p>
      ) : (
        <Progress job={preview} label="Looking at the past" />
      )}
    </section>
  )
}

function Progress({ job: { job }, label }: { job: WatchJob; label: string }) {
  return (
    <div className={styles.progress}>
      <span>{label}…</span>
      <ProgressTrack className={styles.track} label={label} fraction={job?.fraction ?? null} />
    </div>
  )
}
