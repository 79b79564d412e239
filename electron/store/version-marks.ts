import type { Database } from 'better-sqlite3'
import type { Scope } from '../../shared/contract/schemas.ts'
import type { Mark } from '../../shared/contract/shifts.ts'
import { agentOfSegment } from '../../shared/model/segment.ts'
import { currentPolicy } from './policy-store.ts'

/** A chart holds no more marks than this that could be told apart; the versions with the most traces are kept. */
const MARKS = 100

const IN_FORCE = `
  SELECT marked AS date, kind, label, nullif(iif(owner = '', agent, owner), '') AS agent FROM (
    SELECT * FROM version_seen
    WHERE marked >= ? AND marked <= ?
      AND (? IS NULL OR iif(owner = '', agent, owner) = '' OR iif(owner = '', agent, owner) = ?)
    ORDER BY traces DESC LIMIT ${MARKS}
  ) ORDER BY date, kind, label`

/** Versions that came into force after the data began, by day; those of other agents than the segment's are left out. */
export function readMarks(db: Database, { from, to, segment }: Scope): Mark[] {
  const agent = segment === undefined ? null : agentOfSegment(segment, currentPolicy({ db }).segmenter)
  const marks = db
    .prepare<unknown[], Mark>(IN_FORCE)
    .all(from ?? '0000-01-01', to ?? '9999-12-31', agent, agent)
  const told = new Set(marks.filter(({ kind }) => kind !== 'answered').map(keyOf))
  // A model that answers from the day it is asked for is one change.
  return marks.filter((mark) => mark.kind !== 'answered' || !told.has(keyOf({ ...mark, kind: 'model' })))
}

function keyOf({ date, kind, agent }: Mark): string {
  return JSON.stringify([date, kind, agent])
}
