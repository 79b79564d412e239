import type { Database } from 'better-sqlite3'
import type { TraceRow } from '../../shared/contract/schemas.ts'
import { STANDING } from './annotation-store.ts'
import { LABEL_WORDS } from './label-queries.ts'
import { SPAN_STATUSES } from '../../shared/model/span.ts'

type Stored = Omit<TraceRow, 'status' | 'syntheticTime' | 'categories' | 'labels' | 'notes'> & {
  id: number
  status: number
  syntheticTime: number
}

const ROWS = `
  SELECT trace.id, trace.trace_id AS traceId, session_id AS sessionId, import.label AS importLabel,
    ifnull(source.format, '') AS format, trace.name, agent, environment, user_id AS userId, start_us AS startUs,
    duration_ns AS durationNs, status, span_count AS spanCount, llm_calls AS llmCalls, tool_calls AS toolCalls,
    input_tokens AS inputTokens, output_tokens AS outputTokens, cost_usd AS costUsd, model, provider,
    prompt_version AS promptVersion, input_preview AS inputPreview, output_preview AS outputPreview,
    synthetic_time AS syntheticTime
  FROM json_each(?) AS wanted
  CROSS JOIN trace ON trace.id = wanted.value
  JOIN source ON source.id = trace.source
  JOIN import ON import.id = trace.import`

const CATEGORIES = `
  SELECT DISTINCT finding.trace, category.name, finding.class
  FROM json_each(?) AS wanted
  CROSS JOIN finding ON finding.trace = wanted.value AND finding.current = 1
  JOIN category ON category.id = finding.category`

const ANNOTATIONS = `
  SELECT trace.id AS trace, ${LABEL_WORDS} AS label, annotation.text <> '' AS isNote
  FROM json_each(?) AS wanted
  CROSS JOIN trace ON trace.id = wanted.value
  CROSS JOIN annotation INDEXED BY annotation_subject
    ON annotation.subject = trace.trace_id AND annotation.target IN ('trace', 'span')
  WHERE ${STANDING} ORDER BY annotation.at_us`

/** The rows of the trace list for internal ids, in their order. */
export function readTraceRows(db: Database, ids: readonly number[]): TraceRow[] {
  if (ids.length === 0) return []
  const wanted = JSON.stringify(ids)
  const categories = readCategories(db, wanted)
  const annotated = readAnnotated(db, wanted)
  const rows = new Map<number, TraceRow>()
  for (const { id, ...row } of db.prepare<[string], Stored>(ROWS).all(wanted)) {
    rows.set(id, {
      ...row,
      status: SPAN_STATUSES[row.status] ?? 'unset',
      syntheticTime: row.syntheticTime === 1,
      categories: categories.get(id) ?? [],
      labels: [...new Set(annotated.get(id)?.flatMap(({ label }) => label ?? []))],
      notes: annotated.get(id)?.filter(({ isNote }) => isNote === 1).length ?? 0,
    })
  }
  return ids.flatMap((id) => rows.get(id) ?? [])
}

/** Names of the categories found in each trace: failures, then signals, then governance. */
function readCategories(db: Database, wanted: string): Map<number, string[]> {
  const found = Map.groupBy(
    db.prepare<[string], { trace: number; name: string; class: string }>(CATEGORIES).all(wanted),
    (row) => row.trace,
  )
  return new Map(
    [...found].map(([trace, rows]) => {
      const sorted = rows.toSorted(
        (a, b) => 'FSG'.indexOf(a.class) - 'FSG'.indexOf(b.class) || (a.name < b.name ? -1 : 1),
      )
      return [trace, [...new Set(sorted.map((row) => row.name))]]
    }),
  )
}

interface Annotated {
  trace: number
  label: string | null
  isNote: number
}

function readAnnotated(db: Database, wanted: string): Map<number, Annotated[]> {
  return Map.groupBy(db.prepare<[string], Annotated>(ANNOTATIONS).all(wanted), ({ trace }) => trace)
}
