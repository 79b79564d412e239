import type { SpanKind } from '../../../../shared/model/span.ts'

/** Members of a row that have a place of their own. Source: HeliconeRequest in Helicone's packages/llm-mapper/types.ts. */
export const KNOWN: ReadonlySet<string> = new Set([
  'request_id',
  'request_created_at',
  'response_created_at',
  'request_body',
  'response_body',
  'request_properties',
  'properties',
  'response_status',
  'scores',
])

/** Properties that applications set by the headers `Helicone-Session-Id` and so on. */
export const SESSION_ID = 'Helicone-Session-Id'
export const SESSION_PATH = 'Helicone-Session-Path'
export const SESSION_NAME = 'Helicone-Session-Name'
export const PROMPT_ID = 'Helicone-Prompt-Id'

export const LOGGED_TYPE = '_type'

/** What applications log beside model calls, by `_type` of the request. Source: docs.helicone.ai, logger SDK. */
export const LOGGED: ReadonlyMap<unknown, SpanKind> = new Map<string, SpanKind>([
  ['tool', 'tool'],
  ['vector_db', 'retrieval'],
  ['data', 'chain'],
])

export const HELICONE_REASONS = {
  other: 'The record is no request of Helicone.',
  noId: 'The request has no id.',
  noStart: 'The request does not say when it was made.',
} as const
