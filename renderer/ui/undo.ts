import { tellNotice } from './notices.ts'
import { messageOf } from './states.tsx'
import { createUndoStack, type UndoOutcome, type UndoStep } from './undo-stack.ts'

const stack = createUndoStack()

/**
 * Notes a step that Ctrl+Z takes back and Ctrl+Shift+Z does again, and tells that it was done. Call it when the step
 * has been carried out: `didUndoable({ what: 'Note kept', undo, redo })`. `told` is said in place of `what`.
 */
export function didUndoable(step: UndoStep, told: string = step.what): void {
  stack.did(step)
  tellNotice(`${told}. Ctrl Z undoes.`, { canUndo: true })
}

/** Says why a step was not carried out. */
export function tellFailure(error: unknown): void {
  tellNotice(messageOf(error), { isFailure: true })
}

/** Takes the newest step of this session back, and says which. */
export async function undoNewest(): Promise<void> {
  tellOutcome(
    await stack.undo(),
    'Undone',
    'Nothing to undo: nothing was decided in this session, or all of it is undone.',
  )
}

/** Does the step that was taken back last again, and says which. */
export async function redoNewest(): Promise<void> {
  tellOutcome(await stack.redo(), 'Done again', 'Nothing to do again.')
}

/** What undo and redo would do now, e.g. for the palette; null where there is nothing. */
export function nextSteps(): { undo: string | null; redo: string | null } {
  return stack.next()
}

function tellOutcome(outcome: UndoOutcome | null, word: string, nothing: string): void {
  if (outcome === null) tellNotice(nothing)
  else if (outcome.error === null) tellNotice(`${word}: ${outcome.what}`)
  else tellNotice(`${outcome.what} stays as it is. ${messageOf(outcome.error)}`, { isFailure: true })
}
