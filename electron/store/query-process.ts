import { AppError } from '../../shared/errors.ts'
import { matchRule } from './custom-rule.ts'
import { type QueryRequest, type QueryReply, requestSchema } from './query-messages.ts'
import { readRows } from './query-rows.ts'
import { openViews } from './views.ts'

// A process of its own for one query: SQLite cannot be interrupted, but a process can be ended.

function answer(request: QueryRequest): QueryReply {
  try {
    if ('rule' in request) return { ok: true, value: matchRule(request.path, request.rule) }
    return { ok: true, value: readRows(openViews(request.path), request.sql, request.limit) }
  } catch (error) {
    if (error instanceof AppError) return { ok: false, code: error.code, details: error.details }
    return {
      ok: false,
      code: 'query_failed',
      details: { why: error instanceof Error ? error.message : String(error) },
    }
  }
}

// Electron's utility process speaks over `parentPort`, Node's fork over `process` itself.
const parentPort: Electron.ParentPort | undefined = process.parentPort
if (parentPort) {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port has no origin
  parentPort.once('message', ({ data }) => parentPort.postMessage(answer(requestSchema.parse(data))))
} else {
  process.once('message', (message) => process.send?.(answer(requestSchema.parse(message))))
  process.once('disconnect', () => process.exit())
}
