import type { Turn } from '../../shared/contract/traces.ts'
import type { RecordedSpan, RecordedTrace } from '../../shared/model/recorded-trace.ts'
import { lastInside } from './span-order.ts'
import { speakerOf, turnOf } from './turn.ts'

/** A trace without model calls: what its spans were given and gave back. Empty where no span carries a payload. */
export function readPayloads(trace: RecordedTrace): Turn[] {
  const turns: Turn[] = []
  // Each span hands on what the one inside it got or gave.
  const inputs = new Set<string>()
  const outputs = new Set<string>()
  const last = lastInside(trace.spans)
  const late = new Map<number, RecordedSpan[]>()
  for (const span of trace.spans) {
    const input = span.inputText()
    if (input !== null && isNew(inputs, input)) turns.push(inputTurn(span, input))
    const end = last[span.index] ?? span.index
    late.set(end, [...(late.get(end) ?? []), span])
    for (const ended of late.get(span.index)?.toReversed() ?? []) {
      const output = ended.outputText()
      if (output !== null && isNew(outputs, output)) turns.push(outputTurn(ended, output))
    }
  }
  return turns
}

function isNew(told: Set<string>, text: string): boolean {
  if (text.trim() === '' || told.has(text)) return false
  told.add(text)
  return true
}

function inputTurn(span: RecordedSpan, text: string): Turn {
  const path = `attributes.${span.inputKey}`
  const { toolCallId } = span
  return span.kind === 'tool'
    ? turnOf(
        span,
        { kind: 'tool_call', role: 'assistant', name: span.toolName ?? span.name, text, path, toolCallId },
        false,
      )
    : turnOf(span, { kind: 'message', role: 'input', name: span.name, text, path }, false)
}

function outputTurn(span: RecordedSpan, text: string): Turn {
  const path = `attributes.${span.outputKey}`
  const { toolCallId } = span
  return span.kind === 'tool'
    ? turnOf(
        span,
        { kind: 'tool_result', role: 'tool', name: span.toolName ?? span.name, text, path, toolCallId },
        true,
      )
    : turnOf(span, { kind: 'message', role: 'output', name: speakerOf(span) ?? span.name, text, path }, true)
}
