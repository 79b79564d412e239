import { runAnalysis } from './analysis-job.ts'
import { runJob } from './worker-context.ts'

await runJob(runAnalysis)
