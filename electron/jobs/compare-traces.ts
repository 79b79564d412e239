import type { MethodInput, MethodOutput } from '../../shared/contract.ts'
import type { FilterNode } from '../../shared/filter/filter-node.ts'
import { parseFilter } from '../../shared/filter/parse-filter.ts'
import { formatPlural } from '../../shared/format.ts'
import { compareSides } from '../drift/compare/compare-sides.ts'
import type { RuledScores } from '../drift/compare/side.ts'
import { SideBuilder } from '../drift/compare/side-builder.ts'
import { nameRulers } from '../drift/compare/words.ts'
import type { ReadConnection } from '../store/connection.ts'
import { comparedScores, comparedTraces } from '../store/compared-traces.ts'
import { selectedTraces } from '../store/selected-traces.ts'
import { findTasks, readTasks, type TaskNames } from '../store/task-names.ts'

/**
 * Compares the traces that filter `b` selects with those of `a`, the reference. Traces that both select are left out of
 * both sides. Throws `filter_invalid`.
 */
export function compareTraces(
  connection: ReadConnection,
  { a, b, paired }: MethodInput<'compare.run'>,
): MethodOutput<'compare.run'> {
  const [idsA, idsB] = [selectedTraces(connection, a), selectedTraces(connection, b)]
  const inA = new Set(idsA)
  const shared = new Set(idsB.filter((id) => inA.has(id)))
  const [ownA, ownB] = [idsA, idsB].map((ids) => ids.filter((id) => !shared.has(id))) as [number[], number[]]
  const tasks = tasksOf(connection, ownA, ownB, paired)
  const names = tasks?.tasks
  const sideA = buildSide(connection, a, names, (id) => !shared.has(id))
  const sideB = buildSide(connection, b, names, (id) => !shared.has(id))
  const result = compareSides(sideA, sideB, {
    leaveOut: definedBy(a, b),
    tasks: tasks === null ? null : { attribute: tasks.attribute, asked: paired !== undefined },
  })
  return {
    ...result,
    shared: shared.size,
    pairedBy: result.pairedTasks === null ? null : (tasks?.attribute ?? null),
    refused: [...result.refused, ...refuseShared(connection, a, shared, result)],
    notes: [...sayShared(shared.size, ownA, ownB), ...saySelection(a, b), ...result.notes],
  }
}

function tasksOf(
  connection: ReadConnection,
  a: readonly number[],
  b: readonly number[],
  paired: string | undefined,
): TaskNames | null {
  return paired === undefined ? findTasks(connection, a, b) : readTasks(connection, [...a, ...b], paired)
}

function buildSide(
  connection: ReadConnection,
  filter: string,
  tasks: ReadonlyMap<number, string> | undefined,
  isMeant: (trace: number) => boolean,
): SideBuilder['side'] {
  const builder = new SideBuilder()
  for (const trace of comparedTraces(connection, filter)) {
    if (!isMeant(trace.id)) continue
    const task = tasks?.get(trace.id)
    builder.add(task === undefined ? trace : { ...trace, task })
  }
  for (const score of comparedScores(connection, filter)) if (isMeant(score.trace)) builder.addScore(score)
  return builder.side
}

const PARTS = { agent: 'agent', model: 'model', provider: 'model' } as const

/** What the two filters ask differently: a stratum of it would hold one side alone. */
function definedBy(a: string, b: string): Set<'agent' | 'model'> {
  const [termsA, termsB] = [termsOf(parseFilter(a)), termsOf(parseFilter(b))]
  const parts = new Set<'agent' | 'model'>()
  for (const [field, part] of Object.entries(PARTS)) {
    const about = (terms: readonly Term[]): string =>
      JSON.stringify(terms.filter((term) => term.field === field).map(({ text }) => text))
    if (about(termsA) !== about(termsB)) parts.add(part)
  }
  return parts
}

interface Term {
  field: string
  text: string
}

function termsOf(node: FilterNode): Term[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.nodes.flatMap(termsOf)
    case 'not':
      return termsOf(node.node).map(({ field, text }) => ({ field, text: `-${text}` }))
    case 'text':
      return [{ field: node.field, text: JSON.stringify(node.pattern) }]
    case 'score':
    case 'score_label':
      return [{ field: `score.${node.name}`, text: JSON.stringify(node) }]
    case 'number':
      return [{ field: node.field, text: JSON.stringify(node) }]
    case 'all':
    case 'free':
    case 'time':
    default:
      return []
  }
}

const OUTCOMES = /^(?:category|signature|error|status|score\..*|cost|duration|tokens|spans)$/

/** Sides that were chosen by an outcome differ in it by definition. */
function saySelection(a: string, b: string): string[] {
  const terms = [a, b].flatMap((filter) => termsOf(parseFilter(filter)).map(({ field }) => field))
  const outcomes = [...new Set(terms)].filter((field) => OUTCOMES.test(field))
  return outcomes.length === 0
    ? []
    : [
        `The filters choose traces by what is compared (${outcomes.join(', ')}): there the sides differ by definition.`,
      ]
}

function sayShared(shared: number, a: readonly number[], b: readonly number[]): string[] {
  if (shared === 0) return []
  if (a.length === 0 && b.length === 0)
    return [`Both filters select the same ${formatPlural(shared, 'trace')}: there is nothing to compare.`]
  return [
    `${formatPlural(shared, 'trace')} that both filters select ${shared === 1 ? 'is' : 'are'} left out of both sides.`,
  ]
}

/** Scores of traces that are on both sides: whatever differs among them is a difference of the rulers. */
function refuseShared(
  connection: ReadConnection,
  filter: string,
  shared: ReadonlySet<number>,
  { a, b }: { a: { traces: number }; b: { traces: number } },
): MethodOutput<'compare.run'>['refused'] {
  if (shared.size === 0 || (a.traces > 0 && b.traces > 0)) return []
  const { scores } = buildSide(connection, filter, undefined, (id) => shared.has(id))
  return Array.from(
    Map.groupBy(scores, ({ name }) => name),
    ([name, ruled]) => ({ name, why: whyShared(ruled) }),
  )
}

function whyShared(scores: readonly RuledScores[]): string {
  const rulers = scores.map(({ ruler }) => ruler)
  return rulers.length > 1
    ? `Both sides are the same traces, scored by several rulers: ${nameRulers(rulers)}. What differs is the ruler, not the behaviour.`
    : 'Both sides are the same traces.'
}
