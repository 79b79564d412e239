/** Where the visible signs of the control characters begin: U+2400 stands for U+0000. */
const CONTROL_PICTURES = 0x2400
const DELETE_PICTURE = '\u2421'
/** Embeddings, overrides and isolates: they can make a text read as another one. */
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
// oxlint-disable-next-line no-control-regex -- they are what is looked for; tab and newline stay.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g

/**
 * A text as every writer may take it: what cannot be seen and could act (control characters, escape sequences of
 * terminals, directions of writing) is shown by a sign, and half of a surrogate pair becomes U+FFFD.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(CONTROLS, signOf)
    .replace(/\p{Noncharacter_Code_Point}/gu, '\ufffd')
    .replace(
      DIRECTIONS,
      (character) => `⟨U+${codeOf(character).toString(16).toUpperCase().padStart(4, '0')}⟩`,
    )
}

function signOf(character: string): string {
  const code = codeOf(character)
  if (code < 0x20) return String.fromCodePoint(CONTROL_PICTURES + code)
  return code === 0x7f ? DELETE_PICTURE : '\ufffd'
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0
}
