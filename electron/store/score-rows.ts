import type { EvaluatorKind } from '../../shared/model/score.ts'
import { segmentOf } from '../../shared/model/segment.ts'
import type { ReadConnection } from './connection.ts'
import { DAY_US } from './scope-sql.ts'

/** One score with what its trace is counted by. */
export interface ScoreRow {
  trace: number
  name: string
  value: number | null
  label: string | null
  evaluatorKind: EvaluatorKind | null
  judge: string | null
  rubric: string | null
  rubricVersion: string | null
  raw: string | null
  startUs: number
  segment: string
  model: string | null
  hasSpans: boolean
}

type Stored = Omit<ScoreRow, 'segment' | 'hasSpans'> & {
  agent: string | null
  rootName: string
  spanCount: number
}

const SCORES = `
  SELECT score.trace, score.name, value, label, evaluator_kind AS evaluatorKind, judge, rubric,
    rubric_version AS rubricVersion, raw, start_us AS startUs, agent, trace.name AS rootName, model,
    span_count AS spanCount
  FROM score INDEXED BY score_trace CROSS JOIN trace ON trace.id = score.trace ORDER BY score.trace, score.id`

/** All scores, those of one trace together. Nothing may be written on the connection meanwhile. */
export function* scoreRows({ db }: ReadConnection): Generator<ScoreRow> {
  for (const { agent, rootName, spanCount, ...row } of db.prepare<[], Stored>(SCORES).iterate()) {
    const segment = segmentOf({ agent, rootName, model: row.model })
    yield { ...row, segment, hasSpans: spanCount > 0 }
  }
}

const TRACED = `
  SELECT agent, name AS rootName, model, start_us / ${DAY_US} AS day, count(*) AS traces
  FROM trace WHERE span_count > 0 GROUP BY agent, name, model, day`

/** Traces with spans by segment and day (days since 1970). */
export function tracedDays({ db }: ReadConnection): { segment: string; day: number; traces: number }[] {
  return db
    .prepare<
      [],
      { agent: string | null; rootName: string; model: string | null; day: number; traces: number }
    >(TRACED)
    .all()
    .map(({ day, traces, ...group }) => ({ segment: segmentOf(group), day, traces }))
}
