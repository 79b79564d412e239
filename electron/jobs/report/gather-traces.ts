import { AppError } from '../../../shared/errors.ts'
import type { TraceData } from '../../report/sections/conversations.ts'
import { standingAnnotations } from '../../../shared/model/annotation.ts'
import { annotationsOf } from '../../store/annotation-store.ts'
import { traceDetailQueries } from '../../store/trace-detail-queries.ts'
import type { ReportContext } from './context.ts'

/** The traces named, or the examples of the report's shifts, each with the one of the baseline most like it. */
export function gatherTraces(context: ReportContext, ids: readonly string[] | undefined): TraceData[] {
  const wanted = ids?.map((traceId) => ({ traceId, role: null })) ?? examplesOf(context)
  const seen = new Set<string>()
  return wanted.flatMap(({ traceId, role }) => {
    context.checkCancelled()
    if (seen.has(traceId)) return []
    seen.add(traceId)
    return readTraceData(context, traceId, role) ?? []
  })
}

function examplesOf({ detailOf, shifts }: ReportContext): { traceId: string; role: string | null }[] {
  return shifts.flatMap((shift) =>
    detailOf(shift).examples.flatMap(({ traceId, beside }) => {
      const failing = { traceId, role: 'Failing' }
      if (beside === null) return [failing]
      return [failing, { traceId: beside.traceId, role: 'Most similar of the baseline, not failing' }]
    }),
  )
}

/** Turns read of one trace; the builder shows the ones that matter. */
const MOST_TURNS = 5000

function readTraceData(
  { connection, left }: ReportContext,
  traceId: string,
  role: string | null,
): TraceData | null {
  const queries = traceDetailQueries(connection)
  try {
    const { trace, findings } = queries.get({ traceId })
    const { turns } = queries.conversation({ traceId, offset: 0, limit: MOST_TURNS })
    const notes = standingAnnotations(annotationsOf(connection, { on: 'trace', traceId }))
    return { trace, findings, turns, role, notes }
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'not_found')) throw error
    left.push(`The trace ${traceId} is not in this workspace.`)
    return null
  }
}
