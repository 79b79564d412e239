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
