import type { MethodOutput } from '../../../shared/contract.ts'
import type { CategoryInfo } from '../../../shared/contract/categories.ts'
import type { ComparisonRun } from '../../../shared/contract/compare.ts'
import type { ShiftRow } from '../../../shared/contract/shifts.ts'
import type { ReportRequest, ReportSectionRequest } from '../../../shared/model/report.ts'
import type { ReadConnection } from '../../store/connection.ts'
import { shiftQueries } from '../../store/shift-queries.ts'
import { describeShift } from '../describe-shift.ts'
import type { JobContext } from '../worker-context.ts'

/** What every section of a report is gathered with. */
export interface ReportContext {
  connection: ReadConnection
  request: ReportRequest
  appVersion: string
  catalogue: readonly CategoryInfo[]
  watched: MethodOutput<'shifts.list'>
  /** The shifts the report is about, in the order they stand in it. */
  shifts: readonly ShiftRow[]
  /** What could not be put in; sentences. */
  left: string[]
  /** Everything there is to say of a shift, read once. */
  detailOf(shift: ShiftRow): ShiftDetail
  /** Comparisons by what was asked: the summary and their section tell the same one. */
  compared: Map<string, ComparisonRun>
  nameOf(category: string): string
  checkCancelled: JobContext['checkCancelled']
}

type ShiftDetail = ReturnType<typeof describeShift>

export interface ContextInput {
  connection: ReadConnection
  request: ReportRequest
  appVersion: string
  catalogue: readonly CategoryInfo[]
  checkCancelled: JobContext['checkCancelled']
}

export function createContext(input: ContextInput): ReportContext {
  const { connection, request, catalogue } = input
  const watched = shiftQueries(connection).list({ segment: request.segment })
  const names = new Map(catalogue.map(({ id, name }) => [id, name]))
  const left: string[] = []
  const details = new Map<string, ShiftDetail>()
  return {
    ...input,
    watched,
    shifts: pickShifts(request, watched.shifts, left),
    left,
    detailOf: (shift) => {
      const detail = details.get(shift.id) ?? describeShift(connection, shift)
      details.set(shift.id, detail)
      return detail
    },
    compared: new Map(),
    nameOf: (category) => names.get(category) ?? category,
  }
}

function pickShifts(
  { sections, period }: ReportRequest,
  all: readonly ShiftRow[],
  left: string[],
): ShiftRow[] {
  const picked = sections.flatMap((section) =>
    section.kind === 'shifts' ? picksOf(section, all, period, left) : [],
  )
  return [...new Map(picked.map((shift) => [shift.id, shift])).values()]
}

/** The shifts one section names. */
export function picksOf(
  { pick }: Extract<ReportSectionRequest, { kind: 'shifts' }>,
  all: readonly ShiftRow[],
  period: ReportRequest['period'],
  left: string[] = [],
): ShiftRow[] {
  if (typeof pick !== 'string') {
    return pick.flatMap((id) => {
      const shift = all.find((row) => row.id === id)
      if (shift === undefined) left.push(`The shift ${id} is not in this workspace.`)
      return shift ?? []
    })
  }
  if (pick === 'all') return [...all]
  if (pick === 'open' || period === undefined) return all.filter(isOpen)
  return all.filter(
    (shift) =>
      isOpen(shift) ||
      (shift.openedOn <= period.to && (shift.closedOn === null || shift.closedOn >= period.from)),
  )
}

function isOpen({ state }: ShiftRow): boolean {
  return state === 'open'
}
