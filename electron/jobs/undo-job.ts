import { openWriter } from '../store/connection.ts'
import { forgetAutomaticBaselines } from '../store/baseline-store.ts'
import { requireWhole } from '../store/excerpt.ts'
import { undoFinishedImport } from '../store/undo-import.ts'
import type { UndoInput } from './results.ts'
import type { JobContext } from './worker-context.ts'

/** Takes one import back, in one transaction, and the baseline that was made from it. AppError `not_found`. */
export async function runUndo(input: UndoInput, context: JobContext): Promise<{ importId: number }> {
  context.checkCancelled()
  const connection = openWriter(input.workspacePath, { create: false })
  try {
    requireWhole(connection)
    undoFinishedImport(connection, input.importId)
    forgetAutomaticBaselines(connection)
    return { importId: input.importId }
  } finally {
    connection.close()
  }
}
