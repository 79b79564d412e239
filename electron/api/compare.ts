import type { Handlers } from '../../shared/contract.ts'
import { createComparer } from '../jobs/compare-aside.ts'
import { comparePresets } from '../store/compare-presets.ts'
import type { ReadConnection } from '../store/connection.ts'

interface CompareDeps {
  reader: () => ReadConnection
}

type Methods = 'compare.run' | 'compare.differs' | 'compare.presets'

export function compareHandlers({ reader }: CompareDeps): Pick<Handlers, Methods> {
  const ask = createComparer(reader().path)
  return {
    'compare.run': (input) => ask('compare.run', input),
    'compare.differs': (input) => ask('compare.differs', input),
    'compare.presets': () => comparePresets(reader()),
  }
}
