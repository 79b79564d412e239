import { hash } from 'node:crypto'
import type { SourceReport } from '../../shared/model/import-report.ts'
import type { ImportTarget } from './import-target.ts'

/** One Set of V8 ends at 16.7 million entries. */
const SHARDS = 64

/**
 * Counts what an import would bring to an empty workspace and writes nothing. A span or score that was met before
 * counts as a duplicate, whether it is identical or not.
 */
export function createCountingTarget(): ImportTarget {
  const seen = Array.from({ length: SHARDS }, () => new Set<number>())
  /** True at the first call for a key. Keys are held as the first 52 bits of their hash, which fit a number. */
  const isNew = (...key: string[]): boolean => {
    const digest = hash('sha1', JSON.stringify(key), 'hex')
    const shard = seen[Number.parseInt(digest.slice(-4), 16) % SHARDS]
    const value = Number.parseInt(digest.slice(0, 13), 16)
    if (!shard || shard.has(value)) return false
    shard.add(value)
    return true
  }
  return {
    beginSource: ({ path, format }) => {
      const added = { traces: 0, spans: 0, scores: 0, duplicates: 0 }
      const enter = (traceId: string): void => {
        if (isNew('trace', traceId)) added.traces++
      }
      return {
        span: ({ traceId, spanId }) => {
          enter(traceId)
          if (isNew('span', traceId, spanId)) added.spans++
          else added.duplicates++
        },
        score: (score) => {
          enter(score.traceId)
          if (isNew('score', JSON.stringify(score))) added.scores++
          else added.duplicates++
        },
        alias: () => undefined,
        finish: (end): SourceReport => ({
          path,
          sha256: end.sha256,
          format: end.format === undefined ? format : end.format,
          bytes: end.bytes,
          traces: added.traces,
          spans: added.spans,
          scores: added.scores,
          read: end.read,
          accepted: end.accepted,
          rejected: end.rejected,
          skipped: end.skipped,
          duplicates: added.duplicates + (end.duplicates ?? 0),
          seconds: end.seconds,
          problems: end.problems,
        }),
      }
    },
    flush: () => undefined,
  }
}
