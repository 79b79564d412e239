import type { TraceRow } from '../../../shared/contract/schemas.ts'
import type { FindingRow } from '../../../shared/contract/schemas.ts'
import type { Turn } from '../../../shared/contract/traces.ts'
import { formatDuration, formatPlural, formatTime } from '../../../shared/format.ts'
import type { Block, ConversationBlock } from '../../../shared/model/report-document.ts'
import type { Annotation } from '../../../shared/model/annotation.ts'
import { note } from '../block-makers.ts'
import { noteBlocks } from './notes.ts'

export interface TraceData {
  trace: TraceRow
  turns: readonly Turn[]
  findings: readonly FindingRow[]
  /** Why it is here: `fails` or `stands beside it`; null where it was picked by hand. */
  role: string | null
  /** What people wrote on it and on its spans. */
  notes: readonly Annotation[]
}

const MOST_TURNS = 80
const MOST_CHARACTERS = 4000

/** A trace to be read: what was said, the tools that were called, and where something was found. */
export function traceBlocks(traces: readonly TraceData[], nameOf: (category: string) => string): Block[] {
  if (traces.length === 0) return [note('No trace was picked.')]
  return traces.flatMap((data) => [
    conversation(data, nameOf),
    ...noteBlocks(`Notes on ${data.trace.name || data.trace.traceId}`, data.notes),
  ])
}

function conversation(
  { trace, turns, findings, role }: TraceData,
  nameOf: (category: string) => string,
): ConversationBlock {
  const found = Map.groupBy(findings, ({ spanId }) => spanId)
  const shown = shownTurns(turns, found)
  // Named at the last turn of its span: that is where the outcome stands.
  const last = new Map(shown.map(({ spanId }, index) => [spanId, index]))
  return {
    kind: 'conversation',
    traceId: trace.traceId,
    title: titleOf(trace, role, nameOf),
    turns: shown.map((turn, index) => ({
      kind: turn.kind,
      role: turn.role,
      name: turn.name,
      model: turn.model,
      text: turn.text.text.slice(0, MOST_CHARACTERS).toWellFormed(),
      left: Math.max(0, turn.text.length - MOST_CHARACTERS),
      spanId: turn.spanId,
      status: turn.status,
      durationNs: turn.durationNs,
      findings:
        last.get(turn.spanId) === index
          ? [...new Set((found.get(turn.spanId) ?? []).map(({ category }) => nameOf(category)))]
          : [],
    })),
    left: turns.length - shown.length,
  }
}

/** The beginning, the end, and the steps around what was found. */
function shownTurns(turns: readonly Turn[], found: ReadonlyMap<string, unknown>): Turn[] {
  if (turns.length <= MOST_TURNS) return [...turns]
  const places = turns.flatMap(({ spanId }, index) => (found.has(spanId) ? [index] : []))
  const distance = (index: number): number =>
    Math.min(index, turns.length - 1 - index, ...places.map((place) => Math.abs(place - index)))
  const nearest = turns.map((_turn, index) => index).toSorted((a, b) => distance(a) - distance(b) || a - b)
  const kept = new Set(nearest.slice(0, MOST_TURNS))
  return turns.filter((_turn, index) => kept.has(index))
}

function titleOf(
  { name, traceId, startUs, durationNs, categories, spanCount }: TraceRow,
  role: string | null,
  nameOf: (category: string) => string,
): string {
  const found = categories.length === 0 ? 'nothing found' : categories.map(nameOf).join(', ')
  const parts = [
    `${name} · ${formatTime(startUs)}`,
    formatPlural(spanCount, 'span'),
    formatDuration(durationNs),
    found,
    traceId,
  ]
  return `${role === null ? '' : `${role}: `}${parts.join(' · ')}`
}
