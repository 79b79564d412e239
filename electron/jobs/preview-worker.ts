import { previewWatch } from './preview-watch.ts'
import { runJob } from './worker-context.ts'

await runJob(previewWatch)
