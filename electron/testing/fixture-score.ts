import { emptyScore, EVALUATOR_KINDS, type Score } from '../../shared/model/score.ts'
import { readFields } from './fixture-line.ts'

/** A line of a fixture that is a score of its trace. */
export function isScore(line: string): boolean {
  return line.trimStart().startsWith('score ')
}

/** `score NAME value=0.5 label=good judge=gpt-4.1 by=llm span=s2 rubric=tone version=2`. */
export function readScore(line: string, traceId: string): Score {
  const { words, fields } = readFields(line)
  const field = (name: string): string | null => fields.find(({ key }) => key === name)?.value ?? null
  const value = field('value')
  return {
    ...emptyScore(traceId, words[1] ?? ''),
    spanId: field('span'),
    value: value === null ? null : Number(value),
    label: field('label'),
    explanation: field('explanation'),
    evaluatorKind: EVALUATOR_KINDS.find((kind) => kind === field('by')) ?? null,
    judge: field('judge'),
    rubric: field('rubric'),
    rubricVersion: field('version'),
  }
}
