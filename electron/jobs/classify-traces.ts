import { learnTrace, normalsFrom, type ToolCount, type ToolCounts } from '../analysis/learn.ts'
import { CATEGORIES } from '../analysis/registry.ts'
import { type CategoryError, runCategories } from '../analysis/run-categories.ts'
import { versionsOf } from '../analysis/versions/trace-versions.ts'
import type { Verdict } from '../../shared/model/finding.ts'
import type { Reclassification } from '../../shared/model/reclassification.ts'
import {
  type AnalysedTrace,
  countStaleTraces,
  type Rule,
  forgetAnalysis,
  staleTraces,
  writeAnalysis,
} from '../store/analysis-writer.ts'
import type { WriteConnection } from '../store/connection.ts'
import { previousVerdicts } from '../store/previous-verdicts.ts'
import { RECLASSIFIED, readSetting, writeSetting } from '../store/settings.ts'
import { hasScores, readTrace } from '../store/trace-reader.ts'
import { judgeCustom } from './judge-custom.ts'
import type { AnalysisInput } from './results.ts'
import { VerdictChanges } from './verdict-changes.ts'
import type { JobContext } from './worker-context.ts'

/** Traces that are written together. */
const BATCH = 500
/** Traces of the new ones that tools' normal behaviour is learned from; more change a rate by less than two points. */
const LEARN_FROM = 2000
const LEARNED = 'learned.tool_counts'
const EVALUATED = 'learned.evaluated'
const LETTERS: Record<Verdict, string> = { fired: 'f', not_fired: 'n', not_evaluable: '-' }
/** Rule errors told of; a broken rule fails on every trace alike. */
const ERRORS_TOLD = 20

/** Runs every category over the traces that are new or were seen by older rules only; `force` means over all. */
export function classifyTraces(
  connection: WriteConnection,
  { force, custom = [] }: Pick<AnalysisInput, 'force' | 'custom'>,
  context: JobContext,
): { analysed: number; errors: CategoryError[]; reclassified: Reclassification | null } {
  const evaluated = hasScores(connection)
  // With the first scores, traces without any are a gap that they were not before.
  const isFirst = evaluated && readSetting(connection, EVALUATED) === null
  if (force || isFirst) forgetAnalysis(connection)
  if (isFirst) writeSetting(connection, EVALUATED, 'yes')
  const rules = [...CATEGORIES, ...custom.map(({ category }) => category)]
  const judgeOwn = judgeCustom(custom)
  const total = countStaleTraces(connection, rules)
  const errors: CategoryError[] = []
  if (total === 0) return { analysed: 0, errors, reclassified: null }
  const previous = previousVerdicts(connection)
  const changes = new VerdictChanges()
  const normals = normalsFrom(learnTools(connection, rules, total, context), { evaluated })
  let analysed = 0
  for (let ids = next(connection, rules, 0); ids.length > 0; ids = next(connection, rules, ids.at(-1) ?? 0)) {
    const batch: AnalysedTrace[] = []
    for (const trace of ids) {
      context.checkCancelled()
      const read = readTrace(connection, trace)
      const found = runCategories(read, { normals })
      const before = previous(trace)
      const own = judgeOwn(read)
      const verdicts = [...found.verdicts, ...own.verdicts]
      if (before !== null) changes.note(read.traceId, before, verdicts)
      if (errors.length < ERRORS_TOLD) errors.push(...found.errors)
      batch.push({
        trace,
        verdicts: verdicts.map(({ verdict }) => LETTERS[verdict]).join(''),
        findings: [...found.findings, ...own.findings],
        versions: versionsOf(read),
      })
      analysed++
      context.progress({
        detail: 'looking for failure categories',
        recordsDone: analysed,
        fraction: analysed / total,
      })
    }
    writeAnalysis(connection, rules, batch)
  }
  const reclassified = changes.result()
  if (reclassified !== null) writeSetting(connection, RECLASSIFIED, JSON.stringify(reclassified))
  return { analysed, errors, reclassified }
}

function next(connection: WriteConnection, rules: readonly Rule[], after: number): number[] {
  return staleTraces(connection, rules, { after, limit: BATCH })
}

/** What is normal for each tool: learned once from the traces a tool first comes with, then kept with the workspace. */
function learnTools(
  connection: WriteConnection,
  rules: readonly Rule[],
  total: number,
  context: JobContext,
): ToolCounts {
  const stored = readSetting(connection, LEARNED)
  const known: ToolCounts = new Map(stored === null ? [] : (JSON.parse(stored) as [string, ToolCount][]))
  const fresh: ToolCounts = new Map()
  const step = Math.max(1, Math.ceil(total / LEARN_FROM))
  let position = 0
  for (let ids = next(connection, rules, 0); ids.length > 0; ids = next(connection, rules, ids.at(-1) ?? 0)) {
    for (const trace of ids) {
      if (position++ % step !== 0) continue
      context.checkCancelled()
      learnTrace(fresh, readTrace(connection, trace))
    }
  }
  for (const [tool, count] of fresh) if (!known.has(tool)) known.set(tool, count)
  writeSetting(connection, LEARNED, JSON.stringify([...known]))
  return known
}
