import type { ParsedInput } from '../../shared/contract.ts'
import type { RulerInfo } from '../../shared/contract/rulers.ts'
import type { Scope } from '../../shared/contract/schemas.ts'
import { AppError } from '../../shared/errors.ts'
import { FIRST_CLOCK_DAY, withClock } from '../../shared/model/clock.ts'
import { type Ruler, rulerId, rulerName, rulerOf, type ScoreFacts } from '../../shared/model/ruler.ts'
import type { ReadConnection } from './connection.ts'
import { dates } from './daily-rates.ts'
import { joinParts, type SqlPart, sqlPart } from './sql-part.ts'

/** A ruler with what the rollup holds of it over the whole workspace. */
export interface StoredRuler extends RulerInfo {
  key: number
  scores: number
  valued: number
  isBinary: boolean
  models: { model: string; traces: number }[]
}

/** One ruler in a scope. */
export interface RulerSums {
  key: number
  traces: number
  covered: number
  n: number
  sum: number
  squares: number
  labels: { label: string; traces: number }[]
  firstDay: string | null
  lastDay: string | null
}

/** One day of one ruler; the unit is the trace. */
export interface RulerDaySums {
  date: string
  n: number
  sum: number
  squares: number
  /** Traces with a label, and those with the label that was asked for. */
  labelled: number
  withLabel: number
}

type RulerColumns = Ruler & {
  key: number
  id: string
  scores: number
  valued: number
  isBinary: number
  models: string
}

const RULERS = `
  SELECT id AS "key", key AS id, score, kind, judge, parameters, judge_prompt AS judgePrompt, rubric,
    rubric_version AS rubricVersion, scores, valued, is_binary AS isBinary, models FROM ruler`

/** Every ruler of the workspace, or those of one score. */
export function storedRulers({ db }: ReadConnection, score?: string): StoredRuler[] {
  const rows =
    score === undefined
      ? db.prepare<[], RulerColumns>(`${RULERS} ORDER BY score, id`).all()
      : db.prepare<[string], RulerColumns>(`${RULERS} WHERE score = ? ORDER BY id`).all(score)
  return rows.map((row) =>
    Object.assign(row, {
      name: rulerName(row),
      isBinary: row.isBinary === 1,
      models: JSON.parse(row.models),
    }),
  )
}

/** The sums of every ruler that judged something in a scope. */
export function rulerSums({ db }: ReadConnection, scope: Scope): Map<number, RulerSums> {
  const where = scopeOfDays(scope)
  const days = db
    .prepare<
      unknown[],
      Omit<RulerSums, 'labels' | 'firstDay' | 'lastDay'> & { date: string; labels: string }
    >(
      `SELECT ruler AS "key", date, traces, covered, n, sum, squares, labels FROM ruler_day
       WHERE ${where.sql} ORDER BY ruler, date`,
    )
    .all(...where.values)
  return new Map(
    Array.from(
      Map.groupBy(days, ({ key }) => key),
      ([key, own]) => {
        const dated = own.filter(({ date }) => date >= FIRST_CLOCK_DAY)
        const total = (pick: (day: (typeof own)[number]) => number) =>
          own.reduce((sum, day) => sum + pick(day), 0)
        return [
          key,
          {
            key,
            traces: total((day) => day.traces),
            covered: total((day) => day.covered),
            n: total((day) => day.n),
            sum: total((day) => day.sum),
            squares: total((day) => day.squares),
            labels: labelsOf(own),
            firstDay: dated[0]?.date ?? null,
            lastDay: dated.at(-1)?.date ?? null,
          },
        ]
      },
    ),
  )
}

function labelsOf(days: readonly { labels: string }[]): RulerSums['labels'] {
  const counts = new Map<string, number>()
  for (const { labels } of days) {
    for (const [label, traces] of Object.entries<number>(JSON.parse(labels)))
      counts.set(label, (counts.get(label) ?? 0) + traces)
  }
  return Array.from(counts, ([label, traces]) => ({ label, traces })).toSorted((a, b) => b.traces - a.traces)
}

/** Traces by the keys of the two rulers that judged them, most first. */
export function rulerPairs({ db }: ReadConnection): { a: number; b: number; traces: number }[] {
  return db
    .prepare<[], { a: number; b: number; traces: number }>(
      'SELECT a, b, traces FROM ruler_pair ORDER BY traces DESC, a, b',
    )
    .all()
}

