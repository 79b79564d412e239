import { hash } from 'node:crypto'
import type { ImportSink } from '../import/importer.ts'

/** Of a SHA-256: as much as a number holds exactly. */
const HASH_BITS = 52

/** What is said of a record that a sample leaves out. */
export const LEFT_OUT = 'It belongs to a session that the sample leaves out.'

/**
 * Whether a sample of `share` (0..1) keeps a session: the first 52 bits of the SHA-256 of its id, as a fraction, are
 * below the share. The same sessions each time and everywhere; a larger share keeps all that a smaller one does.
 */
export function keepsSession(sessionId: string, share: number): boolean {
  const digest = hash('sha256', sessionId.toWellFormed(), 'hex').slice(0, HASH_BITS / 4)
  return Number.parseInt(digest, 16) / 2 ** HASH_BITS < share
}

/** Which traces a sample keeps. */
export interface SessionSample {
  keeps(traceId: string): boolean
  /** A sink for a first reading, which learns the sessions; what it is given goes nowhere. */
  learn(drain: () => Promise<void>): ImportSink
}

const ignore = (): void => undefined

/**
 * A sample of sessions. Often only the root span names the session, and it comes last: so the sources are read once
 * to learn the session of every trace, from the first span that names one, and only then imported. A trace of no
 * named session stands for itself.
 */
export function createSessionSample(share: number): SessionSample {
  const kept = new Map<string, boolean>()
  return {
    keeps: (traceId) => kept.get(traceId) ?? keepsSession(traceId, share),
    learn: (drain) => ({
      span: ({ traceId, sessionId }) => {
        if (sessionId && !kept.has(traceId)) kept.set(traceId, keepsSession(sessionId, share))
      },
      score: ignore,
      alias: ignore,
      reject: ignore,
      skip: ignore,
      note: ignore,
      drain,
    }),
  }
}

/** Lets pass what the sample keeps; the rest is skipped with its reason. */
export function sampled(sink: ImportSink, sample: SessionSample): ImportSink {
  return {
    ...sink,
    span: (span, place) => {
      if (sample.keeps(span.traceId)) sink.span(span, place)
      else sink.skip(LEFT_OUT, place)
    },
    score: (score, place) => {
      if (sample.keeps(score.traceId)) sink.score(score, place)
      else sink.skip(LEFT_OUT, place)
    },
    alias: (traceId, alias) => {
      if (sample.keeps(traceId)) sink.alias(traceId, alias)
    },
  }
}
