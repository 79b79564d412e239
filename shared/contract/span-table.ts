import { z } from 'zod'
import { SPAN_KINDS, SPAN_STATUSES } from '../model/span.ts'
import type { SpanRow } from './schemas.ts'

const numbers = z.array(z.number())

/**
 * The spans of one trace by column, in order of start: 100,000 of them are a third of what rows would be, and are read
 * in a third of the time. Words that many spans share stand once in `words`; a column of them holds places in it, -1
 * for none.
 */
export const spanTableSchema = z.object({
  words: z.array(z.string()),
  spanIds: z.array(z.string()),
  /** Place of the parent among the spans; -1 for none, -2 - n where it is `lost[n]`, which the trace does not hold. */
  parents: numbers,
  lost: z.array(z.string()),
  kinds: numbers,
  statuses: numbers,
  names: numbers,
  tools: numbers,
  models: numbers,
  agents: numbers,
  /** Microseconds after `baseUs`. */
  baseUs: z.number(),
  starts: numbers,
  /** Empty where every one is 0. */
  subNs: numbers,
  durations: z.array(z.number().nullable()),
  tokens: z.array(z.number().nullable()),
})

export type SpanTable = z.infer<typeof spanTableSchema>

/** The rows of a table, in its order. */
export function readSpanTable(table: SpanTable): SpanRow[] {
  const { words, spanIds, parents, lost } = table
  const word = (place: number | undefined) => (place === undefined ? null : (words[place] ?? null))
  return spanIds.map((spanId, index) => {
    const parent = parents[index] ?? -1
    return {
      spanId,
      parentSpanId: (parent >= 0 ? spanIds[parent] : lost[-2 - parent]) ?? null,
      kind: SPAN_KINDS[table.kinds[index] ?? -1] ?? 'other',
      name: word(table.names[index]) ?? '',
      startUs: table.baseUs + (table.starts[index] ?? 0),
      startSubNs: table.subNs[index] ?? 0,
      durationNs: table.durations[index] ?? null,
      status: SPAN_STATUSES[table.statuses[index] ?? -1] ?? 'unset',
      toolName: word(table.tools[index]),
      model: word(table.models[index]),
      agentName: word(table.agents[index]),
      tokens: table.tokens[index] ?? null,
    }
  })
}