/** The days of one ruler, in order. */
export function rulerDays(
  { db }: ReadConnection,
  key: number,
  scope: Scope,
  label: string | null,
): readonly RulerDaySums[] {
  const where = joinParts([sqlPart('ruler = ?', key), scopeOfDays(scope)], ' AND ', '1')
  const days = db
    .prepare<unknown[], RulerDaySums>(
      `SELECT date, sum(n) AS n, sum(sum) AS sum, sum(squares) AS squares,
         sum((SELECT ifnull(sum(value), 0) FROM json_each(labels))) AS labelled,
         sum((SELECT ifnull(sum(value), 0) FROM json_each(labels) WHERE key IS ?)) AS withLabel
       FROM ruler_day WHERE ${where.sql} GROUP BY date ORDER BY date`,
    )
    .all(label, ...where.values)
  return withClock(days)
}

/** Traces with spans in a scope: what coverage is a share of. */
export function tracesInScope({ db }: ReadConnection, scope: Scope): number {
  const where = joinParts([sqlPart('segment = ?', scope.segment ?? ''), ...dates(scope)], ' AND ', '1')
  return (
    db
      .prepare<unknown[], number | null>(`SELECT sum(traces) FROM daily_health WHERE ${where.sql}`)
      .pluck()
      .get(...where.values) ?? 0
  )
}

/**
 * The one ruler a question is about. AppError `rulers_mixed` where it leaves several: they are never pooled; `not_found`
 * where it leaves none.
 */
export function oneRuler(
  connection: ReadConnection,
  { score, ruler, rubric, rubricVersion, judge }: ParsedInput<'rulers.series'>,
): StoredRuler {
  const left = storedRulers(connection, score).filter(
    (known) =>
      fits(ruler, known.id) &&
      fits(rubric, known.rubric) &&
      fits(rubricVersion, known.rubricVersion) &&
      fits(judge, known.judge),
  )
  const [only] = left
  if (only === undefined) throw new AppError('not_found', { what: `A ruler of the score ${score}` })
  if (left.length > 1) throw mixedRulers(score, left)
  return only
}

function fits(asked: string | undefined, value: string | null): boolean {
  return asked === undefined || asked === value
}

/** More rulers are counted in the sentence that refuses them. */
const NAMED = 6

/** The refusal to put scores of several rulers together, naming them. */
export function mixedRulers(score: string, rulers: readonly Ruler[]): AppError {
  const names = rulers.slice(0, NAMED).map(rulerName)
  if (rulers.length > NAMED) names.push(`and ${rulers.length - NAMED} more`)
  return new AppError('rulers_mixed', { score, count: rulers.length, rulers: names })
}

/** The ruler with an id. AppError `not_found`. */
export function rulerById({ db }: ReadConnection, id: string): RulerInfo {
  const row = db.prepare<[string], RulerColumns>(`${RULERS} WHERE key = ?`).get(id)
  if (row === undefined) throw new AppError('not_found', { what: 'This ruler' })
  return { ...row, name: rulerName(row) }
}

/** What one ruler said of one trace, or of one span of it. */
export interface JudgedRow {
  trace: number
  spanId: string | null
  value: number | null
  label: string | null
}

/** All that a ruler judged, in the order it came. */
export function judgedBy({ db }: ReadConnection, ruler: Ruler): JudgedRow[] {
  const id = rulerId(ruler)
  const judge = ruler.kind === 'human' ? sqlPart('1') : sqlPart('judge IS ?', ruler.judge)
  const rows = db
    .prepare<unknown[], ScoreFacts & JudgedRow>(
      `SELECT trace, span_id AS spanId, name, value, label, evaluator_kind AS evaluatorKind, judge, rubric,
         rubric_version AS rubricVersion, raw FROM score
       WHERE name = ? AND evaluator_kind IS ? AND rubric IS ? AND rubric_version IS ? AND ${judge.sql} ORDER BY id`,
    )
    .all(ruler.score, ruler.kind, ruler.rubric, ruler.rubricVersion, ...judge.values)
  return rows
    .filter((row) => rulerId(rulerOf(row)) === id)
    .map(({ trace, spanId, value, label }) => ({ trace, spanId, value, label }))
}

function scopeOfDays(scope: Scope): SqlPart {
  const parts = scope.segment === undefined ? [] : [sqlPart('segment = ?', scope.segment)]
  return joinParts([...parts, ...dates(scope)], ' AND ', '1')
}
