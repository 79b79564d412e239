import { createHash } from 'node:crypto'
import type { StepSide } from '../../shared/contract/trace-parts.ts'
import type { Message } from '../../shared/model/message.ts'
import type { ReadConnection } from './connection.ts'
import { attributeText } from '../../shared/model/attribute.ts'
import { readBody, type SpanBody } from './span-body.ts'
import { readStoredSpans } from './stored-span.ts'

/** What a span was given or gave as one text: its messages, each under its role, else its payload; '' for neither. */
export function stepText(body: SpanBody, side: StepSide): string {
  const messages = side === 'input' ? body.inputMessages() : body.outputMessages()
  if (messages.length > 0) return messages.map(messageText).join('\n\n')
  const key = side === 'input' ? body.inputKey : body.outputKey
  const text = key === null ? null : attributeText(body.attribute(key))
  return pretty(text ?? (side === 'output' ? (body.statusMessage ?? '') : ''))
}

/** More spans than this are not read for their prints at once: it would hold up every other question. */
const MOST_SPANS = 5000

/** Prints of both sides of every span, in order of start; null for a trace that is too long. */
export function stepPrints(
  connection: ReadConnection,
  trace: number,
): { inputs: string[]; outputs: string[] } | null {
  const rows = readStoredSpans(connection, trace)
  if (rows.length > MOST_SPANS) return null
  const prints: { inputs: string[]; outputs: string[] } = { inputs: [], outputs: [] }
  for (const row of rows) {
    const body = readBody(connection.contents, row.block, row.at, row.length)
    prints.inputs.push(printOf(stepText(body, 'input')))
    prints.outputs.push(printOf(stepText(body, 'output')))
  }
  return prints
}

function messageText({ role, name, text, reasoning, toolCalls }: Message): string {
  const calls = (toolCalls ?? []).map((call) => `calls ${call.name}\n${pretty(call.arguments)}`)
  const head = name === undefined ? `[${role}]` : `[${role} ${name}]`
  return [head, reasoning, pretty(text), ...calls].filter(Boolean).join('\n')
}

/** JSON on lines of its own, so that a comparison by line finds the field that differs. */
function pretty(text: string): string {
  if (!/^\s*[{[]/.test(text) || text.length > LONGEST_PRETTY) return text
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
const LONGEST_PRETTY = 500_000

function printOf(text: string): string {
  return text === '' ? '' : createHash('sha1').update(text.toWellFormed()).digest('base64').slice(0, 12)
}
