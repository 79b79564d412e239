import { openReader } from '../store/connection.ts'
import { compareTraces } from './compare-traces.ts'
import type { CompareQuestion } from './compare-aside.ts'
import { findDifferences } from './find-differences.ts'
import { runJob } from './worker-context.ts'

await runJob(async ({ path, method, input }: CompareQuestion) => {
  const connection = openReader(path)
  try {
    return method === 'compare.run' ? compareTraces(connection, input) : findDifferences(connection, input)
  } finally {
    connection.close()
  }
})
