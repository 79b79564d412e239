import { isUtf8 } from 'node:buffer'
import { MAX_JSON_DEPTH } from './json-depth.ts'

/**
 * Where a JSON document may be cut when it is too large or broken to be parsed at once:
 * the members of an object that can be read on their own, and the small members they need beside them.
 * The elements of an array are cut by the plan of the array.
 */
export interface CutPlan {
  members?: ReadonlyMap<string, CutPlan>
  context?: ReadonlySet<string>
}

/** One JSON value in its text, as large as the cap allows. */
export interface JsonPiece {
  text: string
  /** Member names from the document down to it; array indices are left out. */
  path: readonly string[]
  /** Byte offset of its first character. */
  offset: number
  /** It held bytes that are no UTF-8. */
  replaced: boolean
  /** It can be cut into smaller pieces. */
  divisible: boolean
  /** Text of a context member of an enclosing object, where the document has given it before. */
  context: (key: string) => string | undefined
}

export interface CutterTarget {
  /** Takes a piece; false where it was not taken (it is no valid JSON, say), so that its parts are tried one by one. */
  piece(piece: JsonPiece): boolean
  reject(reason: string, offset: number): void
}

/** Pieces are parsed whole up to this size: V8 needs some five times the text for the values. */
export const PIECE_BYTES = 32 * 1024 * 1024
/** A piece that cannot be cut further may be as large as a line. */
const LEAF_BYTES = 64 * 1024 * 1024
const CONTEXT_BYTES = 1024 * 1024

export const CUT_REASONS = {
  garbage: 'There is text here that is no JSON.',
  conflict: 'There is a merge-conflict marker here.',
  deep: `The record is nested deeper than ${MAX_JSON_DEPTH} levels.`,
  large: 'The record is too large to be read.',
  broken: 'The record is not valid JSON.',
  truncated: 'The file ends in the middle of a record.',
} as const

interface Frame {
  array: boolean
  node: CutPlan
  path: readonly string[]
  context: Map<string, string> | null
  key: string | null
}

interface Capture {
  parts: Uint8Array[]
  size: number
  offset: number
  node: CutPlan
  path: readonly string[]
  /** Name of a context member, null for a piece, undefined for what is passed over. */
  context: string | null | undefined
  first: number
  depth: number
  deepest: number
  inString: boolean
  escaped: boolean
}

const OPEN_OBJECT = 123
const CLOSE_OBJECT = 125
const OPEN_ARRAY = 91
const CLOSE_ARRAY = 93
const QUOTE = 34
const BACKSLASH = 92
const NEWLINE = 10

/** Cuts a stream of JSON values (one document, several, or an array) into pieces. Feed bytes in order, then end. */
export class JsonCutter {
  readonly #target: CutterTarget
  readonly #pieceBytes: number
  #frames: Frame[]
  #capture: Capture | null = null
  #skippingGarbage = false

  constructor(plan: CutPlan, target: CutterTarget, pieceBytes = PIECE_BYTES) {
    this.#target = target
    this.#pieceBytes = pieceBytes
    this.#frames = [{ array: true, node: plan, path: [], context: null, key: null }]
  }

  /** `offset` is that of the chunk's first byte. */
  feed(chunk: Uint8Array, offset: number): void {
    let at = 0
    while (at < chunk.length) {
      at = this.#capture ? this.#continueCapture(this.#capture, chunk, at) : this.#between(chunk, at, offset)
    }
  }

  end(): void {
    while (this.#capture) {
      const capture = this.#capture
      this.#capture = null
      if (capture.context === null && this.#canDescend(capture)) this.#descend(capture)
      else {
        this.#target.reject(CUT_REASONS.truncated, capture.offset)
        return
      }
    }
    if (this.#frames.length > 1) this.#target.reject(CUT_REASONS.truncated, -1)
  }

  /** Between values: whitespace, commas, keys, colons and closing brackets of the containers that are being cut. */
  #between(chunk: Uint8Array, from: number, offset: number): number {
    let at = from
    while (at < chunk.length) {
      const code = chunk[at] ?? 0
      if (this.#skippingGarbage) {
        if (code === NEWLINE || code === OPEN_OBJECT) this.#skippingGarbage = false
        else {
          at++
          continue
        }
      }
      const frame = this.#frames[this.#frames.length - 1]
      if (!frame) return chunk.length
      if (code <= 32 || code === 44 || (code === 58 && !frame.array)) at++
      else if (code === CLOSE_ARRAY || code === CLOSE_OBJECT) {
        if (this.#frames.length > 1) this.#frames.pop()
        else this.#garbage(code, offset + at)
        at++
      } else if (isValueStart(code) && (frame.array || frame.key !== null || code === QUOTE)) {
        this.#capture = this.#begin(frame, code, offset + at)
        return at
      } else {
        this.#garbage(code, offset + at)
        at++
      }
    }
    return at
  }

  #garbage(code: number, offset: number): void {
    // <<<<<<< ======= >>>>>>> |||||||
    const conflict = code === 60 || code === 61 || code === 62 || code === 124
    this.#target.reject(conflict ? CUT_REASONS.conflict : CUT_REASONS.garbage, offset)
    this.#skippingGarbage = true
  }

  #begin(frame: Frame, first: number, offset: number): Capture {
    let node = frame.node
    let path = frame.path
    let context: string | null | undefined = null
    if (!frame.array) {
      const key = frame.key
      if (key === null) context = KEY
      else {
        const member = frame.node.members?.get(key)
        if (member) {
          node = member
          path = [...frame.path, key]
        } else context = frame.node.context?.has(key) ? key : undefined
      }
    }
    return {
      parts: [],
      size: 0,
      offset,
      node,
      path,
      context,
      first,
      depth: 0,
      deepest: 0,
      inString: false,
      escaped: false,
    }
  }

