import { redactScore, redactSpan } from '../../redaction/redact-span.ts'
import type { Redactor } from '../../redaction/redactor.ts'
import type { ReadConnection, WriteConnection } from '../../store/connection.ts'
import {
  aliasesOf,
  type ExcerptSource,
  homeOf,
  sourcesOfTraces,
  spansOfSource,
  traceIdOf,
  tracesOfSource,
} from '../../store/excerpt-source.ts'
import { beginImport, type ImportWriter } from '../../store/import-writer.ts'
import { readScores } from '../../store/trace-reader.ts'

/** Traces between two looks at whether to go on. */
const AT_ONCE = 50

interface CopyOptions {
  /** Called between traces; what it throws ends the copy. */
  progress?: (done: number, all: number) => void
}

/**
 * Writes traces with their spans and scores into another workspace, redacted, as imports and files of the same names.
 * Gives the number of spans. AppError `disk_full`; what `progress` throws.
 */
export function copyTraces(
  from: ReadConnection,
  to: WriteConnection,
  traces: readonly number[],
  redactor: Redactor,
  { progress }: CopyOptions,
): number {
  let spans = 0
  let done = 0
  const byLabel = Map.groupBy(sourcesOfTraces(from, traces), ({ label }) => label)
  for (const [label, sources] of byLabel) {
    const writer = beginImport(to, { label: redactor.redact(label) })
    for (const source of sources) {
      const copy = sourceCopier(from, writer, source, redactor)
      for (const trace of tracesOfSource(from, traces, source.id)) {
        spans += copy.trace(trace)
        writer.flush()
        done += 1
        if (done % AT_ONCE !== 0) continue
        progress?.(Math.min(done, traces.length), traces.length)
      }
      copy.finish()
    }
    writer.commit()
  }
  return spans
}

function sourceCopier(
  from: ReadConnection,
  writer: ImportWriter,
  { id, path, format, sha256, bytes }: ExcerptSource,
  redactor: Redactor,
) {
  const source = writer.beginSource({ path: redactor.redact(path, 'paths'), format })
  const started = performance.now()
  let records = 0
  return {
    /** Gives the number of its spans. */
    trace: (trace: number): number => {
      const traceId = traceIdOf(from, trace)
      let spans = 0
      for (const { span, place } of spansOfSource(from, { id: trace, traceId }, id)) {
        source.span(redactSpan(span, redactor), place)
        spans += 1
      }
      records += spans
      if (homeOf(from, trace) === id) {
        for (const score of readScores(from, trace)) {
          source.score(redactScore(score, redactor))
          records += 1
        }
        for (const alias of aliasesOf(from, trace))
          source.alias(redactor.redact(traceId), redactor.redact(alias))
      }
      return spans
    },
    finish: () =>
      source.finish({
        sha256,
        bytes,
        read: records,
        accepted: records,
        rejected: 0,
        skipped: 0,
        seconds: (performance.now() - started) / 1000,
        problems: [],
      }),
  }
}
