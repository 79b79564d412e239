/** Members of a call that have a place of their own. Source: CallSchema in weave/trace_server/trace_server_interface.py. */
export const KNOWN: ReadonlySet<string> = new Set([
  'id',
  'trace_id',
  'parent_id',
  'started_at',
  'ended_at',
  'display_name',
  'exception',
  'inputs',
  'output',
  'attributes',
  'summary',
])

export const WEAVE_REASONS = {
  other: 'The record is neither a call nor feedback of Weave.',
  noId: 'The call has no id.',
  noStart: 'The call has no start time.',
  noCall: 'The feedback names no call.',
} as const

/** The parts of a reference: `weave:///<entity>/<project>/<op|call|object>/<name or id>[:<digest>]`. */
export interface WeaveRef {
  type: string
  name: string
  digest: string | null
}

const REF = /^weave:\/\/\/[^/]{1,200}\/[^/]{1,200}\/(op|call|object)\/([^:/]{1,400})(?::([\w*]{1,100}))?/

export function readRef(value: unknown): WeaveRef | null {
  const match = typeof value === 'string' ? REF.exec(value) : null
  if (!match) return null
  const [, type = '', name = '', digest] = match
  return { type, name, digest: digest ?? null }
}
