import { runIndex } from './index-job.ts'
import { runJob } from './worker-context.ts'

await runJob(runIndex)
