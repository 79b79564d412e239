import type { Database } from 'better-sqlite3'
import type { Scope } from '../../shared/contract/schemas.ts'
import { OTHER_SEGMENT, segmentOf } from '../../shared/model/segment.ts'
import { segmentsOf } from './daily-rates.ts'
import { type SqlPart, sqlPart } from './sql-part.ts'

/** Microseconds of a day. */
export const DAY_US = 86_400_000_000

/** Conditions on `trace` for the days and the segment that hold for every view. */
export function scopeConditions(db: Database, { from, to, segment }: Scope): SqlPart[] {
  const parts: SqlPart[] = []
  if (from !== undefined) parts.push(sqlPart('trace.start_us >= ?', dayUs(from)))
  if (to !== undefined) parts.push(sqlPart('trace.start_us < ?', dayUs(to) + DAY_US))
  if (segment !== undefined) parts.push(segmentCondition(db, segment))
  return parts
}

function dayUs(date: string): number {
  return Date.parse(`${date}T00:00Z`) * 1000
}

interface Group {
  agent: string | null
  name: string
  model: string | null
}

// Control characters no name holds: between the parts of a group, and for a part that is not there.
const BETWEEN = '\u001f'
const NONE = '\u001e'

/** A segment is a function of agent, name and model: the combinations that make it are listed. */
function segmentCondition(db: Database, segment: string): SqlPart {
  const groups = groupsBySegment(db).get(segment) ?? []
  const listed = groups.map(({ agent, name, model }) => [agent ?? NONE, name, model ?? NONE].join(BETWEEN))
  return sqlPart(
    `ifnull(trace.agent, char(30)) || char(31) || trace.name || char(31) || ifnull(trace.model, char(30))
      IN (SELECT value FROM json_each(?))`,
    JSON.stringify(listed),
  )
}

const known = new WeakMap<Database, { version: unknown; groups: Map<string, Group[]> }>()

/** Combinations by the segment they make; read again when another connection has written. */
function groupsBySegment(db: Database): Map<string, Group[]> {
  const version = db.pragma('data_version', { simple: true })
  const before = known.get(db)
  if (before && before.version === version) return before.groups
  const rows = db.prepare<[], Group>('SELECT DISTINCT agent, name, model FROM trace').all()
  const counted = new Set(segmentsOf(db))
  const pools = counted.has(OTHER_SEGMENT)
  const groups = Map.groupBy(rows, ({ agent, name, model }) => {
    const segment = segmentOf({ agent, rootName: name, model })
    return pools && !counted.has(segment) ? OTHER_SEGMENT : segment
  })
  known.set(db, { version, groups })
  return groups
}
