import type { EvaluatorKind } from '../../shared/model/score.ts'
import { segmentNamer } from '../../shared/model/segment.ts'
import type { ReadConnection } from './connection.ts'
import { currentPolicy } from './policy-store.ts'
import { factsOf, type FactsRow, segmentColumns } from './segment-facts.ts'

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

type Stored = Omit<ScoreRow, 'segment' | 'hasSpans' | 'model'> &
  FactsRow & { judgedModel: string | null; spanCount: number }

const SCORES = `score.trace, score.name, value, label, evaluator_kind AS evaluatorKind, judge, rubric,
    rubric_version AS rubricVersion, raw, start_us AS startUs, trace.model AS judgedModel, span_count AS spanCount
  FROM score INDEXED BY score_trace CROSS JOIN trace ON trace.id = score.trace ORDER BY score.trace, score.id`

/** All scores, those of one trace together. Nothing may be written on the connection meanwhile. */
export function* scoreRows({ db }: ReadConnection): Generator<ScoreRow> {
  const { segmenter } = currentPolicy({ db })
  const segmentName = segmentNamer(segmenter)
  const facts = segmentColumns(segmenter)
  const rows = db.prepare<unknown[], Stored>(`SELECT ${facts.sql}, ${SCORES}`)
  for (const row of rows.iterate(...facts.values)) {
    const { trace, name, value, label, evaluatorKind, judge, rubric, rubricVersion, raw, startUs } = row
    const score = { trace, name, value, label, evaluatorKind, judge, rubric, rubricVersion, raw, startUs }
    yield {
      ...score,
      model: row.judgedModel,
      segment: segmentName(factsOf(row)),
      hasSpans: row.spanCount > 0,
    }
  }
}
