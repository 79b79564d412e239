import { inspect } from 'node:util'
import { createJobRunner, type JobRunner } from './jobs/job-runner.ts'
import { createEventHub, type EventHub } from './transport/event-hub.ts'

/** Where jobs run, and where they are heard of. */
export interface JobHost {
  jobs: JobRunner
  events: EventHub
}

/** Jobs that tell every window what becomes of them. */
export function createJobHost(): JobHost {
  const events = createEventHub(logError)
  const jobs = createJobRunner((job) => {
    events.publish({ name: 'job', data: job })
    if (job.state === 'done' && job.kind !== 'report') {
      events.publish({
        name: 'workspace.changed',
        data: { what: job.kind === 'analyze' ? 'analysis' : job.kind === 'index' ? 'search' : 'import' },
      })
    }
  }, logError)
  return { jobs, events }
}

/** To the terminal, with what there is to find the cause by. */
export function logError(message: string, error?: unknown): void {
  const detail =
    error instanceof Error ? (error.stack ?? error.message) : error === undefined ? '' : inspect(error)
  process.stderr.write(`${message} ${detail}\n`)
}
