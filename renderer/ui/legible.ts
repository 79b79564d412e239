/** A character that cannot be seen, or that would move or hide others, as what stands for it. */
export interface Sign {
  readonly sign: string
  readonly title: string
}

// Control characters but line breaks and tabs, lone surrogates, marks of direction, what has no width, and tag
// characters, in which instructions can be hidden from a reader but not from a model.
const UNSEEN =
  /(?![\n\r\t])\p{Cc}|\p{Cs}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\u{e0000}-\u{e007f}]/u
const EACH_UNSEEN = new RegExp(UNSEEN.source, 'gu')

/** By their code. Spelled out, since few fonts have the signs of U+2400. */
const CONTROLS =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  )

const TAGS = 0xe0000

const NAMES: Readonly<Record<number, string>> = {
  0x61c: 'ALM',
  0x200b: 'ZWSP',
  0x200e: 'LRM',
  0x200f: 'RLM',
  0x202a: 'LRE',
  0x202b: 'RLE',
  0x202c: 'PDF',
  0x202d: 'LRO',
  0x202e: 'RLO',
  0x2060: 'WJ',
  0x2066: 'LRI',
  0x2067: 'RLI',
  0x2068: 'FSI',
  0x2069: 'PDI',
  0xfeff: 'BOM',
}

/** Cuts a text at its unseen characters. The text between keeps its order and is what it was. */
export function splitLegible(text: string): (string | Sign)[] {
  if (!UNSEEN.test(text)) return [text]
  const pieces: (string | Sign)[] = []
  let at = 0
  for (const match of text.matchAll(EACH_UNSEEN)) {
    if (match.index > at) pieces.push(text.slice(at, match.index))
    pieces.push(signOf(match[0]))
    at = match.index + match[0].length
  }
  if (at < text.length) pieces.push(text.slice(at))
  return pieces
}

/** The text with signs in place of unseen characters, for labels. */
export function legibleText(text: string): string {
  return splitLegible(text)
    .map((piece) => (typeof piece === 'string' ? piece : piece.sign))
    .join('')
}

function signOf(character: string): Sign {
  const code = character.codePointAt(0) ?? 0
  const hex = code.toString(16).toUpperCase().padStart(4, '0')
  const title = `U+${hex}`
  const control = code === 0x7f ? 'DEL' : CONTROLS[code]
  if (control !== undefined) return { sign: `⟨${control}⟩`, title: `${title}, a control character` }
  if (code >= TAGS) {
    const tag = String.fromCodePoint(code - TAGS)
    return { sign: `⟨${tag >= ' ' ? tag : 'TAG'}⟩`, title: `${title}, a tag character that shows nothing` }
  }
  const name = NAMES[code]
  if (name !== undefined) return { sign: `⟨${name}⟩`, title: `${title}, it shows nothing itself` }
  return { sign: `⟨${hex}⟩`, title: code >= 0xd800 ? `${title}, half of a character` : title }
}
