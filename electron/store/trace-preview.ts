import type { Message } from '../../shared/model/message.ts'

const PREVIEW_CHARACTERS = 200
/** Runs of white space become one space, so more is looked at than is shown. */
const LOOK_AT = 600

/** One line of at most 200 characters, which keeps nothing else alive (a slice would keep the whole text). */
export function previewOf(text: string): string {
  const line = text
    .slice(0, LOOK_AT)
    .replaceAll(/[^\S ]\s*| \s+/g, ' ')
    .trim()
  const bytes = SCRATCH.write(line.slice(0, PREVIEW_CHARACTERS).toWellFormed())
  return SCRATCH.toString('utf8', 0, bytes)
}

const SCRATCH = Buffer.allocUnsafeSlow(PREVIEW_CHARACTERS * 3)

/** What a conversation began with: its first user message. */
export function askedIn(messages: readonly Message[]): string | null {
  for (const message of messages)
    if (message.role === 'user' && message.text !== '') return previewOf(message.text)
  return null
}

/** What it ended in: its last assistant message with text. */
export function answeredBy(messages: readonly Message[]): string | null {
  for (let index = messages.length - 1; index >= 0; index -= 1) {
    const message = messages[index]
    if (message?.role === 'assistant' && message.text !== '') return previewOf(message.text)
  }
  return null
}

/** The first score of a trace that never came. */
export interface FirstScore {
  name: string
  value: number | null
  label: string | null
  explanation: string | null
  raw: string | null
}

/** What such a trace can show: the input the judge was given, where the source holds it, and the verdict. */
export function judgedPreviews({ name, value, label, explanation, raw }: FirstScore): {
  input: string | null
  output: string
} {
  const verdict = `${name}: ${label ?? value ?? 'no value'}`
  return {
    input: inputIn(raw),
    output: previewOf(explanation === null ? verdict : `${verdict}. ${explanation}`),
  }
}

function inputIn(raw: string | null): string | null {
  if (raw === null || !raw.includes('"input"')) return null
  try {
    const value: unknown = JSON.parse(raw)
    const input = typeof value === 'object' && value !== null && 'input' in value ? value.input : null
    if (input === null || input === '') return null
    return previewOf(typeof input === 'string' ? input : JSON.stringify(input))
  } catch {
    return null
  }
}
