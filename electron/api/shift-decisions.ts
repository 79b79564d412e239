import type { Handlers } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { describeShift } from '../jobs/describe-shift.ts'
import { type ReadConnection, writeDurably } from '../store/connection.ts'
import { addDecision, setUndone } from '../store/decision-store.ts'
import { shiftQueries } from '../store/shift-queries.ts'

interface DecisionDeps {
  reader: () => ReadConnection
}

type Methods = 'shifts.detail' | 'shifts.decide' | 'shifts.undoDecision'

const now = (): number => Date.now() * 1000

export function shiftDecisionHandlers({ reader }: DecisionDeps): Pick<Handlers, Methods> {
  return {
    'shifts.detail': ({ id }) => {
      const shift = shiftQueries(reader())
        .list({})
        .shifts.find((row) => row.id === id)
      if (shift === undefined) throw new AppError('not_found', { what: `The shift ${id}` })
      return { shift, ...describeShift(reader(), shift) }
    },
    'shifts.decide': (decision) => ({
      id: writeDurably(reader(), (writer) => addDecision(writer, decision, now())),
    }),
    'shifts.undoDecision': ({ id, undone }) => {
      writeDurably(reader(), (writer) => setUndone(writer, id, undone, now()))
      return {}
    },
  }
}
