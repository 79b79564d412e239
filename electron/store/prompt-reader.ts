import { systemPromptOf } from '../../shared/model/version.ts'
import type { ReadConnection } from './connection.ts'
import { readBody } from './span-body.ts'

/** A system prompt that was sent, with the agent that sent it most. */
export interface StoredPrompt {
  id: number
  /** Decides the order among prompts: no import does. */
  key: string
  agent: string
  traces: number
  /** Null where no trace of it has a clock. */
  firstUs: number | null
  lastUs: number | null
  template: string | null
}

/** Whose call it was: the agent named there, else the one of the trace. */
const AGENT = "iif(use.agent <> '', use.agent, ifnull(trace.agent, ''))"

const PROMPTS = `
  SELECT found.id, found.key || ' ' || found.recorded AS key, ${AGENT} AS agent, count(*) AS traces,
    min(iif(synthetic_time, NULL, start_us)) AS firstUs, max(iif(synthetic_time, NULL, start_us)) AS lastUs, found.template
  FROM found_version AS found CROSS JOIN version_use AS use ON use.version = found.id
  CROSS JOIN trace ON trace.id = use.trace
  WHERE found.kind = 'prompt' AND found.key <> ''
  GROUP BY found.id, ${AGENT} ORDER BY found.id, traces DESC, ${AGENT}`

/** Every system prompt once. Nothing may be written on the connection meanwhile. */
export function* storedPrompts({ db }: ReadConnection): Generator<StoredPrompt> {
  let open: StoredPrompt | null = null
  for (const row of db.prepare<[], StoredPrompt>(PROMPTS).iterate()) {
    if (open !== null && open.id === row.id) {
      open.traces += row.traces
      open.firstUs = least(Math.min, open.firstUs, row.firstUs)
      open.lastUs = least(Math.max, open.lastUs, row.lastUs)
      continue
    }
    if (open !== null) yield open
    open = row
  }
  if (open !== null) yield open
}

function least(pick: (a: number, b: number) => number, a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : pick(a, b)
}

/** Traces of a prompt by moment: `[microseconds since 1970, traces]`, cut to `stepUs`; those without a clock are at 0. */
export function promptCourse({ db }: ReadConnection, id: number, stepUs: number): [number, number][] {
  return db
    .prepare<unknown[], [number, number]>(
      `SELECT iif(synthetic_time, 0, start_us / :stepUs * :stepUs) AS at, count(*) FROM version_use
       CROSS JOIN trace ON trace.id = version_use.trace WHERE version = :id GROUP BY at`,
    )
    .raw()
    .all({ id, stepUs })
}

const CALL = `
  SELECT block, at, length FROM version_use CROSS JOIN span ON span.trace = version_use.trace AND span.span_id = version_use.span_id
  WHERE version = ? LIMIT 1`

/** Reads the text of a system prompt as some call sent it; null where no such call is there any more. */
export function promptReader({ db, contents }: ReadConnection): (id: number) => string | null {
  const find = db.prepare<[number], { block: number; at: number; length: number }>(CALL)
  return (id) => {
    const place = find.get(id)
    if (place === undefined) return null
    return systemPromptOf(readBody(contents, place.block, place.at, place.length).inputMessages())
  }
}
