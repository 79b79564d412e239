import type { FindingRow } from '../../../shared/contract/schemas.ts'
import type { QuoteBlock } from '../../../shared/model/report-document.ts'
import { AppError } from '../../../shared/errors.ts'
import type { ReadConnection } from '../../store/connection.ts'
import { traceDetailQueries } from '../../store/trace-detail-queries.ts'

/** Characters shown on each side of what proves a finding. */
const AROUND = 240
/** Longer evidence is cut. */
const LONGEST = 1200

/** The first evidence of a finding in what stands around it; by itself where the payload is no longer found. */
export function quoteEvidence(
  connection: ReadConnection,
  { traceId, evidence, signature, spanId: ownSpan }: FindingRow,
  caption: string,
): QuoteBlock | null {
  const [first] = evidence
  if (first === undefined) return null
  const spanId = first.spanId === '' ? ownSpan : first.spanId
  const { path, start, end } = first
  const alone: QuoteBlock = {
    kind: 'quote',
    caption,
    signature,
    text: first.text.slice(0, LONGEST).toWellFormed(),
    mark: null,
    traceId,
    spanId,
    path,
  }
  if (start === null || end === null) return alone
  const from = Math.max(0, start - AROUND)
  const length = Math.min(LONGEST, end - start) + AROUND + (start - from)
  try {
    const part = traceDetailQueries(connection).text({ traceId, spanId, path, from, length })
    const [before, after] = [from > 0 ? '… ' : '', from + part.text.length < part.length ? ' …' : '']
    const at = start - from + before.length
    const text = `${before}${part.text}${after}`
    return {
      ...alone,
      text,
      mark: { start: at, end: Math.min(at + (end - start), text.length - after.length) },
    }
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return alone
    throw error
  }
}
