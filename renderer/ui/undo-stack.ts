/** Something a person did that can be taken back and done again. */
export interface UndoStep {
  /** What was done, to stand after `Undone:`, e.g. `Muted until 8 May`. */
  what: string
  /** Takes it back; the views are renewed when it resolves. A rejection leaves all as it was. */
  undo: () => Promise<unknown>
  redo: () => Promise<unknown>
}

/** How one step back or forward ended; null where there was none. */
export interface UndoOutcome {
  what: string
  error: unknown
}

export interface UndoStack {
  /** Notes what was done. What had been taken back before can no longer be done again. */
  did: (step: UndoStep) => void
  undo: () => Promise<UndoOutcome | null>
  redo: () => Promise<UndoOutcome | null>
  /** What the next step back and the next step forward would be; null where there is none. */
  next: () => { undo: string | null; redo: string | null }
}

/** So many steps are kept: nobody goes back further, and each holds what it needs to go back. */
const MOST_STEPS = 100

/**
 * Everything done in this session, in order. Steps run one after the other however fast they are asked for; one that
 * fails is told and goes back to where it was, so that it can be tried again.
 */
export function createUndoStack(): UndoStack {
  const done: UndoStep[] = []
  const undone: UndoStep[] = []
  let running: Promise<unknown> = Promise.resolve()
  const move = (from: UndoStep[], to: UndoStep[], run: (step: UndoStep) => Promise<unknown>) => {
    const result = running.then(async (): Promise<UndoOutcome | null> => {
      const step = from.pop()
      if (step === undefined) return null
      try {
        await run(step)
        to.push(step)
        return { what: step.what, error: null }
      } catch (error) {
        from.push(step)
        return { what: step.what, error }
      }
    })
    running = result
    return result
  }
  return {
    did: (step) => {
      done.push(step)
      if (done.length > MOST_STEPS) done.shift()
      undone.length = 0
    },
    undo: () => move(done, undone, (step) => step.undo()),
    redo: () => move(undone, done, (step) => step.redo()),
    next: () => ({ undo: done.at(-1)?.what ?? null, redo: undone.at(-1)?.what ?? null }),
  }
}
