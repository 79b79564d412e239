import type { MethodOutput, ParsedInput } from '../../shared/contract.ts'
import type { RulerInfo, RulerRow, RulerSeries } from '../../shared/contract/rulers.ts'
import { readModelName, sameFamily, sameMaker } from '../../shared/model/model-name.ts'
import { meanInterval } from '../drift/rulers/mean-interval.ts'
import type { ReadConnection } from '../store/connection.ts'
import {
  oneRuler,
  rulerPairs,
  rulerDays,
  type RulerSums,
  rulerSums,
  type StoredRuler,
  storedRulers,
  tracesInScope,
} from '../store/ruler-queries.ts'

type Scale = RulerRow['scale']

/** Every score of a scope with its rulers; nothing is summed over two of them. */
export function describeRulers(
  connection: ReadConnection,
  scope: ParsedInput<'rulers.list'>,
): MethodOutput<'rulers.list'> {
  const traces = tracesInScope(connection, scope)
  const sums = rulerSums(connection, scope)
  const stored = storedRulers(connection)
  const rows = stored.flatMap((ruler) => {
    const own = sums.get(ruler.key)
    return own === undefined ? [] : [rowOf(ruler, own, traces)]
  })
  const idOf = new Map(stored.map(({ key, id }) => [key, id]))
  const common = rulerPairs(connection).map(({ a, b, traces: both }) => ({
    a: idOf.get(a) ?? '',
    b: idOf.get(b) ?? '',
    traces: both,
  }))
  const scores = Array.from(
    Map.groupBy(rows, ({ score }) => score),
    ([score, own]) => {
      const rulers = own.toSorted((a, b) => order(a) - order(b) || b.scores - a.scores)
      const breaks = breaksOf(rulers)
      return { score, rulers, breaks, pairs: pairsOf(rulers, breaks, common) }
    },
  )
  return { traces, scores: scores.toSorted((a, b) => scoresOf(b.rulers) - scoresOf(a.rulers)) }
}

/** One ruler by day. AppError `rulers_mixed` where the question leaves several, `not_found` where none. */
export function describeSeries(
  connection: ReadConnection,
  { label: asked, ...input }: ParsedInput<'rulers.series'>,
): RulerSeries {
  const ruler = oneRuler(connection, input)
  const sums = rulerSums(connection, input).get(ruler.key)
  const scale = scaleOf(ruler)
  const label = asked ?? (scale === 'label' ? (sums?.labels[0]?.label ?? null) : null)
  const days = rulerDays(connection, ruler.key, input, label).flatMap((day) => {
    const moments = label === null ? day : { n: day.labelled, sum: day.withLabel, squares: day.withLabel }
    const estimate = meanInterval(moments, label !== null || isRate(day, ruler))
    return estimate === null ? [] : [{ date: day.date, n: moments.n, ...estimate }]
  })
  const { scores } = describeRulers(connection, input)
  const of = scores.find(({ score }) => score === ruler.score)
  return {
    ruler: infoOf(ruler),
    scale,
    label,
    days,
    breaks: (of?.breaks ?? [])
      .filter(({ before, after }) => before === ruler.id || after === ruler.id)
      .map(({ date, after }) => ({
        date,
        ruler: after,
        name: of?.rulers.find(({ id }) => id === after)?.name ?? after,
      })),
  }
}

/** Only the fields the window is told. */
export function infoOf({
  id,
  name,
  score,
  kind,
  judge,
  parameters,
  judgePrompt,
  rubric,
  rubricVersion,
}: RulerInfo): RulerInfo {
  return { id, name, score, kind, judge, parameters, judgePrompt, rubric, rubricVersion }
}

function rowOf(ruler: StoredRuler, sums: RulerSums, traces: number): RulerRow {
  const estimate = meanInterval(sums, isRate(sums, ruler))
  return {
    ...infoOf(ruler),
    scale: scaleOf(ruler),
    scores: ruler.scores,
    valued: ruler.valued,
    traces: sums.traces,
    // Scores whose traces never came cover none, and say nothing of those that are here.
    coverage: traces > 0 && sums.covered > 0 ? Math.min(1, sums.covered / traces) : null,
    firstDay: sums.firstDay,
    lastDay: sums.lastDay,
    mean: estimate?.mean ?? null,
    low: estimate?.low ?? null,
    high: estimate?.high ?? null,
    labels: sums.labels,
    independence: independenceOf(ruler),
  }
}

function scaleOf({ valued, isBinary, scores }: StoredRuler): Scale {
  if (valued > 0) return isBinary ? 'binary' : 'graded'
  return scores > 0 ? 'label' : 'none'
}

/** Several 0/1 scores of one trace make means between: then the interval is that of a mean. */
function isRate({ sum, squares }: { sum: number; squares: number }, { isBinary }: StoredRuler): boolean {
  return isBinary && Math.abs(sum - squares) < 1e-9
}

/** A judge prefers what its own kind wrote (arXiv 2508.06709, 2410.21819): the closer the kin, the worse. */
function independenceOf({ kind, judge, models }: StoredRuler): RulerRow['independence'] {
  if (kind === 'human' || kind === 'code') return { verdict: 'no_model', models: [] }
  if (judge === null) return { verdict: kind === 'llm' ? 'unknown' : 'no_model', models: [] }
  if (kind === null && readModelName(judge).maker === null) return { verdict: 'no_model', models: [] }
  const names = models.map(({ model }) => model)
  const kin = names.filter((model) => sameFamily(judge, model) === true)
  if (kin.length > 0) return { verdict: 'own_family', models: kin }
  const made = names.filter((model) => sameMaker(judge, model) === true)
  if (made.length > 0) return { verdict: 'own_maker', models: made }
  const strangers = names.filter((model) => sameMaker(judge, model) === null)
  return strangers.length > 0 || names.length === 0
    ? { verdict: 'unknown', models: strangers }
    : { verdict: 'independent', models: [] }
}

/** The day a ruler came up while another one was there already. */
function breaksOf(rulers: readonly RulerRow[]) {
  return rulers.flatMap((after) => {
    const { firstDay } = after
    if (firstDay === null) return []
    const earlier = rulers.filter((ruler) => ruler.firstDay !== null && ruler.firstDay < firstDay)
    const before = earlier.toSorted((a, b) => (a.lastDay! < b.lastDay! ? 1 : -1))[0]
    return before === undefined ? [] : [{ date: firstDay, before: before.id, after: after.id }]
  })
}

type Score = MethodOutput<'rulers.list'>['scores'][number]

function pairsOf(
  rulers: readonly RulerRow[],
  breaks: Score['breaks'],
  common: readonly Score['pairs'][number][],
): Score['pairs'] {
  const here = new Set(rulers.map(({ id }) => id))
  const judged = common.filter(({ a, b }) => here.has(a) && here.has(b))
  const broken = breaks.map(({ before, after }) => ({
    a: before,
    b: after,
    traces: judged.find(isOf(before, after))?.traces ?? 0,
  }))
  return [...broken, ...judged.filter(({ a, b }) => !broken.some(isOf(a, b)))]
}

/** Whether a pair is of the same two rulers, either way round. */
function isOf(x: string, y: string): (pair: { a: string; b: string }) => boolean {
  return ({ a, b }) => (a === x && b === y) || (a === y && b === x)
}

function order({ firstDay }: RulerRow): number {
  return firstDay === null ? 0 : Date.parse(firstDay)
}

function scoresOf(rulers: readonly RulerRow[]): number {
  return rulers.reduce((sum, { scores }) => sum + scores, 0)
}
