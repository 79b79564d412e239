import type { MethodOutput, ParsedInput } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { Message } from '../../shared/model/message.ts'
import { attributeRows } from './attribute-rows.ts'
import type { ReadConnection } from './connection.ts'
import { conversationOf } from './recent-conversations.ts'
import { prepared } from './prepared.ts'
import { readBody, type SpanBody } from './span-body.ts'
import { fieldsOf, type PlacedSpan, readPlacedSpan, spanRow } from './span-fields.ts'
import { readSpanColumns } from './span-table.ts'
import { spanText } from './span-text.ts'
import { textPart } from './text-part.ts'
import { readFindings, readVerdicts } from './trace-findings.ts'
import { findTrace, readScores } from './trace-reader.ts'
import { readTraceRows } from './trace-rows.ts'

type SpanDetail = MethodOutput<'trace.span'>

const REVISION = 'SELECT revision FROM trace WHERE id = ?'
const SOURCE = `SELECT path AS file, sha256, ifnull(format, '') AS format FROM source WHERE id = ?`

/** One trace and its spans. AppError `not_found` where there is no such trace, span or payload. */
export function traceDetailQueries(connection: ReadConnection) {
  const { db, contents } = connection

  function open(traceId: string, spanId: string): { row: PlacedSpan; body: SpanBody } {
    const row = readPlacedSpan(connection, traceKey(connection, traceId), spanId)
    if (!row) throw new AppError('not_found', { what: `Span ${spanId} of trace ${traceId}` })
    return { row, body: readBody(contents, row.block, row.at, row.length) }
  }

  return {
    get({ traceId, known }: ParsedInput<'trace.get'>): MethodOutput<'trace.get'> {
      const id = traceKey(connection, traceId)
      const [trace] = readTraceRows(db, [id])
      if (!trace) throw new AppError('not_found', { what: `Trace ${traceId}` })
      const revision = prepared<[number], number>(db, REVISION).pluck().get(id) ?? 0
      return {
        trace,
        revision,
        spans: revision === known ? null : readSpanColumns(connection, id),
        findings: readFindings(db, id),
        scores: readScores(connection, id),
        ...readVerdicts(db, id),
      }
    },

    conversation({
      traceId,
      offset,
      limit,
    }: ParsedInput<'trace.conversation'>): MethodOutput<'trace.conversation'> {
      const turns = conversationOf(connection, traceKey(connection, traceId))
      return { total: turns.length, turns: turns.slice(offset, offset + limit) }
    },

    span({ traceId, spanId }: ParsedInput<'trace.span'>): SpanDetail {
      const { row, body } = open(traceId, spanId)
      return {
        span: spanDetail(row, body),
        inputMessages: body.inputMessages().map(messagePart),
        outputMessages: body.outputMessages().map(messagePart),
        attributes: attributeRows(body.attributes()),
        events: body
          .events()
          .map(({ name, atUs, attributes }) => ({ name, atUs, attributes: attributeRows(attributes) })),
        resource: attributeRows(body.resource()?.attributes),
        source: {
          ...(db.prepare<[number], SpanDetail['source']>(SOURCE).get(row.source) ?? UNKNOWN_SOURCE),
          line: row.line,
          offset: row.offset,
        },
      }
    },

    text({ traceId, spanId, path, from, length }: ParsedInput<'trace.text'>): MethodOutput<'trace.text'> {
      const { row, body } = open(traceId, spanId)
      const text = spanText(fieldsOf(row), body, path)
      if (text === null) throw new AppError('not_found', { what: `${path} of span ${spanId}` })
      return textPart(text, from, length)
    },
  }
}

function messagePart({
  role,
  text,
  name,
  reasoning,
  toolCalls,
}: Message): SpanDetail['inputMessages'][number] {
  return {
    role,
    text: textPart(text),
    name: name ?? null,
    reasoning: reasoning === undefined ? null : textPart(reasoning),
    toolCalls: (toolCalls ?? []).map((call) => ({
      id: call.id,
      name: call.name,
      arguments: textPart(call.arguments),
    })),
  }
}

const UNKNOWN_SOURCE = { file: '', sha256: '', format: '' }

function traceKey(connection: ReadConnection, traceId: string): number {
  const id = findTrace(connection, traceId)
  if (id === null) throw new AppError('not_found', { what: `Trace ${traceId}` })
  return id
}

function spanDetail(row: PlacedSpan, body: SpanBody): SpanDetail['span'] {
  const { errorType, service, modelRequested, modelAnswered, provider, finishReason } = row
  const { inputTokens, outputTokens, cachedTokens, costUsd, toolCallId } = row
  const { statusMessage, inputKey, outputKey } = body
  return {
    ...spanRow(row),
    statusMessage,
    errorType,
    service,
    modelRequested,
    modelAnswered,
    provider,
    finishReason,
    inputTokens,
    outputTokens,
    cachedTokens,
    costUsd,
    toolCallId,
    inputKey,
    outputKey,
  }
}
