import type { SpanKind } from '../../shared/model/span.ts'
import styles from './kind-glyph.module.css'

const KINDS: Record<SpanKind, { letter: string; color: string; name: string }> = {
  agent: { letter: 'A', color: 'var(--c2)', name: 'agent' },
  llm: { letter: 'M', color: 'var(--c4)', name: 'model call' },
  tool: { letter: 'T', color: 'var(--c5)', name: 'tool call' },
  retrieval: { letter: 'R', color: 'var(--c3)', name: 'retrieval' },
  embedding: { letter: 'E', color: 'var(--c7)', name: 'embedding' },
  reranker: { letter: 'K', color: 'var(--c8)', name: 'reranker' },
  guardrail: { letter: 'G', color: 'var(--c6)', name: 'guardrail' },
  evaluator: { letter: 'V', color: 'var(--c6)', name: 'evaluator' },
  chain: { letter: 'C', color: 'var(--ink3)', name: 'chain' },
  other: { letter: 'S', color: 'var(--ink3)', name: 'span' },
}

/** The colour of a span kind as a CSS value, for its bar. */
export function kindColor(kind: SpanKind): string {
  return KINDS[kind].color
}

/** The letter that tells a span's kind. */
export function KindGlyph({ kind }: { kind: SpanKind }) {
  const { letter, color, name } = KINDS[kind]
  return (
    <span className={styles.glyph} style={{ background: color }} role="img" aria-label={name} title={name}>
      {letter}
    </span>
  )
}
