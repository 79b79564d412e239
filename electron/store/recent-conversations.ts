import type { Database } from 'better-sqlite3'
import type { Turn } from '../../shared/contract/traces.ts'
import type { ReadConnection } from './connection.ts'
import { readConversation } from './conversation.ts'
import { BODY_FACTS } from './span-body.ts'
import { readTrace } from './trace-reader.ts'
import { SPAN_KINDS } from '../../shared/model/span.ts'

/** The last conversation of each connection: it is asked for in parts. */
const last = new WeakMap<Database, { trace: number; revision: number; turns: Turn[] }>()

/** A trace as a conversation; told anew only where it has changed since it was last asked for. AppError `not_found`. */
export function conversationOf(connection: ReadConnection, trace: number): Turn[] {
  const { db } = connection
  const revision =
    db.prepare<[number], { revision: number }>('SELECT revision FROM trace WHERE id = ?').get(trace)
      ?.revision ?? 0
  const known = last.get(db)
  if (known && known.trace === trace && known.revision === revision) return known.turns
  const turns = saysAnything(connection, trace) ? readConversation(readTrace(connection, trace)) : []
  last.set(db, { trace, revision, turns })
  return turns
}

const SAYING = `
  SELECT 1 AS found FROM span
  WHERE trace = ? AND (facts & ${BODY_FACTS.input | BODY_FACTS.output} OR kind = ${SPAN_KINDS.indexOf('llm')}) LIMIT 1`

/** A trace of plain services may have 100,000 spans; none of their bodies needs to be read to know it says nothing. */
function saysAnything({ db }: ReadConnection, trace: number): boolean {
  return db.prepare<[number], { found: number }>(SAYING).get(trace) !== undefined
}
