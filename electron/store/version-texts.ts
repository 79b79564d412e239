import { systemPromptOf } from '../../shared/model/version.ts'
import type { ReadConnection } from './connection.ts'
import { readBody } from './span-body.ts'

export interface VersionText {
  text: string
  example: { traceId: string; spanId: string; text: string } | null
}

const CALL = `
  SELECT trace.trace_id AS traceId, span.span_id AS spanId, block, at, length
  FROM found_version AS found CROSS JOIN version_use AS use ON use.version = found.id
  CROSS JOIN trace ON trace.id = use.trace
  CROSS JOIN span ON span.trace = use.trace AND span.span_id = use.span_id
  WHERE found.kind = 'prompt' AND found.template = ? LIMIT 1`

interface Call {
  traceId: string
  spanId: string
  block: number
  at: number
  length: number
}

/** The text of a version with a real example of it; null where no text is known. */
export function readVersionText(
  { db, contents }: ReadConnection,
  kind: 'prompt' | 'tools',
  agent: string,
  label: string,
): VersionText | null {
  const found = db
    .prepare<[string, string, string], { id: string; text: string }>(
      `SELECT id, text FROM version_seen JOIN version_text ON version_text.id = text_id
       WHERE kind = ? AND agent = ? AND label = ?`,
    )
    .get(kind, agent, label)
  if (found === undefined) return null
  if (kind === 'tools') return { text: toolText(found.text), example: null }
  const call = db.prepare<[string], Call>(CALL).get(found.id)
  if (call === undefined) return { text: found.text, example: null }
  const { traceId, spanId, block, at, length } = call
  const sent = systemPromptOf(readBody(contents, block, at, length).inputMessages())
  return { text: found.text, example: sent === null ? null : { traceId, spanId, text: sent } }
}

/** Tools that were called have no declarations: their names, one a line. */
function toolText(text: string): string {
  const { names, isCalled } = toolsOf(text)
  return isCalled ? names.join('\n') : text
}

/** The names in the text of a tool set. */
export function toolsOf(text: string): { names: string[]; isCalled: boolean } {
  const told: unknown = readJson(text)
  if (typeof told === 'object' && told !== null && 'called' in told && Array.isArray(told.called))
    return { names: told.called.map(String), isCalled: true }
  if (!Array.isArray(told)) return { names: [], isCalled: false }
  return { names: told.map((tool: { name?: unknown }) => String(tool.name)), isCalled: false }
}

/** Declarations that were cut are no JSON any more. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return Array.from(text.matchAll(/^ {2}"name": (".*"),?$/gm), ([, name]) => ({
      name: JSON.parse(name!) as string,
    }))
  }
}
