import type { ReadConnection } from '../../store/connection.ts'
import { readExcerpt } from '../../store/excerpt.ts'
import {
  aliasesOf,
  type ExcerptSource,
  homeOf,
  sourcesOfTraces,
  spansOfSource,
  traceIdOf,
  tracesOfSource,
} from '../../store/excerpt-source.ts'
import { selectedTraces } from '../../store/selected-traces.ts'
import { readScores } from '../../store/trace-reader.ts'
import { countProblem, emptyTally, type SourceTally } from '../import-sink.ts'
import type { ImportTarget, SourceTarget } from '../import-target.ts'
import type { ImportResult } from '../results.ts'
import type { JobContext } from '../worker-context.ts'

type ImportedSource = ImportResult['sources'][number]

interface MergeOptions {
  /** How the file is called in the report. */
  path: string
  from: ReadConnection
  /** True for a trace that is in the workspace already. */
  isHere: (traceId: string) => boolean
  context: JobContext
}

const HERE_REASON =
  'The trace is in this workspace already; the excerpt is redacted, so what is here was left as it is.'
const DAMAGED_REASON = 'The span cannot be read: the workspace is damaged here.'

/**
 * Reads the traces of another workspace into an import, file by file as they were imported there. A redacted excerpt never
 * changes a trace that is here already; from a whole one equal spans count as duplicates, as with any other import.
 */
export function mergeTraces(target: ImportTarget, options: MergeOptions): ImportedSource[] {
  const { from, path } = options
  const traces = selectedTraces(from, '')
  const isRedacted = readExcerpt(from)?.redaction !== null && readExcerpt(from) !== null
  const sources = sourcesOfTraces(from, traces).map((source) =>
    mergeSource(target, source, tracesOfSource(from, traces, source.id), isRedacted, options),
  )
  if (sources.length > 0) return sources
  const nothing = {
    sha256: '',
    bytes: 0,
    read: 0,
    accepted: 0,
    rejected: 0,
    skipped: 0,
    seconds: 0,
    problems: [],
  }
  return [{ ...target.beginSource({ path, format: 'tidemark' }).finish(nothing), failed: false }]
}

function mergeSource(
  target: ImportTarget,
  { id, path: inner, format, sha256 }: ExcerptSource,
  traces: readonly number[],
  isRedacted: boolean,
  { path, from, isHere, context }: MergeOptions,
): ImportedSource {
  const started = performance.now()
  const tally = emptyTally()
  const writer = target.beginSource({ path: `${path}!${inner}`, format })
  for (const [index, trace] of traces.entries()) {
    context.checkCancelled()
    const traceId = traceIdOf(from, trace)
    if (isRedacted && isHere(traceId)) {
      tally.skipped += 1
      countProblem(tally, HERE_REASON, {})
    } else mergeTrace(from, { trace, traceId, source: id }, writer, tally)
    target.flush()
    context.progress({ detail: inner, fraction: (index + 1) / traces.length, recordsDone: tally.accepted })
  }
  const { accepted, rejected, skipped, problems } = tally
  const report = writer.finish({
    sha256,
    // Nothing of the file it came from was read here.
    bytes: 0,
    read: accepted + rejected + skipped,
    accepted,
    rejected,
    skipped,
    seconds: (performance.now() - started) / 1000,
    problems: [...problems.values()],
  })
  return { ...report, failed: false }
}

function mergeTrace(
  from: ReadConnection,
  { trace, traceId, source }: { trace: number; traceId: string; source: number },
  writer: SourceTarget,
  tally: SourceTally,
): void {
  try {
    for (const { span, place } of spansOfSource(from, { id: trace, traceId }, source)) {
      writer.span(span, place)
      tally.accepted += 1
    }
  } catch (error) {
    if (!isUnreadable(error)) throw error
    tally.rejected += 1
    countProblem(tally, DAMAGED_REASON, {})
  }
  if (homeOf(from, trace) !== source) return
  for (const score of readScores(from, trace)) {
    writer.score(score, {})
    tally.accepted += 1
  }
  for (const alias of aliasesOf(from, trace)) writer.alias(traceId, alias)
}

/** What decompressing and parsing say of bytes that somebody changed. */
function isUnreadable(error: unknown): boolean {
  if (error instanceof SyntaxError || error instanceof RangeError || error instanceof TypeError) return true
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ZSTD')
}
