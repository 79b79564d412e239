import type { MethodInput, MethodOutput } from '../../shared/contract.ts'
import type { FilterNode } from '../../shared/filter/filter-node.ts'
import { parseFilter } from '../../shared/filter/parse-filter.ts'
import { formatPlural } from '../../shared/format.ts'
import { compareSides } from '../drift/compare/compare-sides.ts'
import type { RuledScores } from '../drift/compare/side.ts'
import { SideBuilder } from '../drift/compare/side-builder.ts'
import { nameRulers } from '../drift/compare/words.ts'
import type { ReadConnection } from '../store/connection.ts'
import { comparedIds, comparedScores, comparedTraces, type SideSelection } from '../store/compared-traces.ts'
import { findTasks, readTasks } from '../store/task-names.ts'

/**
 * Compares the traces that filter `b` selects with those of `a`, the reference. Traces that both select are left out of
 * both sides. Throws `filter_invalid`.
 */
export function compareTraces(
  connection: ReadConnection,
  { a, b, paired, ...scope }: MethodInput<'compare.run'>,
): MethodOutput<'compare.run'> {
  const [wantedA, wantedB] = [
    { ...scope, filter: a },
    { ...scope, filter: b },
  ]
  const [idsA, idsB] = [comparedIds(connection, wantedA), comparedIds(connection, wantedB)]
  const shared = overlapOf(idsA, idsB)
  const { isOfA, isOfB } = ownership(shared, idsA.length, idsB.length)
  const [ownA, ownB] = [idsA.filter(isOfA), idsB.filter(isOfB)]
  const tasks =
    paired === undefined
      ? findTasks(connection, ownA, ownB)
      : readTasks(connection, [...ownA, ...ownB], paired)
  const sideA = buildSide(connection, wantedA, tasks?.tasks, isOfA)
  const sideB = buildSide(connection, wantedB, tasks?.tasks, isOfB)
  const result = compareSides(sideA, sideB, {
    leaveOut: definedBy(a, b),
    tasks: tasks === null ? null : { attribute: tasks.attribute, asked: paired !== undefined },
  })
  return {
    ...result,
    shared: shared.size,
    pairedBy: result.pairedTasks === null ? null : (tasks?.attribute ?? null),
    refused: [...result.refused, ...refuseShared(connection, wantedA, shared, result)],
    notes: [
      ...sayEmpty(idsA.length, idsB.length),
      ...sayShared(shared.size, idsA.length, idsB.length),
      ...saySelection(a, b),
      ...result.notes,
    ],
  }
}

function everyTrace(): boolean {
  return true
}

function overlapOf(a: readonly number[], b: readonly number[]): Set<number> {
  const inA = new Set(a)
  return new Set(b.filter((id) => inA.has(id)))
}

type Owners = Record<'isOfA' | 'isOfB', (id: number) => boolean>

/**
 * Which traces each side keeps: those of its own. A side that is a part of the other stays as it is and is compared with the
 * rest of that.
 */
function ownership(shared: ReadonlySet<number>, a: number, b: number): Owners {
  const own = (id: number): boolean => !shared.has(id)
  if (shared.size === a && shared.size === b) return { isOfA: own, isOfB: own }
  return { isOfA: shared.size === a ? everyTrace : own, isOfB: shared.size === b ? everyTrace : own }
}

function buildSide(
  connection: ReadConnection,
  wanted: SideSelection,
  tasks: ReadonlyMap<number, string> | undefined,
  isMeant: (trace: number) => boolean,
): SideBuilder['side'] {
  const builder = new SideBuilder()
  for (const trace of comparedTraces(connection, wanted)) {
    if (!isMeant(trace.id)) continue
    const task = tasks?.get(trace.id)
    builder.add(task === undefined ? trace : { ...trace, task })
  }
  for (const score of comparedScores(connection, wanted)) if (isMeant(score.trace)) builder.addScore(score)
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

function sayEmpty(a: number, b: number): string[] {
  if (a === 0 && b === 0) return ['Neither filter selects a trace.']
  return a > 0 && b > 0 ? [] : [`The filter of ${a === 0 ? 'a' : 'b'} selects no trace.`]
}

function sayShared(shared: number, a: number, b: number): string[] {
  if (shared === 0) return []
  const traces = formatPlural(shared, 'trace')
  if (shared === a && shared === b)
    return [`Both filters select the same ${traces}: there is nothing to compare.`]
  if (shared === b) return [`All ${traces} of b are of a as well: b is compared with the rest of a.`]
  if (shared === a) return [`All ${traces} of a are of b as well: the rest of b is compared with a.`]
  return [`${traces} that both filters select ${shared === 1 ? 'is' : 'are'} left out of both sides.`]
}

/** Scores of traces that are on both sides: whatever differs among them is a difference of the rulers. */
function refuseShared(
  connection: ReadConnection,
  wanted: SideSelection,
  shared: ReadonlySet<number>,
  { a, b }: { a: { traces: number }; b: { traces: number } },
): MethodOutput<'compare.run'>['refused'] {
  if (shared.size === 0 || (a.traces > 0 && b.traces > 0)) return []
  const { scores } = buildSide(connection, wanted, undefined, (id) => shared.has(id))
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
