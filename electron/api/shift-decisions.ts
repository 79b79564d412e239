import type { Handlers } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { describeShift } from '../jobs/describe-shift.ts'
import { openWriter, type ReadConnection, type WriteConnection } from '../store/connection.ts'
import { addDecision, setUndone } from '../store/decision-store.ts'
import { shiftQueries } from '../store/shift-queries.ts'

interface DecisionDeps {
  reader: () => ReadConnection
}

type Methods = 'shifts.detail' | 'shifts.decide' | 'shifts.undoDecision'

const now = (): number => Date.now() * 1000

export function shiftDecisionHandlers({ reader }: DecisionDeps): Pick<Handlers, Methods> {
  /** AppError `workspace_busy` while a job writes. */
  const write = <T>(work: (writer: WriteConnection) => T): T => {
    const writer = openWriter(reader().path, { create: false })
    try {
      return work(writer)
    } finally {
      writer.close()
    }
  }
  return {
    'shifts.detail': ({ id }) => {
      const shift = shiftQueries(reader())
        .list({})
        .shifts.find((row) => row.id === id)
      if (shift === undefined) throw new AppError('not_found', { what: `The shift ${id}` })
      return { shift, ...describeShift(reader(), shift) }
    },
    'shifts.decide': (decision) => ({ id: write((writer) => addDecision(writer, decision, now())) }),
    'shifts.undoDecision': ({ id, undone }) => {
      write((writer) => setUndone(writer, id, undone ? now() : null))
      return {}
    },
  }
}
