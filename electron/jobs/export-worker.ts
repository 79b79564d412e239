import { runExport } from './export-job.ts'
import { runJob } from './worker-context.ts'

await runJob(runExport)
