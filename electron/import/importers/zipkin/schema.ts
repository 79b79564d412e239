/** Members of a span that have a place of their own. Times are microseconds; ids hex text. */
export const KNOWN: ReadonlySet<string> = new Set([
  'traceId',
  'id',
  'parentId',
  'name',
  'kind',
  'timestamp',
  'duration',
  'localEndpoint',
  'tags',
  'annotations',
  'binaryAnnotations',
])

/** OpenTelemetry's number of each kind; a span without one is internal. */
export const OTEL_KINDS: ReadonlyMap<unknown, number> = new Map([
  ['SERVER', 2],
  ['CLIENT', 3],
  ['PRODUCER', 4],
  ['CONSUMER', 5],
])

/** Core annotations of version 1 that tell whose span it is. */
export const CORE_ANNOTATIONS: ReadonlyMap<unknown, string> = new Map([
  ['cs', 'CLIENT'],
  ['cr', 'CLIENT'],
  ['sr', 'SERVER'],
  ['ss', 'SERVER'],
  ['ms', 'PRODUCER'],
  ['mr', 'CONSUMER'],
])

export const ZIPKIN_REASONS = {
  other: 'The record is no Zipkin span.',
  noIds: 'The span has no traceId and id.',
  noTime: 'Neither the span nor another of its trace has a time.',
  borrowedTime: 'The span has no time; it stands at the start of its trace.',
} as const
