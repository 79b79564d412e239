import { z } from 'zod'
import type { TraceQuery } from '../../shared/contract/traces.ts'
import { AppError } from '../../shared/errors.ts'
import { type SqlPart, sqlPart } from './sql-part.ts'

type Sort = TraceQuery['sort']
type Direction = TraceQuery['direction']

/** Each is the expression of an index (migration 0001), so that a page is read off it in order. */
export const SORT_EXPRESSIONS: Readonly<Record<Sort, string>> = {
  start: 'trace.start_us',
  duration: 'ifnull(trace.duration_ns, 0)',
  tokens: 'ifnull(trace.input_tokens, 0) + ifnull(trace.output_tokens, 0)',
  cost: 'ifnull(trace.cost_usd, 0)',
  spans: 'trace.span_count',
}

/** Where a row stands in an order: its sort value, then its key. */
export interface Position {
  value: number
  id: number
}

/** Rows behind a position in the direction of the order. */
export function behind(sort: Sort, direction: Direction, { value, id }: Position): SqlPart {
  const expression = SORT_EXPRESSIONS[sort]
  const sign = direction === 'asc' ? '>' : '<'
  // The first half is what the index can seek to.
  return sqlPart(
    `${expression} ${sign}= ? AND (${expression} ${sign} ? OR trace.id ${sign} ?)`,
    value,
    value,
    id,
  )
}

const cursorSchema = z.tuple([z.string(), z.string(), z.number(), z.number().int()])

export function writeCursor(sort: Sort, direction: Direction, { value, id }: Position): string {
  return Buffer.from(JSON.stringify([sort, direction, value, id])).toString('base64url')
}

/** Throws AppError `bad_request` where the cursor was not made by `writeCursor` for the same order. */
export function readCursor(sort: Sort, direction: Direction, cursor: string): Position {
  const parts = cursorSchema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()))
  if (!parts.success || parts.data[0] !== sort || parts.data[1] !== direction) {
    throw new AppError('bad_request', { why: 'the cursor belongs to another list.' })
  }
  return { value: parts.data[2], id: parts.data[3] }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
