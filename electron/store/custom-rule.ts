import { SqliteError } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import type { CustomRule } from '../../shared/model/custom-category.ts'
import type { FilterNode } from '../../shared/filter/filter-node.ts'
import { parseFilter } from '../../shared/filter/parse-filter.ts'
import { openReader } from './connection.ts'
import { checkQuery } from './query-gate.ts'
import { refuseMixedRulers } from './rulers-in-use.ts'
import { selectTraces } from './trace-selection.ts'
import { openViews } from './views.ts'

/** Ids of the traces that a rule holds for, and of those it can be asked of; null means of all. */
export interface RuleMatch {
  fired: string[]
  evaluable: string[] | null
}

/**
 * Asks one rule of a whole workspace. To be called in a process that can be ended: a question may run for ever.
 * AppError `filter_invalid`, `query_refused`, `query_failed`; `rulers_mixed` where it asks for a score that several rulers
 * made: the category would follow the ruler, not the agent. What SQL does with scores cannot be told.
 */
export function matchRule(path: string, rule: CustomRule): RuleMatch {
  switch (rule.type) {
    case 'filter': {
      const { db } = openReader(path)
      for (const name of scoresIn(parseFilter(rule.filter))) refuseMixedRulers(db, name)
      const { source, condition } = selectTraces(db, { filter: rule.filter }, 'count')
      const fired = db
        .prepare<unknown[], string>(`SELECT trace.trace_id FROM ${source.sql} WHERE ${condition.sql}`)
        .pluck()
        .all(...source.values, ...condition.values)
      return { fired, evaluable: null }
    }
    case 'score':
      return matchScores(path, rule)
    case 'sql':
      return { fired: matchSql(path, rule.sql), evaluable: null }
    default:
      return rule satisfies never
  }
}

/** A trace without a score of that name says nothing. */
function matchScores(
  path: string,
  { name, below, above, label, ...ruler }: Extract<CustomRule, { type: 'score' }>,
): RuleMatch {
  const { db } = openReader(path)
  refuseMixedRulers(db, name, ruler)
  const holds = `(? IS NOT NULL AND score.value < ?) OR (? IS NOT NULL AND score.value > ?)
    OR (? IS NOT NULL AND lower(score.label) = lower(?))`
  const [least, most, word] = [below ?? null, above ?? null, label ?? null]
  const { judge = null, rubric = null, rubricVersion = null } = ruler
  const doubled = [judge, rubric, rubricVersion].flatMap((value) => [value, value])
  const rows = db
    .prepare<unknown[], { traceId: string; fired: number }>(
      `SELECT trace.trace_id AS traceId, max(ifnull(${holds}, 0)) AS fired
       FROM score JOIN trace ON trace.id = score.trace
       WHERE score.name = ? AND (judge = ? OR ? IS NULL) AND (rubric = ? OR ? IS NULL)
         AND (rubric_version = ? OR ? IS NULL) GROUP BY trace.id`,
    )
    .all(least, least, most, most, word, word, name, ...doubled)
  return {
    fired: rows.filter(({ fired }) => fired === 1).map(({ traceId }) => traceId),
    evaluable: rows.map(({ traceId }) => traceId),
  }
}

/** Names of the scores a filter asks for. */
function scoresIn(node: FilterNode): string[] {
  if (node.kind === 'and' || node.kind === 'or') return node.nodes.flatMap(scoresIn)
  if (node.kind === 'not') return scoresIn(node.node)
  return node.kind === 'score' || node.kind === 'score_label' ? [node.name] : []
}

function matchSql(path: string, sql: string): string[] {
  checkQuery(sql)
  const { db } = openViews(path)
  try {
    // A semicolon would end the question it is put into.
    const statement = db.prepare<[], string | null>(
      `SELECT DISTINCT trace_id FROM (${sql.replace(/;\s*$/, '')})`,
    )
    if (!statement.readonly) throw new AppError('query_refused', { why: 'it would change something.' })
    return statement
      .pluck()
      .all()
      .filter((id) => id !== null)
      .map(String)
  } catch (error) {
    if (error instanceof SqliteError)
      throw new AppError('query_failed', { why: error.message }, { cause: error })
    if (error instanceof RangeError || error instanceof TypeError)
      throw new AppError('query_refused', { why: error.message }, { cause: error })
    throw error
  }
}
