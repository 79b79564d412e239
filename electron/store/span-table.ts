import type { SpanTable } from '../../shared/contract/span-table.ts'
import type { ReadConnection } from './connection.ts'
import { prepared } from './prepared.ts'

// In order of start; what starts at once stays in the order of its source.
const SPANS = `
  SELECT span_id, parent_span_id, kind, status, name, start_us, start_sub_ns, duration_ns, tool_name,
    ifnull(model_answered, model_requested), agent_name,
    CASE WHEN input_tokens IS NULL AND output_tokens IS NULL THEN NULL
      ELSE ifnull(input_tokens, 0) + ifnull(output_tokens, 0) END
  FROM span WHERE trace = ? ORDER BY start_us, start_sub_ns, source, seq`

type Row = [
  spanId: string,
  parent: string | null,
  kind: number,
  status: number,
  name: string,
  startUs: number,
  subNs: number,
  duration: number | null,
  tool: string | null,
  model: string | null,
  agent: string | null,
  tokens: number | null,
]

/** Every span of a trace by column, never cut. */
export function readSpanColumns({ db }: ReadConnection, trace: number): SpanTable {
  const rows = prepared<[number], Row>(db, SPANS).raw().all(trace)
  const words = new Map<string, number>()
  const place = (word: string | null): number => {
    if (word === null) return -1
    let known = words.get(word)
    if (known === undefined) words.set(word, (known = words.size))
    return known
  }
  const placeOf = new Map(rows.map(([spanId], index) => [spanId, index]))
  const lost = new Map<string, number>()
  const parentOf = (id: string | null): number => {
    if (id === null) return -1
    const known = placeOf.get(id)
    if (known !== undefined) return known
    if (!lost.has(id)) lost.set(id, lost.size)
    return -2 - (lost.get(id) ?? 0)
  }
  const baseUs = rows[0]?.[5] ?? 0
  const subNs = rows.map((row) => row[6])
  return {
    spanIds: rows.map((row) => row[0]),
    parents: rows.map((row) => parentOf(row[1])),
    kinds: rows.map((row) => row[2]),
    statuses: rows.map((row) => row[3]),
    names: rows.map((row) => place(row[4])),
    baseUs,
    starts: rows.map((row) => row[5] - baseUs),
    subNs: subNs.some((ns) => ns !== 0) ? subNs : [],
    durations: rows.map((row) => row[7]),
    tools: rows.map((row) => place(row[8])),
    models: rows.map((row) => place(row[9])),
    agents: rows.map((row) => place(row[10])),
    tokens: rows.map((row) => row[11]),
    words: [...words.keys()],
    lost: [...lost.keys()],
  }
}
