import { runImport } from './import-job.ts'
import { runJob } from './worker-context.ts'

await runJob(runImport)
