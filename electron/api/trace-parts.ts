import type { Handlers } from '../../shared/contract.ts'
import type { tracePartMethods } from '../../shared/contract/trace-parts.ts'
import { copyTrace } from '../jobs/copy-trace.ts'
import { diffSteps } from '../jobs/diff-steps.ts'
import { firstMistakeOf } from '../jobs/first-mistake-of.ts'
import { sourceRecord } from '../jobs/source-record.ts'
import { similarTraces } from '../jobs/similar-traces.ts'
import type { ReadConnection } from '../store/connection.ts'
import { stepPrints } from '../store/step-text.ts'
import { traceDetailQueries } from '../store/trace-detail-queries.ts'
import { requireTrace } from '../store/trace-reader.ts'

interface TraceDeps {
  reader: () => ReadConnection
}

export function tracePartHandlers({ reader }: TraceDeps): Pick<Handlers, keyof typeof tracePartMethods> {
  return {
    'trace.find': (input) => traceDetailQueries(reader()).find(input),
    'trace.mistake': ({ traceId }) => firstMistakeOf(reader(), traceId),
    'trace.similar': ({ traceId }) => similarTraces(reader(), traceId),
    'trace.prints': ({ traceId }) => stepPrints(reader(), requireTrace(reader(), traceId)),
    'trace.diff': (input) => diffSteps(reader(), input),
    'trace.copy': (input) => copyTrace(reader(), input),
    'trace.record': (input) => sourceRecord(reader(), input),
  }
}
