/** What is sent of one text at once, in UTF-16 units; the rest comes in parts by `trace.text`. */
export const TEXT_LENGTH = 64_000
/** Of each turn of a conversation: what shows before a text folds, and a little more. */
export const TURN_LENGTH = 8000

export interface TextPart {
  text: string
  /** Of the whole text. */
  length: number
}

/** A stretch of a text with the length of the whole; no character is cut in two at its end. */
export function textPart(text: string, from = 0, length = TEXT_LENGTH): TextPart {
  const end = from + length
  const last = text.charCodeAt(end - 1)
  const splits = end < text.length && length > 1 && last >= 0xd800 && last <= 0xdbff
  return { text: text.slice(from, splits ? end - 1 : end), length: text.length }
}
