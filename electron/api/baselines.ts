import type { Handlers } from '../../shared/contract.ts'
import type { WatchChange } from '../../shared/model/baseline.ts'
import type { Job } from '../../shared/model/job.ts'
import { proposedWindows } from '../jobs/proposed-windows.ts'
import { listBaselines } from '../store/baseline-store.ts'
import type { ReadConnection } from '../store/connection.ts'
import { currentPolicy, listPolicies } from '../store/policy-store.ts'
import { rootAttributeKeys } from '../store/segment-facts.ts'

interface BaselineDeps {
  reader: () => ReadConnection
  startChange(change: WatchChange): Job
  startPreview(change: WatchChange): Job
}

type Methods = 'baselines.list' | 'policy.get' | 'watch.change' | 'watch.preview'

export function baselineHandlers({
  reader,
  startChange,
  startPreview,
}: BaselineDeps): Pick<Handlers, Methods> {
  return {
    'baselines.list': () => ({
      versions: listBaselines(reader()),
      proposals: proposedWindows(reader()),
    }),
    'policy.get': () => ({
      policy: currentPolicy(reader()),
      versions: listPolicies(reader()),
      attributes: rootAttributeKeys(reader()),
    }),
    'watch.change': (change) => ({ jobId: startChange(change).id }),
    'watch.preview': (change) => ({ jobId: startPreview(change).id }),
  }
}
