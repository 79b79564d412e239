import type { Database } from 'better-sqlite3'
import { plainValue } from '../../shared/model/attribute.ts'
import type { Message } from '../../shared/model/message.ts'
import { readModelName } from '../../shared/model/model-name.ts'
import type { ContentReader } from './content-reader.ts'
import { readBody, type SpanBody } from './span-body.ts'

/**
 * SQL functions the views resolve payloads with; each takes where a span's body stands: block, at, length.
 * `contents` must be of another connection: one that runs a query can run no second.
 */
export function addViewFunctions(db: Database, contents: ContentReader): void {
  const body = lastBody((block, at, length) => readBody(contents, block, at, length))
  addFunction(db, 'span_status_message', (...place) => body(place).statusMessage)
  addFunction(db, 'span_requested_by', (...place) => body(place).requestedBy)
  addFunction(db, 'span_attributes', (...place) => JSON.stringify(plainValue(body(place).attributes())))
  db.function('model_family', { deterministic: true }, (name) =>
    typeof name === 'string' ? readModelName(name).family || null : null,
  )
  db.table('span_messages', {
    columns: ['direction', 'position', 'role', 'text', 'tool_calls'],
    parameters: ['body_block', 'body_at', 'body_length'],
    *rows(...place) {
      const span = body(place.map(Number))
      yield* messageRows('input', span.inputMessages())
      yield* messageRows('output', span.outputMessages())
    },
  })
}

function* messageRows(direction: string, messages: readonly Message[]): Generator<unknown[]> {
  for (const [position, { role, text, toolCalls }] of messages.entries())
    yield [direction, position, role, text, toolCalls === undefined ? null : JSON.stringify(toolCalls)]
}

function addFunction(db: Database, name: string, read: (...place: number[]) => string | null): void {
  db.function(name, { deterministic: true, varargs: false }, (block, at, length) =>
    read(Number(block), Number(at), Number(length)),
  )
}

/** Several columns of one row ask for the same body: the last one is kept. */
function lastBody(
  read: (block: number, at: number, length: number) => SpanBody,
): (place: number[]) => SpanBody {
  let key = ''
  let last: SpanBody | null = null
  return ([block = 0, at = 0, length = 0]) => {
    if (last === null || key !== `${block} ${at}`) {
      last = read(block, at, length)
      key = `${block} ${at}`
    }
    return last
  }
}
