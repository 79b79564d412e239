import type { ComparedScore, ComparedTrace } from '../drift/compare/compared-trace.ts'
import { compareSides, type CompareOptions } from '../drift/compare/compare-sides.ts'
import { SideBuilder } from '../drift/compare/side-builder.ts'

let next = 0

/** A trace of one session that fired (`f`), did not (`n`) or could not be judged (`-`) in each rule. */
export function trace(verdicts: string, fields: Partial<ComparedTrace> = {}): ComparedTrace {
  next += 1
  return {
    id: next,
    sessionKey: `session-${next}`,
    startUs: 1_772_442_000_000_000 + next * 3_600_000_000,
    agent: 'booking',
    rootName: 'run',
    model: 'gpt-4.1',
    durationNs: 1e9,
    isError: false,
    tokens: 100,
    costUsd: null,
    llmCalls: 1,
    spanCount: 3,
    syntheticTime: false,
    rules: ['timeout@1', 'refusal@1'],
    verdicts,
    ...fields,
  }
}

export function times(count: number, make: (index: number) => ComparedTrace): ComparedTrace[] {
  return Array.from({ length: count }, (_, index) => make(index))
}

/** `fired` of `all` sessions of an agent fire `timeout`. */
export function traffic(
  agent: string,
  fired: number,
  all: number,
  fields: Partial<ComparedTrace> = {},
): ComparedTrace[] {
  return times(all, (index) => trace(index < fired ? 'fn' : 'nn', { agent, ...fields }))
}

export const WHOLE: CompareOptions = { leaveOut: new Set(), tasks: null }
export const BY_TASK: CompareOptions = { leaveOut: new Set(), tasks: { attribute: 'task_id', asked: false } }

export function compare(
  a: ComparedTrace[],
  b: ComparedTrace[],
  options = WHOLE,
  scores: ComparedScore[] = [],
) {
  const [one, other] = [new SideBuilder(), new SideBuilder()]
  for (const each of a) one.add(each)
  for (const each of b) other.add(each)
  for (const score of scores) {
    one.addScore(score)
    other.addScore(score)
  }
  return compareSides(one.side, other.side, options)
}

export function timeout({ categories }: ReturnType<typeof compare>) {
  const found = categories.find(({ id }) => id === 'timeout')
  if (!found) throw new Error('timeout was not compared')
  return found
}

export function scoresOf(
  traces: readonly ComparedTrace[],
  name: string,
  value: (index: number) => number,
  fields = {},
) {
  return traces.map(({ id }, index) => ({
    trace: id,
    name,
    value: value(index),
    evaluatorKind: 'llm',
    judge: 'gpt-4o',
    rubric: 'helpful',
    rubricVersion: '1',
    ...fields,
  }))
}
