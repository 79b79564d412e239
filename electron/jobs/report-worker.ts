import { runJob } from './worker-context.ts'
import { writeReport } from './write-report.ts'

await runJob(writeReport)
