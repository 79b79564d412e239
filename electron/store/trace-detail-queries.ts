import type { MethodOutput, ParsedInput } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { Message } from '../../shared/model/message.ts'
import { attributeRows } from './attribute-rows.ts'
import type { ReadConnection } from './connection.ts'
import { conversationOf } from './recent-conversations.ts'
import { prepared } from './prepared.ts'
import { readBody, type SpanBody } from './span-body.ts'
import { findInText } from './find-in-text.ts'
import { fieldsOf, type PlacedSpan, readPlacedSpan, spanRow } from './span-fields.ts'
import { readSpanTable } from './span-table.ts'
import { spanText } from './span-text.ts'
import { textPart } from './text-part.ts'
import { readFindings, readVerdicts } from './trace-findings.ts'
import { readScores, requireTrace } from './trace-reader.ts'
import { readTraceRows } from './trace-rows.ts'

type SpanDetail = MethodOutput<'trace.span'>

const REVISION = 'SELECT revision FROM trace WHERE id = ?'
const SOURCE = `SELECT path AS file, sha256, ifnull(format, '') AS format FROM source WHERE id = ?`

/** One trace and its spans. AppError `not_found` where there is no such trace, span or payload. */
export function traceDetailQueries(connection: ReadConnection) {
  const { db } = connection

  const open = (traceId: string, spanId: string) => openSpan(connection, traceId, spanId)

  function wholeText(traceId: string, spanId: string, path: string): string {
    const { row, body } = open(traceId, spanId)
    const text = spanText(fieldsOf(row), body, path)
    if (text === null) throw new AppError('not_found', { what: `${path} of span ${spanId}` })
    return text
  }

  return {
    get({ traceId, known }: ParsedInput<'trace.get'>): MethodOutput<'trace.get'> {
      const id = requireTrace(connection, traceId)
      const [trace] = readTraceRows(db, [id])
      if (!trace) throw new AppError('not_found', { what: `Trace ${traceId}` })
      const revision = prepared<[number], number>(db, REVISION).pluck().get(id) ?? 0
      return {
        trace,
        revision,
        spans: revision === known ? null : readSpanTable(connection, id),
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
      const turns = conversationOf(connection, requireTrace(connection, traceId))
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
      return textPart(wholeText(traceId, spanId, path), from, length)
    },

    find({ traceId, spanId, path, text }: ParsedInput<'trace.find'>): MethodOutput<'trace.find'> {
      return findInText(wholeText(traceId, spanId, path), text)
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

function openSpan(
  connection: ReadConnection,
  traceId: string,
  spanId: string,
): { row: PlacedSpan; body: SpanBody } {
  const row = readPlacedSpan(connection, requireTrace(connection, traceId), spanId)
  if (!row) throw new AppError('not_found', { what: `Span ${spanId} of trace ${traceId}` })
  return { row, body: readBody(connection.contents, row.block, row.at, row.length) }
}

/** The body of one span. AppError `not_found`. */
export function readSpanBody(connection: ReadConnection, traceId: string, spanId: string): SpanBody {
  return openSpan(connection, traceId, spanId).body
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
