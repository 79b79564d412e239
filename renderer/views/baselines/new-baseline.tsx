import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { watchPreviewSchema } from '../../../shared/contract/baselines.ts'
import { watchChangeSchema } from '../../../shared/model/baseline.ts'
import { formatCount, formatDayRange, formatPlural } from '../../../shared/format.ts'
import { useCall } from '../../api/queries.ts'
import { useWatchJob } from '../../api/use-watch-job.ts'
import { backFromBaseline } from '../../api/watch-step.ts'
import { didUndoable } from '../../ui/undo.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { DayRanges } from '../../ui/day-ranges.tsx'
import { Field, Input, TextArea } from '../../ui/field.tsx'
import { JobState } from '../../ui/job-state.tsx'
import { problemsOf } from '../../ui/problems-of.ts'
import { WatchResult } from '../../ui/watch-result.tsx'
import { ViewLink } from '../view.ts'
import { countedDays } from './baseline-words.ts'
import { chooseChange, freshDraft, windowKey, type WindowDraft } from './window-draft.ts'
import styles from './new-baseline.module.css'
import type { DaySessions } from './timeline.tsx'
import { WindowChart } from './window-chart.tsx'

interface Proposal {
  from: string
  to: string
  sessions: number
  why: string
}

/** Chooses a window, tries it on the past, and makes it the baseline. */
export function NewBaseline({
  days,
  proposals,
  onClose,
}: {
  days: readonly DaySessions[]
  proposals: readonly Proposal[]
  onClose: () => void
}) {
  const [draft, setDraft] = useState<WindowDraft>(() => freshDraft(proposals[0] ?? null, days))
  const [tried, setTried] = useState<string | null>(null)
  const [asked, setAsked] = useState(false)
  const preview = useWatchJob('watch.preview')
  const making = useWatchJob('watch.change')
  const client = useQueryClient()
  const now = useCall('shifts.list', {}).data?.shifts ?? []
  const set = (change: Partial<WindowDraft>) => setDraft((old) => ({ ...old, ...change }))
  const problems = problemsOf(watchChangeSchema, chooseChange(draft))
  const windowProblem =
    problems.from || problems.to
      ? 'Both days are needed.'
      : draft.from > draft.to
        ? 'The window ends before it begins.'
        : undefined
  const canTry =
    windowProblem === undefined && !Object.keys(problems).some((path) => path.startsWith('excluded'))
  const result =
    preview.job?.state === 'done' ? watchPreviewSchema.safeParse(preview.job.result).data : undefined
  const isCurrent = result !== undefined && tried === windowKey(draft)
  const isMade = making.job?.state === 'done'
  useEffect(() => {
    if (!isMade || making.change?.kind !== 'choose') return
    onClose()
    const way = backFromBaseline(client, making.change)
    didUndoable({ what: `New baseline: ${making.change.reason}`, ...way }, 'The baseline is made')
    // Once, when the job ends.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isMade])

  const tryIt = () => {
    setTried(windowKey(draft))
    // Trying needs no reason yet; the schema of the decision wants one.
    preview.start(chooseChange({ ...draft, reason: draft.reason.trim() || 'Tried' }))
  }
  const make = () => {
    setAsked(true)
    if (Object.keys(problems).length === 0) making.start(chooseChange(draft))
  }
  return (
    <Card className={styles.card} aria-label="New baseline">
      <header className={styles.head}>
        <h2>New baseline</h2>
        <Button variant="quiet" onClick={onClose}>
          Close
        </Button>
      </header>
      <div className={styles.proposals} role="group" aria-label="Proposed windows">
        {proposals.map((proposal) => (
          <Chip
            key={`${proposal.why} ${proposal.from}`}
            aria-pressed={draft.from === proposal.from && draft.to === proposal.to}
            onClick={() => set({ from: proposal.from, to: proposal.to })}
            title={`${formatDayRange(proposal.from, proposal.to)}, ${formatPlural(proposal.sessions, 'session')}`}
          >
            {proposal.why}
          </Chip>
        ))}
      </div>
      <WindowChart
        days={days}
        window={windowProblem === undefined ? draft : null}
        excluded={draft.excluded}
        onWindow={(span) => set(span)}
      />
      <div className={styles.dates}>
        <Field label="First day">
          {(control) => (
            <Input
              {...control}
              type="date"
              aria-invalid={windowProblem ? true : undefined}
              value={draft.from}
              onChange={(event) => set({ from: event.target.value })}
            />
          )}
        </Field>
        <Field label="Last day">
          {(control) => (
            <Input
              {...control}
              type="date"
              aria-invalid={windowProblem ? true : undefined}
              value={draft.to}
              onChange={(event) => set({ to: event.target.value })}
            />
          )}
        </Field>
        <p
          className={windowProblem ? styles.problem : styles.count}
          role={windowProblem ? 'alert' : undefined}
        >
          {windowProblem ?? summaryOf(draft, days)}
        </p>
      </div>
      <div className={styles.block}>
        <h3>Days left out</h3>
        <DayRanges
          ranges={draft.excluded}
          onChange={(excluded) => set({ excluded })}
          noun="excluded range"
          fresh={{ from: draft.from, to: draft.from, reason: '' }}
        />
      </div>
      <div className={styles.words}>
        <Field label="Name (optional)" problem={problems.name}>
          {(control) => (
            <Input
              {...control}
              value={draft.name}
              maxLength={200}
              placeholder="e.g. before the summer release"
              onChange={(event) => set({ name: event.target.value })}
            />
          )}
        </Field>
        <Field label="Your name (optional)" problem={problems.author}>
          {(control) => (
            <Input
              {...control}
              value={draft.author}
              maxLength={200}
              onChange={(event) => set({ author: event.target.value })}
            />
          )}
        </Field>
        <Field label="Reason" className={styles.wide} problem={asked ? problems.reason : undefined}>
          {(control) => (
            <TextArea
              {...control}
              value={draft.reason}
              maxLength={2000}
              placeholder="Why these days are what is normal"
              onChange={(event) => set({ reason: event.target.value })}
            />
          )}
        </Field>
      </div>
      <div className={styles.actions}>
        <Button
          variant={isCurrent ? 'default' : 'primary'}
          disabled={!canTry || preview.isRunning || making.isRunning}
          onClick={tryIt}
        >
          {isCurrent ? 'Try it again' : 'Try it'}
        </Button>
        <Button
          variant={isCurrent ? 'primary' : 'default'}
          disabled={!isCurrent || making.isRunning}
          onClick={make}
        >
          Make it the baseline
        </Button>
        {isCurrent || preview.isRunning ? null : (
          <span className={styles.hint}>
            {result
              ? 'The days were changed: try them first.'
              : 'Trying looks at the past and writes nothing.'}
          </span>
        )}
        <JobState job={preview} doing="Trying the window" />
        <JobState job={making} doing="Making the baseline" />
      </div>
      {result && isCurrent ? (
        <div className={styles.result}>
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
                  segment: shift.segment,
                }}
              >
                {formatCount(shift.observed)}
              </ViewLink>
            )}
          />
        </div>
      ) : null}
    </Card>
  )
}

function summaryOf(draft: WindowDraft, days: readonly DaySessions[]): string {
  const counted = countedDays(draft.from, draft.to, draft.excluded)
  const sessions = days
    .filter(({ date }) => date >= draft.from && date <= draft.to)
    .filter(({ date }) => !draft.excluded.some((range) => date >= range.from && date <= range.to))
    .reduce((sum, day) => sum + day.sessions, 0)
  return `${formatPlural(counted, 'day')} with ${formatPlural(sessions, 'session')} would count.`
}
