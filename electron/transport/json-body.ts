import type { IncomingMessage } from 'node:http'
import { AppError } from '../../shared/errors.ts'

// What is read and thrown away after the limit so that the sender, still writing, gets to read its answer.
const DRAINED = 256 * 1024 * 1024

/** Reads a JSON body of at most `limit` bytes; an empty one is `{}`. Throws bad_request. */
export async function readJsonBody(
  request: IncomingMessage,
  limit: number,
  withinMs: number,
): Promise<unknown> {
  const chunks: Buffer[] = []
  let length = 0
  const deadline = setTimeout(() => request.destroy(new Error('the body took too long')), withinMs)
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length <= limit) chunks.push(chunk)
      else if (length > DRAINED) break
      else chunks.length = 0
    }
  } catch (error) {
    throw new AppError('bad_request', { why: 'the body did not arrive.' }, { cause: error })
  } finally {
    clearTimeout(deadline)
  }
  if (length > limit) throw new AppError('bad_request', { why: `more than ${limit} bytes.` })
  return parseJson(Buffer.concat(chunks))
}

function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return {}
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw new AppError('bad_request', { why: 'the body is no JSON.' }, { cause: error })
  }
}
