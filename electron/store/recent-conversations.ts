import type { Database } from 'better-sqlite3'
import type { Turn } from '../../shared/contract/traces.ts'
import type { ReadConnection } from './connection.ts'
import { readConversation } from './conversation.ts'
import { readTrace } from './trace-reader.ts'

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
  const turns = readConversation(readTrace(connection, trace))
  last.set(db, { trace, revision, turns })
  return turns
}
