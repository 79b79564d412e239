import { setTimeout } from 'node:timers/promises'
import { AppError } from '../../shared/errors.ts'
import { formatCount, formatPlural } from '../../shared/format.ts'
import { openWriter, type WriteConnection } from '../store/connection.ts'
import { indexNextTraces, searchCoverage } from '../store/search-index.ts'
import type { IndexInput, IndexResult } from './results.ts'
import type { PatientContext } from './worker-context.ts'

/** One transaction takes about so long; between two the workspace is free for longer than others pause while waiting. */
const BATCH_MS = 400
const PAUSE_MS = 120

/**
 * Puts the texts of all traces into the search index, in short transactions. What is written stays: cancelled, killed
 * or asked to give way, it goes on from there the next time.
 */
export async function runIndex(input: IndexInput, context: PatientContext): Promise<IndexResult> {
  let below: number | null = null
  let coverage: ReturnType<typeof searchCoverage> | null = null
  let recordsDone = 0
  while (true) {
    context.checkCancelled()
    const connection = openUnlessBusy(input.workspacePath)
    if (connection === null) return { complete: false }
    try {
      coverage ??= searchCoverage(connection)
      const indexed = indexNextTraces(connection, below, BATCH_MS)
      if (indexed === null) return { complete: true }
      below = indexed.last
      recordsDone += indexed.count
      const all = coverage.indexed + recordsDone
      context.progress({
        detail: `${formatCount(all)} of ${formatPlural(coverage.traces, 'trace')}`,
        fraction: Math.min(1, all / Math.max(1, coverage.traces)),
      })
    } finally {
      connection.close()
    }
    if (context.isAskedToGiveWay()) return { complete: false }
    await setTimeout(PAUSE_MS)
  }
}

/** Null while something longer writes, e.g. an import of another process: the index goes on after it. */
function openUnlessBusy(path: string): WriteConnection | null {
  try {
    return openWriter(path, { create: false })
  } catch (error) {
    if (error instanceof AppError && error.code === 'workspace_busy') return null
    throw error
  }
}
