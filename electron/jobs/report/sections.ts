import type { Block } from '../../../shared/model/report-document.ts'
import type { ReportSectionRequest } from '../../../shared/model/report.ts'
import type { Scope } from '../../../shared/contract/schemas.ts'
import { dayOf, formatPlural } from '../../../shared/format.ts'
import { note, paragraph } from '../../report/block-makers.ts'
import { traceBlocks } from '../../report/sections/conversations.ts'
import { methodBlocks } from '../../report/sections/method.ts'
import {
  comparisonBlocks,
  type ComparisonData,
  comparisonSentence,
} from '../../report/sections/comparison.ts'
import {
  categoryBlocks,
  governanceBlocks,
  infrastructureBlocks,
  noticedBlocks,
  signatureBlocks,
  versionBlocks,
} from '../../report/sections/digest.ts'
import { differTable, shiftBlocks } from '../../report/sections/shift.ts'
import { sourceBlocks } from '../../report/sections/sources.ts'
import { summaryBlocks } from '../../report/sections/summary.ts'
import { listBaselines } from '../../store/baseline-store.ts'
import { categoryQueries } from '../../store/category-queries.ts'
import { governanceQueries } from '../../store/governance-queries.ts'
import { traceDetailQueries } from '../../store/trace-detail-queries.ts'
import { versionQueries } from '../../store/version-queries.ts'
import { compareTraces } from '../compare-traces.ts'
import { findDifferences } from '../find-differences.ts'
import { quoteEvidence } from './quote-evidence.ts'
import { importQueries } from '../../store/import-queries.ts'
import { currentPolicy, listPolicies } from '../../store/policy-store.ts'
import { shiftQueries } from '../../store/shift-queries.ts'
import { workspaceQueries } from '../../store/workspace-queries.ts'
import { picksOf, type ReportContext } from './context.ts'
import { gatherShift } from './gather-shift.ts'
import { gatherTraces } from './gather-traces.ts'

type Of<K extends ReportSectionRequest['kind']> = Extract<ReportSectionRequest, { kind: K }>

/** How one kind of section is titled and gathered. */
type SectionMakers = {
  [K in ReportSectionRequest['kind']]: {
    title: string
    make(context: ReportContext, section: Of<K>): Block[]
  }
}

export const SECTIONS: SectionMakers = {
  summary: { title: 'Summary', make: summary },
  shifts: {
    title: 'What shifted',
    make: (context, section) => {
      const shifts = picksOf(section, context.watched.shifts, context.request.period)
      if (shifts.length === 0) return [paragraph('No shift.')]
      return shifts.flatMap((shift) => {
        context.checkCancelled()
        return shiftBlocks(gatherShift(context, shift))
      })
    },
  },
  comparison: {
    title: 'Comparison',
    make: (context, section) => comparisonBlocks(compared(context, section), context.nameOf),
  },
  differs: { title: 'What differs', make: differs },
  signatures: { title: 'Groups of like findings', make: signatures },
  notes: {
    title: 'Notes',
    make: (_context, { text }) =>
      text
        .split(/\n{2,}/)
        .filter((part) => part.trim() !== '')
        .map(paragraph),
  },
  noticed: { title: 'Noticed, no alert', make: ({ watched }) => noticedBlocks(watched.notices) },
  categories: {
    title: 'Failure categories',
    make: (context) =>
      categoryBlocks(
        categoryQueries(context.connection).series(scopeOf(context), idsOf(context)),
        context.nameOf,
      ),
  },
  infrastructure: {
    title: 'Infrastructure',
    make: (context) => infrastructureBlocks(shiftQueries(context.connection).health(scopeOf(context))),
  },
  governance: {
    title: 'Evaluations',
    make: (context) => governanceBlocks(governanceQueries(context.connection).overview(scopeOf(context))),
  },
  versions: {
    title: 'Versions',
    make: (context, { only }) =>
      versionBlocks(
        versionQueries(context.connection).list({ segment: context.request.segment }).rows,
        only === 'new' ? (context.request.period ?? null) : null,
      ),
  },
  traces: {
    title: 'Traces to read',
    make: (context, { ids }) => traceBlocks(gatherTraces(context, ids), context.nameOf),
  },
  method: { title: 'Method and limits', make: method },
  sources: {
    title: 'Sources',
    make: ({ connection, request, appVersion }) =>
      sourceBlocks(importQueries(connection).list(), request, appVersion),
  },
}

