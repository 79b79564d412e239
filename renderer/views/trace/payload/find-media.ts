/** An image or file that a payload carries as base64; places in UTF-16 units of the text. */
export interface Media {
  /** The run of base64 alone. */
  readonly start: number
  readonly end: number
  readonly type: string
  readonly name: string | null
  /** Of the file, as far as the run is there. */
  readonly bytes: number
  /** The text ends inside the run: more of it is to be loaded. */
  readonly isOpen: boolean
}

/** Types that are drawn, by what their bytes begin with. SVG is not among them: it is a document. */
const DRAWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])
/** A run this long is a file, not a hash or a token. */
const SHORTEST = 64
const RUN = new RegExp(`[A-Za-z0-9+/_-]{${SHORTEST},}={0,2}`, 'g')
/** Characters before and after a run in which its type and name are looked for. */
const AROUND = 240

const BEGINNINGS: readonly (readonly [string, string])[] = [
  ['iVBORw0KGgo', 'image/png'],
  ['/9j/', 'image/jpeg'],
  ['R0lGOD', 'image/gif'],
  ['UklGR', 'image/webp'],
  ['JVBERi0', 'application/pdf'],
  ['UEsDB', 'application/zip'],
  ['SUQz', 'audio/mpeg'],
]

/** Files in a text; `length` is that of the whole text, of which `text` is the loaded beginning. */
export function findMedia(text: string, length = text.length): Media[] {
  const media: Media[] = []
  for (const match of text.matchAll(RUN)) {
    const start = match.index
    const end = start + match[0].length
    // Only of the object that holds it: what stands in another one speaks of another file.
    const before =
      text
        .slice(Math.max(0, start - AROUND), start)
        .split(/[{}]/)
        .at(-1) ?? ''
    const after = text.slice(end, end + AROUND).split(/[{}]/)[0] ?? ''
    const type = typeOf(match[0], before, after)
    if (type === null) continue
    const padding = /=*$/.exec(match[0])?.[0].length ?? 0
    media.push({
      start,
      end,
      type,
      name: /"(?:file_?name|name|title)"\s*:\s*"([^"\\]{1,120})"/i.exec(`${before}${after}`)?.[1] ?? null,
      bytes: Math.floor(((match[0].length - padding) * 3) / 4),
      isOpen: end === text.length && length > text.length,
    })
  }
  return media
}

export function isDrawn(type: string): boolean {
  return DRAWN.has(type)
}

/** What the bytes say goes before what the text says: a type is easily claimed. */
function typeOf(run: string, before: string, after: string): string | null {
  const begun = BEGINNINGS.find(([beginning]) => run.startsWith(beginning))
  if (begun !== undefined) return begun[1]
  const url = /data:([\w.+-]+\/[\w.+-]+)(?:;[\w=.-]+)*;base64,$/i.exec(before)?.[1]
  const key = /"(?:media_?type|mime_?type|content_?type)"\s*:\s*"([\w.+-]+\/[\w.+-]+)"/i
  const told = url ?? key.exec(before)?.[1] ?? key.exec(after)?.[1]
  // Claimed to be an image that is drawn, but its bytes are none: it stays a file.
  return told === undefined
    ? null
    : isDrawn(told.toLowerCase())
      ? 'application/octet-stream'
      : told.toLowerCase()
}
