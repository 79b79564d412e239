/** Kinds of lines (`type`) that are no part of the conversation. */
export const NOISE: ReadonlySet<string> = new Set([
  'progress',
  'file-history-snapshot',
  'queue-operation',
  'summary',
  'system',
])

/** Members of a line that have a place of their own; the others are kept beside what was said. */
export const LINE_KNOWN: ReadonlySet<string> = new Set([
  'type',
  'message',
  'timestamp',
  'sessionId',
  'agentId',
  'isSidechain',
  'toolUseResult',
  'parentUuid',
  'uuid',
])

export const SESSION_REASONS = {
  noise: 'Progress and bookkeeping of the session, no part of the conversation.',
  other: 'The line is of a kind that is not known.',
  noSession: 'The line names no session.',
  noMessage: 'The line should hold a message and holds none.',
  copied: 'The answer was copied from a session that is part of this import; it is counted there.',
} as const
