import type { SpanKind } from '../../../../shared/model/span.ts'

/** Types of observations. `SPAN` and `EVENT` say nothing of what was done. */
export const KINDS: ReadonlyMap<string, SpanKind> = new Map([
  ['GENERATION', 'llm'],
  ['AGENT', 'agent'],
  ['TOOL', 'tool'],
  ['CHAIN', 'chain'],
  ['RETRIEVER', 'retrieval'],
  ['EMBEDDING', 'embedding'],
  ['EVALUATOR', 'evaluator'],
  ['GUARDRAIL', 'guardrail'],
])

/** Members with a place of their own, in the camel case of downloads; blob exports write them in snake case. */
export const OBSERVATION_KNOWN: ReadonlySet<string> = new Set([
  'id',
  'traceId',
  'parentObservationId',
  'name',
  'startTime',
  'endTime',
  'input',
  'output',
  'metadata',
  'environment',
  'sessionId',
  'userId',
  'statusMessage',
  'scores',
])

export const TRACE_KNOWN: ReadonlySet<string> = new Set([
  'id',
  'name',
  'timestamp',
  'input',
  'output',
  'metadata',
  'environment',
  'sessionId',
  'userId',
  'observations',
  'scores',
  'latency',
  'htmlPath',
])

/** Columns of the batch exports that hold lists and are no scores. */
export const LIST_COLUMNS: ReadonlySet<string> = new Set([
  'tags',
  'traceTags',
  'comments',
  'toolCalls',
  'toolCallNames',
  'toolDefinitions',
  'corrections',
  'observations',
  'scores',
])

export const LANGFUSE_REASONS = {
  other: 'The record is no trace, observation or score of Langfuse.',
  noStart: 'The observation has no start time.',
  noTrace: 'The record names no trace.',
  session: 'A row of the sessions table: its traces stand in tables of their own.',
} as const

/** A member by its camel-case name, or by the snake-case one of blob exports. */
export function member(raw: { readonly [key: string]: unknown }, name: string): unknown {
  return raw[name] ?? raw[SNAKE.get(name) ?? snake(name)]
}

const SNAKE = new Map<string, string>([['model', 'provided_model_name']])

function snake(name: string): string {
  let known = SNAKE.get(name)
  if (known === undefined) {
    known = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    SNAKE.set(name, known)
  }
  return known
}

/** The camel-case name of a member. */
export function camel(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
