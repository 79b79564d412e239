/** A signature is a line in a list, and the key of a group: the same mistake must give the same one. */
export const SIGNATURE_LENGTH = 200
const GROUP_LENGTH = 80
/** Of a message only the beginning tells what went wrong; the rest is stack or payload. */
const READ_LENGTH = 2000

/** In this order: what is longer or more certain is masked first. Every pattern is linear (bounded or no nesting). */
const MASKS: readonly (readonly [RegExp, string])[] = [
  [/\b[a-z][a-z\d+.-]{1,20}:\/\/[^\s"'<>)\]}]+/gi, '<url>'],
  [/\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/gi, '<id>'],
  [/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?/g, '<time>'],
  [/\b\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?\b/g, '<time>'],
  [/"[^"\n]{0,400}"|`[^`\n]{0,400}`/g, '<value>'],
  // An apostrophe inside a word opens nothing.
  [/(?<![A-Za-z\d])'[^'\n]{0,400}'/g, '<value>'],
  [/(?<![\w<])(?:[A-Za-z]:)?(?:[\w.~@-]{0,64}[\\/]){1,30}[\w.~@%+-]{1,120}/g, '<path>'],
  [/\b0x[\da-f]+\b/gi, '<id>'],
  // Hex and mixed ids: at least eight characters with a digit in them.
  [/\b(?=[a-z]{0,40}\d)[a-z\d]{8,64}\b/gi, '<id>'],
  [/\d+(?:[.,]\d+)*/g, '<n>'],
  [/\s+/g, ' '],
]

/** The message without what differs from one occurrence to the next: numbers, ids, paths, URLs, times, quoted values. */
export function maskMessage(message: string): string {
  let masked = message.slice(0, READ_LENGTH)
  for (const [pattern, mask] of MASKS) masked = masked.replace(pattern, mask)
  return masked.trim()
}

/** Group and masked message in one line, `tool search · http 503 · upstream <n>`. Depends on nothing but these texts. */
export function writeSignature(group: readonly string[], message: string): string {
  const parts = group
    .map((part) => maskIds(part.slice(0, GROUP_LENGTH)).replace(/\s+/g, ' ').trim())
    .concat(maskMessage(message))
    .filter((part) => part !== '')
  const line = parts.join(' · ')
  return line.length > SIGNATURE_LENGTH ? `${line.slice(0, SIGNATURE_LENGTH - 1)}…` : line
}

/** Some frameworks put an id into a tool's or agent's name. */
function maskIds(part: string): string {
  return part
    .replace(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gi, '<id>')
    .replace(/(?<![a-z\d])(?=[a-f]{0,40}\d)[\da-f]{8,64}(?![a-z\d])/gi, '<id>')
}
