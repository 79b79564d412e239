import { z } from 'zod'
import { wilson } from '../../shared/chart/rate.ts'
import type { MethodOutput } from '../../shared/contract.ts'
import type { Agreement } from '../../shared/contract/annotations.ts'
import { DEFAULT_LABEL_KEYS } from '../../shared/model/annotation.ts'
import { STANDING } from './annotation-store.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { readSetting, writeSetting } from './settings.ts'

const KEYS = 'label_keys'

/** A standing label in the words of filters and files: `bad`, `not bad`. */
export const LABEL_WORDS = "iif(annotation.holds = 1, annotation.label, 'not ' || annotation.label)"

/** Every label that stands with the number of its traces, the most used first, and the labels on the keys 1 to 9. */
export function readLabels(connection: ReadConnection): MethodOutput<'annotations.labels'> {
  const labels = connection.db
    .prepare<[], { label: string; traces: number }>(
      `SELECT ${LABEL_WORDS} AS label, count(DISTINCT iif(target IN ('trace', 'span'), subject, NULL)) AS traces
       FROM annotation WHERE annotation.label IS NOT NULL AND ${STANDING}
       GROUP BY 1 ORDER BY traces DESC, 1`,
    )
    .all()
  return { labels, keys: readKeys(connection) }
}

function readKeys(connection: ReadConnection): string[] {
  const text = readSetting(connection, KEYS)
  return text === null ? [...DEFAULT_LABEL_KEYS] : z.array(z.string()).parse(JSON.parse(text))
}

/** Puts labels on the keys 1 to 9; one that is named twice keeps its first key. */
export function writeLabelKeys(connection: WriteConnection, labels: readonly string[]): void {
  writeSetting(connection, KEYS, JSON.stringify([...new Set(labels)]))
}

/**
 * Labels that are the id of a category, held against what the category found. On one span, or on the trace as a whole,
 * people can say yes, no, or both; a trace is rightly counted where any place of it was said to be right.
 */
const AGREEMENT = `
  WITH said AS (
    SELECT label, subject, span_id, max(holds) AS yes, min(holds) = 0 AS no
    FROM annotation
    WHERE label IN (SELECT name FROM category) AND target IN ('trace', 'span') AND ${STANDING}
    GROUP BY label, subject, span_id
  ),
  judged AS (
    SELECT label, subject, max(yes AND NOT no) AS yes, max(yes AND no) AS clash FROM said GROUP BY label, subject
  ),
  held AS (
    SELECT judged.*, EXISTS (
      SELECT 1 FROM finding INDEXED BY finding_trace JOIN category ON category.id = finding.category
      WHERE finding.trace = trace.id AND finding.current = 1 AND category.name = judged.label
    ) AS fired
    FROM judged CROSS JOIN trace ON trace.trace_id = judged.subject
  )
  SELECT label AS category, sum(fired AND yes) AS right, sum(fired AND NOT yes AND NOT clash) AS wrong,
    sum(clash AND NOT yes) AS clashing, sum(yes AND NOT fired) AS missed
  FROM held GROUP BY label ORDER BY label`

/** Precision of each labelled category by people's own labels, with Wilson's interval; the unit is the trace. */
export function readAgreement({ db }: ReadConnection): Agreement[] {
  const rows = db
    .prepare<[], Pick<Agreement, 'category' | 'right' | 'wrong' | 'clashing' | 'missed'>>(AGREEMENT)
    .all()
  return rows.map(({ category, right, wrong, clashing, missed }) => {
    const n = right + wrong
    const interval = wilson(right, n)
    return {
      category,
      right,
      wrong,
      clashing,
      missed,
      precision: n === 0 ? null : right / n,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
    }
  })
}
