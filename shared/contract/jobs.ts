import { z } from 'zod'
import { jobSchema } from '../model/job.ts'
import { method } from './define.ts'

export const jobMethods = {
  'jobs.list': method({
    summary: 'Running jobs and those that ended since the application started, newest first.',
    input: z.object({}),
    output: z.array(jobSchema),
  }),
  'jobs.cancel': method({
    summary: 'Cancels a job; what it had written is rolled back.',
    input: z.object({ id: z.string() }),
    output: z.object({ cancelled: z.boolean() }),
  }),
  'analysis.start': method({
    summary: 'Runs the categories over what is new or stale, then the watch.',
    input: z.object({ force: z.boolean().optional() }),
    output: z.object({ jobId: z.string() }),
  }),
}
