import type { Handlers } from '../../shared/contract.ts'
import { compareRulers } from '../jobs/compare-rulers.ts'
import { describeRulers, describeSeries } from '../jobs/describe-rulers.ts'
import type { ReadConnection } from '../store/connection.ts'

interface RulerDeps {
  reader: () => ReadConnection
}

export function rulerHandlers({
  reader,
}: RulerDeps): Pick<Handlers, 'rulers.list' | 'rulers.series' | 'rulers.bridge'> {
  return {
    'rulers.list': (scope) => describeRulers(reader(), scope),
    'rulers.series': (input) => describeSeries(reader(), input),
    'rulers.bridge': (input) => compareRulers(reader(), input),
  }
}
