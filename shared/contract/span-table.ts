import { z } from 'zod'
import { SPAN_KINDS, SPAN_STATUSES } from '../model/span.ts'
import type { SpanRow } from './schemas.ts'

/** A column as JSON text: an item a span; `[]` where no span has one. */
const column = z.string()

/** The spans of one trace by column, in order of start; `kinds` and `statuses` are places in the lists of their words. */
export const spanTableSchema = z.object({
  spanIds: column,
  parents: column,
  kinds: column,
  statuses: column,
  names: column,
  starts: column,
  subNs: column,
  durations: column,
  tools: column,
  models: column,
  agents: column,
  tokens: column,
})

export type SpanTable = z.infer<typeof spanTableSchema>

/** The rows of a table, in its order. A word that many spans share is kept once. */
export function readSpanRows(table: SpanTable): SpanRow[] {
  const words = new Map<string, string>()
  const shared = (text: string): (string | null)[] => strings(text).map((word) => intern(words, word))
  const spanIds = strings(table.spanIds)
  const [parents, names, tools] = [strings(table.parents), shared(table.names), shared(table.tools)]
  const [models, agents] = [shared(table.models), shared(table.agents)]
  const [kinds, statuses, starts] = [numbers(table.kinds), numbers(table.statuses), numbers(table.starts)]
  const [subNs, durations, tokens] = [numbers(table.subNs), numbers(table.durations), numbers(table.tokens)]
  return spanIds.map((spanId, index) => ({
    spanId: spanId ?? '',
    parentSpanId: parents[index] ?? null,
    kind: SPAN_KINDS[kinds[index] ?? -1] ?? 'other',
    name: names[index] ?? '',
    startUs: starts[index] ?? 0,
    startSubNs: subNs[index] ?? 0,
    durationNs: durations[index] ?? null,
    status: SPAN_STATUSES[statuses[index] ?? -1] ?? 'unset',
    toolName: tools[index] ?? null,
    model: models[index] ?? null,
    agentName: agents[index] ?? null,
    tokens: tokens[index] ?? null,
  }))
}

function strings(text: string): (string | null)[] {
  return JSON.parse(text)
}

function numbers(text: string): (number | null)[] {
  return JSON.parse(text)
}

function intern(words: Map<string, string>, word: string | null): string | null {
  if (word === null) return null
  const known = words.get(word)
  if (known !== undefined) return known
  words.set(word, word)
  return word
}
