import type { MethodOutput } from '../../shared/contract.ts'
import type { ReadConnection } from '../store/connection.ts'
import { passingLike, plainTrace, type PlainTrace } from '../store/shift-detail-queries.ts'
import { requireTrace } from '../store/trace-reader.ts'
import { readWatchRecord } from '../store/watch-record.ts'

/** Traces among which the most similar ones are looked for, and how many are told. */
const CANDIDATES = 400
const TOLD = 5

/** Traces to lay beside this one: of its agent and name, without a failure. AppError `not_found`. */
export function similarTraces(connection: ReadConnection, traceId: string): MethodOutput<'trace.similar'> {
  const trace = requireTrace(connection, traceId)
  const own = plainTrace(connection, trace)
  const { baseline } = readWatchRecord(connection)
  const window = baseline && { from: baseline.from, to: baseline.to }
  const inBaseline = window === null ? [] : passingLike(connection, trace, window, CANDIDATES)
  const candidates = inBaseline.length > 0 ? inBaseline : passingLike(connection, trace, {}, CANDIDATES)
  return {
    traces: bySimilarity(own?.inputPreview ?? null, candidates).slice(0, TOLD),
    baseline: inBaseline.length > 0 ? window : null,
  }
}

/** Traces by how many words their input shares with this one (Jaccard); the newest first where nothing is shared. */
export function bySimilarity(input: string | null, candidates: readonly PlainTrace[]): PlainTrace[] {
  const own = wordsOf(input)
  return candidates
    .map((trace) => {
      const other = wordsOf(trace.inputPreview)
      const shared = [...own].filter((word) => other.has(word)).length
      return { trace, likeness: shared / Math.max(1, own.size + other.size - shared) }
    })
    .toSorted((a, b) => b.likeness - a.likeness)
    .map(({ trace }) => trace)
}

function wordsOf(text: string | null): Set<string> {
  return new Set(text?.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
}
