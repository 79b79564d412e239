import type { MethodOutput } from '../../shared/contract.ts'
import { FIRST_CLOCK_US } from '../../shared/model/clock.ts'
import { countStaleTraces, type Rule } from './analysis-writer.ts'
import type { ReadConnection } from './connection.ts'
import { readExcerpt } from './excerpt.ts'
import { segmentsOf } from './daily-rates.ts'

/** The part of `workspace.info` that the store knows. */
type WorkspaceCounts = Omit<MethodOutput<'workspace.info'>, 'name' | 'path' | 'appVersion' | 'host'>

type Counted = Omit<WorkspaceCounts, 'staleTraces' | 'sampleOnly' | 'segments' | 'excerpt'> & {
  ownImports: number
}

// Every number is read off an index that holds no more than it needs.
const COUNTS = `
  SELECT (SELECT count(*) FROM trace) AS traces,
    (SELECT ifnull(sum(span_count), 0) FROM trace) AS spans,
    (SELECT count(*) FROM score) AS scores,
    (SELECT ifnull(sum((SELECT count(*) FROM finding WHERE category = category.id AND current = 1)), 0) FROM category) AS findings,
    (SELECT count(*) FROM import WHERE state = 'done') AS imports,
    (SELECT count(*) FROM import WHERE state = 'done' AND is_sample = 0) AS ownImports,
    (SELECT count(*) FROM shift WHERE state = 'open') AS openShifts,
    ifnull((SELECT min(start_us) FROM trace WHERE start_us >= ${FIRST_CLOCK_US}), (SELECT min(start_us) FROM trace)) AS firstUs,
    (SELECT max(start_us) FROM trace) AS lastUs`

/** What is in a workspace, in numbers. */
export function workspaceQueries(connection: ReadConnection) {
  const { db } = connection
  return {
    /** `rules` are those of this version: a trace that others judged, or that changed since, is stale. */
    info(rules: readonly Rule[]): WorkspaceCounts {
      const { ownImports, ...counts } = db.prepare<[], Counted>(COUNTS).get() ?? NOTHING
      const excerpt = readExcerpt(connection)
      return {
        ...counts,
        // An excerpt keeps the verdicts that it came with.
        staleTraces: excerpt === null ? countStaleTraces(connection, rules) : 0,
        sampleOnly: counts.imports > 0 && ownImports === 0,
        segments: segmentsOf(db),
        excerpt,
      }
    },
  }
}

const NOTHING: Counted = {
  traces: 0,
  spans: 0,
  scores: 0,
  findings: 0,
  imports: 0,
  ownImports: 0,
  openShifts: 0,
  firstUs: null,
  lastUs: null,
}
