import type { ComparisonRun } from '../../../shared/contract/compare.ts'
import {
  formatCost,
  formatCount,
  formatDuration,
  formatPlural,
  formatPoints,
  formatRate,
  formatShortCount,
} from '../../../shared/format.ts'
import type { Block } from '../../../shared/model/report-document.ts'
import { folded, note, paragraph, table } from '../block-makers.ts'

export interface ComparisonData {
  a: string
  b: string
  run: ComparisonRun
}

type Row = ComparisonRun['categories'][number]
type NameOf = (category: string) => string

/** What b does more or less often than a, with its intervals; what could not be compared is said. */
export function comparisonBlocks({ a, b, run }: ComparisonData, nameOf: NameOf): Block[] {
  if (run.a.traces === 0 || run.b.traces === 0)
    return [paragraph('One side selects no trace: nothing is compared.'), sidesFacts(a, b, run)]
  const fired = run.categories.filter((category) => category.a.k + category.b.k > 0)
  return [
    paragraph(comparisonSentence(run, nameOf)),
    sidesFacts(a, b, run),
    {
      kind: 'forest',
      title: 'How often b shows a category, as a ratio to a, like with like; lines are 95 % intervals',
      rows: fired.map(({ id, ratio, low, high, verdict }) => ({
        label: nameOf(id),
        ratio,
        low,
        high,
        verdict,
      })),
    },
    ...categoryBlocks(run, nameOf),
    ...scoreBlocks(run),
    ...measureBlocks(run),
    ...refusedBlocks(run, nameOf),
  ]
}

/** The verdict in one sentence. */
export function comparisonSentence({ categories, a, b }: ComparisonRun, nameOf: NameOf): string {
  const more = categories.filter(({ verdict }) => verdict === 'higher')
  const less = categories.filter(({ verdict }) => verdict === 'lower')
  const scope = `Over ${formatPlural(b.sessions, 'session')} against ${formatCount(a.sessions)}`
  if (more.length + less.length === 0) return `${scope}, no category of behaviour is told apart from chance.`
  const parts = [
    more.length === 0 ? null : `more often: ${listOf(more, nameOf)}`,
    less.length === 0 ? null : `less often: ${listOf(less, nameOf)}`,
  ]
  return `${scope}, ${parts.filter((part) => part !== null).join('; ')}.`
}

/** Categories named in a sentence; the others are in the table. */
const MOST_NAMED = 4

/** Those that moved the most, and how many more. */
function listOf(rows: readonly Row[], nameOf: NameOf): string {
  const moved = rows.toSorted((one, other) => Math.abs(other.difference) - Math.abs(one.difference))
  const named = moved.slice(0, MOST_NAMED).map((row) => changed(row, nameOf))
  const more = rows.length - named.length
  return more > 0 ? `${named.join(', ')} and ${formatCount(more)} more` : named.join(', ')
}

function changed({ id, a, b }: Row, nameOf: NameOf): string {
  return `${nameOf(id)} (${formatRate(a.k / a.n)} to ${formatRate(b.k / b.n)})`
}

function sidesFacts(a: string, b: string, run: ComparisonRun): Block {
  const items = [
    { label: 'a, the reference', value: a === '' ? 'all traces' : a },
    { label: 'Size of a', value: sizeOf(run.a) },
    { label: 'b, what is compared', value: b === '' ? 'all traces' : b },
    { label: 'Size of b', value: sizeOf(run.b) },
  ]
  if (run.pairedTasks !== null)
    items.push({
      label: 'Paired',
      value: `${formatPlural(run.pairedTasks, 'task')} by ${run.pairedBy ?? ''}`,
    })
  return { kind: 'facts', items }
}

function sizeOf({ traces, sessions }: ComparisonRun['a']): string {
  return `${formatPlural(traces, 'trace')}, ${formatPlural(sessions, 'session')}`
}

function categoryBlocks({ categories }: ComparisonRun, nameOf: NameOf): Block[] {
  return [
    folded('The numbers of every category', [
      table(
        'compared-categories',
        '',
        [
          ['Category', 'text'],
          ['a failed', 'count'],
          ['of', 'count'],
          ['b failed', 'count'],
          ['of', 'count'],
          ['Ratio', 'ratio'],
          ['95 % from', 'ratio'],
          ['to', 'ratio'],
          ['By behaviour', 'points'],
          ['By mix', 'points'],
          ['p, adjusted', 'number'],
          ['b is', 'text'],
        ],
        categories.map(({ id, a, b, ratio, low, high, behaviour, mix, adjustedP, verdict }) => [
          nameOf(id),
          a.k,
          a.n,
          b.k,
          b.n,
          ratio,
          low,
          high,
          behaviour,
          mix,
          adjustedP,
          verdict,
        ]),
      ),
    ]),
  ]
}

function scoreBlocks({ scores }: ComparisonRun): Block[] {
  if (scores.length === 0) return []
  return [
    table(
      'compared-scores',
      'Scores, each by one ruler: scores of different rulers are never put together',
      [
        ['Score', 'text'],
        ['Rubric', 'text'],
        ['Judge', 'text'],
        ['a', 'number'],
        ['of', 'count'],
        ['b', 'number'],
        ['of', 'count'],
        ['Difference', 'number'],
        ['95 % from', 'number'],
        ['to', 'number'],
        ['b is', 'text'],
      ],
      scores.map(({ name, rubric, rubricVersion, judge, a, b, difference, low, high, verdict }) => [
        name,
        [rubric, rubricVersion].filter((part) => part !== null).join(' '),
        judge,
        a.mean,
        a.n,
        b.mean,
        b.n,
        difference,
        low,
        high,
        verdict,
      ]),
    ),
  ]
}

const UNITS = { share: formatRate, ns: formatDuration, tokens: formatShortCount, usd: formatCost } as const

function measureBlocks({ measures }: ComparisonRun): Block[] {
  if (measures.length === 0) return []
  return [
    table(
      'compared-infrastructure',
      'Infrastructure beside it',
      [
        ['Measure', 'text'],
        ['a', 'text'],
        ['b', 'text'],
        ['Ratio', 'ratio'],
        ['95 % of b − a', 'text'],
        ['b is', 'text'],
      ],
      measures.map(({ name, unit, a, b, ratio, low, high, verdict }) => {
        const tell = unit === 'share' ? formatPoints : UNITS[unit]
        return [
          name,
          UNITS[unit](a.value),
          UNITS[unit](b.value),
          ratio,
          low === null || high === null ? null : `${tell(low)} to ${tell(high)}`,
          verdict,
        ]
      }),
    ),
  ]
}

function refusedBlocks({ refused, notes, categories }: ComparisonRun, nameOf: NameOf): Block[] {
  const told = Map.groupBy(
    categories.flatMap(({ id, notes: own }) => own.map((text) => ({ id, text }))),
    ({ text }) => text,
  )
  const items = [
    ...refused.map(({ name, why }) => `${name} is not compared: ${why}`),
    ...notes,
    ...[...told].map(([text, same]) => `${same.map(({ id }) => nameOf(id)).join(', ')}: ${text}`),
  ]
  return items.length === 0
    ? []
    : [
        folded('What could not be compared, and why', [{ kind: 'list', items }]),
        note('p values are adjusted for the number of categories compared.'),
      ]
}