function summary(context: ReportContext, { text }: Of<'summary'>): Block[] {
  const { connection, watched, shifts, catalogue, request } = context
  const info = workspaceQueries(connection).info(catalogue)
  const section = request.sections.find((other) => other.kind === 'comparison')
  const [from, to] = [
    info.firstUs === null ? null : dayOf(info.firstUs),
    info.lastUs === null ? null : dayOf(info.lastUs),
  ]
  return summaryBlocks({
    text,
    shifts,
    open: watched.shifts.filter(({ state }) => state === 'open').length,
    watch: watched.watch,
    health: shiftQueries(connection).health({ segment: request.segment }),
    notices: watched.notices.length,
    traces: info.traces,
    spans: info.spans,
    days: from === null || to === null || watched.watch.state === 'synthetic_clock' ? null : { from, to },
    comparison:
      section === undefined ? null : comparisonSentence(compared(context, section).run, context.nameOf),
  })
}

/** Days and segment the report is about. */
function scopeOf({ request: { period, segment } }: ReportContext): Scope {
  return { ...period, segment }
}

function idsOf({ catalogue }: ReportContext): string[] {
  return catalogue.map(({ id }) => id)
}

function compared(context: ReportContext, { a, b, paired }: Of<'comparison'>): ComparisonData {
  const key = JSON.stringify([a, b, paired])
  const known = context.compared.get(key)
  if (known !== undefined) return { a, b, run: known }
  const { segment } = context.request
  const run = compareTraces(context.connection, { a, b, paired, segment })
  context.compared.set(key, run)
  return { a, b, run }
}

function differs(context: ReportContext, { a, b }: Of<'differs'>): Block[] {
  const found = findDifferences(context.connection, { a, b, segment: context.request.segment })
  if (found.values.length === 0)
    return [
      paragraph(
        `Nothing beyond chance among ${formatPlural(found.tested, 'value')} of versions, tools and attributes.`,
      ),
    ]
  return [
    differTable(found, 'Versions, tools and attributes by their share in each side', 'a', 'b'),
    ...found.notes.map(note),
  ]
}

function signatures(context: ReportContext, { categories, limit }: Of<'signatures'>): Block[] {
  const { connection, shifts } = context
  const wanted = categories ?? [...new Set(shifts.map(({ category }) => category))]
  return signatureBlocks(
    wanted.map((category) => {
      const groups = categoryQueries(connection).signatures({ ...scopeOf(context), category, limit })
      const quotes = groups.rows.slice(0, QUOTED).flatMap(({ example }) => {
        const finding = traceDetailQueries(connection)
          .get({ traceId: example.traceId })
          .findings.find((row) => row.category === category && row.spanId === example.spanId)
        return finding === undefined ? [] : (quoteEvidence(connection, finding, 'Newest example') ?? [])
      })
      return { category, groups, quotes }
    }),
    context.nameOf,
  )
}

/** Groups shown with an example. */
const QUOTED = 3

function method({ connection, catalogue, watched }: ReportContext): Block[] {
  const ids = catalogue.map(({ id }) => id)
  return methodBlocks({
    watch: watched.watch,
    baseline: listBaselines(connection)[0] ?? null,
    policy: currentPolicy(connection),
    policyVersion: listPolicies(connection)[0]?.version ?? 0,
    catalogue,
    series: categoryQueries(connection).series({}, ids).categories,
    staleTraces: workspaceQueries(connection).info(catalogue).staleTraces,
  })
}
