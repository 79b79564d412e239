import { openWriter } from '../store/connection.ts'
import { undoImport } from '../store/undo-import.ts'
import type { UndoInput } from './results.ts'
import type { JobContext } from './worker-context.ts'

/** Takes one import back, in one transaction. */
export async function runUndo(input: UndoInput, context: JobContext): Promise<{ importId: number }> {
  context.checkCancelled()
  const connection = openWriter(input.workspacePath, { create: false })
  try {
    undoImport(connection, input.importId)
    return { importId: input.importId }
  } finally {
    connection.close()
  }
}
