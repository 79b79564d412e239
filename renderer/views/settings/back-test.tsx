import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { WatchPreview } from '../../../shared/contract/baselines.ts'
import { watchChangeSchema } from '../../../shared/model/baseline.ts'
import { formatCount } from '../../../shared/format.ts'
import type { Policy } from '../../../shared/model/policy.ts'
import { useCall, useWorkspace } from '../../api/queries.ts'
import { useWatchJob, type WatchJob } from '../../api/use-watch-job.ts'
import { backFromPolicy } from '../../api/watch-step.ts'
import { didUndoable } from '../../ui/undo.ts'
import { Button } from '../../ui/button.tsx'
import { Field, Input, TextArea } from '../../ui/field.tsx'
import { JobState } from '../../ui/job-state.tsx'
import { problemsOf } from '../../ui/problems-of.ts'
import { WatchResult } from '../../ui/watch-result.tsx'
import { ViewLink } from '../view.ts'
import styles from './back-test.module.css'
import { Section } from './section.tsx'

/** What the draft would have said of the past, and the way to make it the policy. */
export function BackTest({
  policy,
  inForce,
  isChanged,
  isSound,
  result,
  preview,
  onTry,
  onReset,
}: {
  policy: Policy
  inForce: Policy
  isChanged: boolean
  /** Every field of the draft is right. */
  isSound: boolean
  result: WatchPreview | undefined
  preview: WatchJob
  onTry: () => void
  onReset: () => void
}) {
  const [reason, setReason] = useState('')
  const [author, setAuthor] = useState('')
  const [asked, setAsked] = useState(false)
  const saving = useWatchJob('watch.change')
  const client = useQueryClient()
  /** The policy that was in force when the new one was saved. */
  const [before, setBefore] = useState<Policy | null>(null)
  const now = useCall('shifts.list', {}).data?.shifts ?? []
  const isEmpty = useWorkspace().data?.traces === 0
  const change = { kind: 'policy' as const, policy, reason, author }
  const problem = problemsOf(watchChangeSchema, change).reason
  const isSaved = saving.job?.state === 'done'
  useEffect(() => {
    if (!isSaved) return
    if (before && saving.change?.kind === 'policy')
      didUndoable(
        { what: `Policy: ${saving.change.reason}`, ...backFromPolicy(client, before, saving.change) },
        'The policy is saved',
      )
    setReason('')
    setAsked(false)
    onReset()
    // Once for each job that ends, not whenever the parent draws.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isSaved, saving.job?.id])
  const save = () => {
    setAsked(true)
    if (problem !== undefined || !isSound) return
    setBefore(inForce)
    saving.start(change)
  }
  return (
    <Section
      id="backtest"
      text="Tries the policy and the segments above on the days that are here, as if they had always held. It writes nothing."
      action={
        isChanged ? (
          <Button variant="quiet" onClick={onReset}>
            Discard the changes
          </Button>
        ) : null
      }
    >
      {isEmpty ? (
        <p className={styles.quiet}>
          There are no traces yet to try a policy on. <ViewLink to="/imports">Import some</ViewLink> first;
          what you save now holds from the first import on.
        </p>
      ) : null}
      <div className={styles.line}>
        <Button disabled={!isSound || preview.isRunning || isEmpty} onClick={onTry}>
          Run the back-test
        </Button>
        {isSound ? null : (
          <span className={styles.problem} role="alert">
            A field above needs a correction first.
          </span>
        )}
        <JobState job={preview} doing="Looking at the past" />
      </div>
      {result ? (
        <WatchResult
          preview={result}
          now={now}
          renderCount={(shift) => (
            <ViewLink
              to="/traces"
              search={{
                filter: `category:${shift.category}`,
                from: shift.onset,
                to: shift.closedOn,
                segment: null,
              }}
            >
              {formatCount(shift.observed)}
            </ViewLink>
          )}
        />
      ) : null}
      <div className={styles.save}>
        <Field label="Reason" problem={asked ? problem : undefined}>
          {(control) => (
            <TextArea
              {...control}
              value={reason}
              maxLength={2000}
              placeholder="Why the policy changes"
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
      </div>
      <div className={styles.line}>
        <Button variant="primary" disabled={!isChanged || !isSound || saving.isRunning} onClick={save}>
          Save as a new version
        </Button>
        {isSaved && !isChanged ? (
          <span className={styles.done} role="status">
            Saved. It holds from now on.
          </span>
        ) : isChanged ? null : (
          <span className={styles.quiet}>Nothing is changed yet.</span>
        )}
        <JobState job={saving} doing="Saving and watching anew" />
      </div>
    </Section>
  )
}
