import { useMutation } from '@tanstack/react-query'
import { call } from '../../api/client.ts'
import { isActive, useCancelJob, useJobs } from '../../api/queries.ts'
import { formatPlural } from '../../../shared/format.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { JobBar } from '../../ui/job-bar.tsx'
import styles from './progress.module.css'

/** Traces that no analysis has seen yet: the running job, or the way to start one. */
export function AnalysisProgress({ staleTraces, nothingYet }: { staleTraces: number; nothingYet: boolean }) {
  const job = useJobs().find(isActive)
  const cancel = useCancelJob()
  const start = useMutation({ mutationFn: () => call('analysis.start', {}) })
  if (!job && staleTraces === 0) return null
  if (job && !nothingYet) return null
  return (
    <Card className={styles.card}>
      <div>
        <b>{job ? 'Your traces are being read' : `${formatPlural(staleTraces, 'trace')} not analysed yet`}</b>
        <p>
          {job
            ? 'Shifts appear as soon as the categories have looked at them. Everything else can be used meanwhile.'
            : 'The categories have not looked at them, or only with older rules; what is shown leaves them out.'}
        </p>
        {job ? <JobBar job={job} onCancel={() => cancel.mutate(job.id)} /> : null}
      </div>
      {job ? null : (
        <Button variant="primary" onClick={() => start.mutate()} disabled={start.isPending}>
          Analyse now
        </Button>
      )}
    </Card>
  )
}
