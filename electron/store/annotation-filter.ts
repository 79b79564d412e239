import type { TextPattern } from '../../shared/filter/filter-node.ts'
import { STANDING } from './annotation-store.ts'
import { LABEL_WORDS } from './label-queries.ts'
import { containText, matchText } from './match-text.ts'
import { type SqlPart, sqlPart } from './sql-part.ts'

interface Annotated {
  /** A condition on a row of `trace`. */
  condition: SqlPart
  seed: SqlPart[]
}

/** Traces that people gave a label, themselves or one of their spans. */
export function labelledTraces(pattern: TextPattern): Annotated {
  const words = matchText(LABEL_WORDS, pattern)
  return annotated(sqlPart(`annotation.label IS NOT NULL AND ${words.sql}`, ...words.values))
}

/** Traces with a note that holds a text, at themselves or at one of their spans; `*` for any note. */
export function notedTraces(pattern: TextPattern): Annotated {
  const words = containText('annotation.text', pattern)
  return annotated(sqlPart(`annotation.text <> '' AND ${words.sql}`, ...words.values))
}

function annotated(test: SqlPart): Annotated {
  const where = `annotation.target IN ('trace', 'span') AND ${test.sql} AND ${STANDING}`
  return {
    condition: sqlPart(
      `EXISTS (SELECT 1 FROM annotation INDEXED BY annotation_subject
        WHERE annotation.subject = trace.trace_id AND ${where})`,
      ...test.values,
    ),
    seed: [
      sqlPart(
        `SELECT trace.id AS trace FROM annotation CROSS JOIN trace ON trace.trace_id = annotation.subject WHERE ${where}`,
        ...test.values,
      ),
    ],
  }
}