  #continueCapture(capture: Capture, chunk: Uint8Array, from: number): number {
    const end = scanValue(capture, chunk, from)
    const complete = end >= 0
    const part = chunk.subarray(from, complete ? end : chunk.length)
    capture.size += part.length
    if (capture.context !== undefined) capture.parts.push(part)
    if (complete) {
      this.#capture = null
      this.#finish(capture)
      return end
    }
    if (capture.context === undefined) return chunk.length
    const divisible = capture.context === null && this.#canDescend(capture)
    const limit = divisible ? this.#pieceBytes : capture.context === null ? LEAF_BYTES : CONTEXT_BYTES
    if (capture.size > limit) {
      if (divisible) {
        this.#capture = null
        this.#descend(capture)
      } else {
        if (capture.context === null) this.#target.reject(CUT_REASONS.large, capture.offset)
        capture.context = undefined
        capture.parts = []
      }
    }
    return chunk.length
  }

  #finish(capture: Capture): void {
    const frame = this.#frames[this.#frames.length - 1]
    if (!frame) return
    const { context } = capture
    if (context === KEY) {
      frame.key = keyOf(capture)
      return
    }
    const key = frame.key
    frame.key = null
    if (context === undefined) return
    if (context !== null) {
      frame.context ??= new Map()
      if (key !== null) frame.context.set(key, textOf(capture))
      return
    }
    const deep = capture.deepest > MAX_JSON_DEPTH
    if (!deep && this.#target.piece(this.#pieceOf(capture))) return
    if (this.#canDescend(capture)) {
      const level = this.#frames.length
      this.#descend(capture)
      // What is left open lost its end to a broken part.
      if (this.#capture) this.#target.reject(CUT_REASONS.broken, this.#capture.offset)
      this.#capture = null
      this.#frames.length = Math.min(this.#frames.length, level)
    } else this.#target.reject(deep ? CUT_REASONS.deep : CUT_REASONS.broken, capture.offset)
  }

  #pieceOf(capture: Capture): JsonPiece {
    const frames = this.#frames.slice()
    const bytes = bytesOf(capture)
    return {
      text: bytes.toString('utf8'),
      path: capture.path,
      offset: capture.offset,
      replaced: !isUtf8(bytes),
      divisible: this.#canDescend(capture),
      context: (key) => frames.findLast((frame) => frame.context?.has(key))?.context?.get(key),
    }
  }

  #canDescend(capture: Capture): boolean {
    if (capture.first === OPEN_OBJECT) return capture.node.members !== undefined
    const frame = this.#frames[this.#frames.length - 1]
    // An array within an array is a leaf, else [[[[ would be cut level by level. The outermost frame is no array of the document.
    return capture.first === OPEN_ARRAY && frame !== undefined && (!frame.array || this.#frames.length === 1)
  }

  /** Reads what was captured of a container again, cutting it into its parts. */
  #descend(capture: Capture): void {
    const parent = this.#frames[this.#frames.length - 1]
    if (parent) parent.key = null
    this.#frames.push({
      array: capture.first === OPEN_ARRAY,
      node: capture.node,
      path: capture.path,
      context: null,
      key: null,
    })
    let offset = capture.offset + 1
    let first = true
    for (const part of capture.parts) {
      const bytes = first ? part.subarray(1) : part
      first = false
      this.feed(bytes, offset)
      offset += bytes.length
    }
  }
}

/** Stands in `context` while a member's name is captured; never one of a plan's context names. */
const KEY = '\u0000key'

/** Index after the value's last byte, or -1 where the chunk ends before it. */
function scanValue(capture: Capture, chunk: Uint8Array, from: number): number {
  const { first } = capture
  let at = from
  if (first !== OPEN_OBJECT && first !== OPEN_ARRAY && first !== QUOTE) {
    while (at < chunk.length) {
      const code = chunk[at] ?? 0
      if (code <= 32 || code === 44 || code === CLOSE_ARRAY || code === CLOSE_OBJECT) return at
      at++
    }
    return -1
  }
  let { depth, deepest, inString, escaped } = capture
  const { length } = chunk
  while (at < length) {
    const code = chunk[at++] ?? 0
    if (inString) {
      if (escaped) escaped = false
      else if (code === BACKSLASH) escaped = true
      // A raw line end cannot stand in a string: there the text is broken, and reading on as outside finds the way back sooner.
      else if (code === QUOTE || code === NEWLINE) {
        inString = false
        if (depth === 0) break
      }
    } else if (code === QUOTE) inString = true
    else if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      if (++depth > deepest) deepest = depth
    } else if ((code === CLOSE_OBJECT || code === CLOSE_ARRAY) && --depth <= 0) break
  }
  const done = !inString && depth <= 0 && at > from
  capture.depth = depth
  capture.deepest = deepest
  capture.inString = inString
  capture.escaped = escaped
  return done ? at : -1
}

function isValueStart(code: number): boolean {
  // { [ " - 0-9 t f n
  return (
    code === OPEN_OBJECT ||
    code === OPEN_ARRAY ||
    code === QUOTE ||
    code === 45 ||
    (code >= 48 && code <= 57) ||
    code === 116 ||
    code === 102 ||
    code === 110
  )
}

function bytesOf(capture: Capture): Buffer {
  const [only] = capture.parts
  if (capture.parts.length === 1 && only) return Buffer.from(only.buffer, only.byteOffset, only.byteLength)
  return Buffer.concat(capture.parts)
}

function textOf(capture: Capture): string {
  return bytesOf(capture).toString('utf8')
}

function keyOf(capture: Capture): string {
  const text = textOf(capture)
  try {
    return String(JSON.parse(text))
  } catch {
    return text
  }
}
