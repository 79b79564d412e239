import type { SpanKind } from '../../../../shared/model/span.ts'
import type { JsonObject } from '../../json-value.ts'

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
  'input',
  'output',
  'metadata',
  'environment',
  'sessionId',
  'userId',
  'observations',
  'scores',
  'corrections',
])

/** What a download says of its trace. Times are ISO text, `latency` is seconds. */
export const TRACE_MEMBERS: readonly string[] = [
  'id',
  'projectId',
  'name',
  'timestamp',
  'environment',
  'tags',
  'bookmarked',
  'release',
  'version',
  'userId',
  'sessionId',
  'public',
  'input',
  'output',
  'metadata',
  'createdAt',
  'updatedAt',
  'latency',
  'totalCost',
  'htmlPath',
]

/** Columns that hold a list of their own, or anything at all: a list there is no score. */
export const LIST_COLUMNS: ReadonlySet<string> = new Set([
  'input',
  'output',
  'metadata',
  'tags',
  'traceTags',
  'comments',
  'toolCalls',
  'toolCallNames',
  'toolDefinitions',
  'modelParameters',
  'usageDetails',
  'costDetails',
  'corrections',
  'observations',
  'scores',
])

export const LANGFUSE_REASONS = {
  other: 'The record is no trace, observation or score of Langfuse.',
  noStart: 'The observation has no start time.',
  noId: 'The record has no id, or names no trace.',
  noObservations: 'Something of a record could be read, but no observation.',
  noName: 'The score has no name.',
  session: 'A row of the sessions table: its traces stand in tables of their own.',
  ofSession: 'The score is of a session or of an experiment, not of a trace.',
} as const

/** A member by its camel-case name, or by the snake-case one of blob exports. */
export function member(raw: JsonObject, name: string): unknown {
  return raw[name] ?? raw[snake(name)]
}

const SNAKE = new Map<string, string>()
const CAMEL = new Map<string, string>()
/** Names of columns may be anybody's: a table of scores has one for each. */
const REMEMBERED_NAMES = 1000

function snake(name: string): string {
  return remembered(SNAKE, name, () => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
}

/** The camel-case name of a member. */
export function camel(name: string): string {
  if (!name.includes('_')) return name
  return remembered(CAMEL, name, () =>
    name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  )
}

function remembered(known: Map<string, string>, name: string, write: () => string): string {
  let written = known.get(name)
  if (written === undefined) {
    written = write()
    if (known.size < REMEMBERED_NAMES) known.set(name, written)
  }
  return written
}
