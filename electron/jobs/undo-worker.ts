import { runUndo } from './undo-job.ts'
import { runJob } from './worker-context.ts'

await runJob(runUndo)
