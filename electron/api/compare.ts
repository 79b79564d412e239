import type { Handlers } from '../../shared/contract.ts'
import { compareTraces } from '../jobs/compare-traces.ts'
import { findDifferences } from '../jobs/find-differences.ts'
import type { ReadConnection } from '../store/connection.ts'

interface CompareDeps {
  reader: () => ReadConnection
}

export function compareHandlers({ reader }: CompareDeps): Pick<Handlers, 'compare.run' | 'compare.differs'> {
  return {
    'compare.run': (input) => compareTraces(reader(), input),
    'compare.differs': (input) => findDifferences(reader(), input),
  }
}
