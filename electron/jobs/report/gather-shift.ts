import type { ShiftRow } from '../../../shared/contract/shifts.ts'
import { addDays } from '../../../shared/format.ts'
import { filterTerm } from '../../../shared/filter/filter-term.ts'
import type { ShiftData } from '../../report/sections/shift.ts'
import { standingAnnotations } from '../../../shared/model/annotation.ts'
import { annotationsOf } from '../../store/annotation-store.ts'
import { readAgreement } from '../../store/label-queries.ts'
import { listFindings } from '../../store/report-queries.ts'
import { traceDetailQueries } from '../../store/trace-detail-queries.ts'
import { findDifferences } from '../find-differences.ts'
import type { ReportContext } from './context.ts'
import { quoteEvidence } from './quote-evidence.ts'

/** Findings listed behind a shift. */
const BEHIND = 60

/** Everything the report tells of one shift. */
export function gatherShift(
  { connection, watched, catalogue, detailOf }: ReportContext,
  shift: ShiftRow,
): ShiftData {
  const detail = detailOf(shift)
  const { baseline, lastClosedDay } = watched.watch
  const scope = {
    from: shift.onset,
    to: shift.closedOn ?? lastClosedDay ?? shift.openedOn,
    segment: shift.segment ?? undefined,
  }
  const quotes = detail.examples.flatMap(({ traceId, spanId, name }) => {
    const finding = traceDetailQueries(connection)
      .get({ traceId })
      .findings.find((row) => row.category === shift.category && row.spanId === spanId)
    return finding === undefined ? [] : (quoteEvidence(connection, finding, `Failing: ${name}`) ?? [])
  })
  const differs = findDifferences(connection, {
    segment: scope.segment,
    a: `to:${addDays(shift.onset, -1)}`,
    b: `${filterTerm('category', shift.category)} from:${scope.from} to:${scope.to}`,
  })
  const known = catalogue.find(({ id }) => id === shift.category)
  return {
    shift,
    ...detail,
    category: {
      name: known?.name ?? shift.category,
      definition: known?.definition ?? '',
      version: known?.version ?? 1,
    },
    baseline,
    lastDay: lastClosedDay,
    behind: listFindings(connection, shift.category, scope, BEHIND),
    quotes,
    differs,
    notes: standingAnnotations(annotationsOf(connection, { on: 'shift', shift: shift.id })),
    categoryNotes: standingAnnotations(
      annotationsOf(connection, { on: 'category', category: shift.category }),
    ),
    agreement: readAgreement(connection).find(({ category }) => category === shift.category) ?? null,
  }
}
