/** A field of a protobuf message on the wire: its number, and where its bytes stand. */
export interface WireField {
  number: number
  /** 0 varint, 1 eight bytes, 2 length-delimited, 5 four bytes. */
  type: number
  start: number
  end: number
}

/** The varint at `at` and where it ends; null where there is none within the bytes or it is longer than 5. */
export function varintAt(bytes: Uint8Array, at: number): { value: number; end: number } | null {
  let value = 0
  for (let i = 0; i < 5; i++) {
    const byte = bytes[at + i]
    if (byte === undefined) return null
    value += (byte & 0x7f) * 2 ** (7 * i)
    if (byte < 0x80) return { value, end: at + i + 1 }
  }
  return null
}

/** The field at `at`; its bytes may end beyond those given. Null where there is none. */
export function fieldAt(bytes: Uint8Array, at: number): WireField | null {
  const tag = varintAt(bytes, at)
  if (tag === null || tag.value < 8) return null
  const type = tag.value % 8
  const number = Math.floor(tag.value / 8)
  if (type === 1 || type === 5) return { number, type, start: tag.end, end: tag.end + (type === 1 ? 8 : 4) }
  const length = varintAt(bytes, tag.end)
  if (length === null) return null
  if (type === 0) return { number, type, start: tag.end, end: length.end }
  return type === 2 ? { number, type, start: length.end, end: length.end + length.value } : null
}

export type Signal = 'spans' | 'logs' | 'metrics' | 'empty'

/**
 * What a batch (ResourceSpans, ResourceLogs or ResourceMetrics) holds; the three differ in the first item of a scope
 * alone. Null where the bytes are no batch. Works on a batch that is cut off, as long as its beginning is there.
 */
export function signalOf(bytes: Uint8Array): Signal | null {
  for (let at = 0; at < bytes.length;) {
    const field = fieldAt(bytes, at)
    if (field === null || field.type !== 2) return null
    if (field.number === 2 || field.number === 1000) {
      const signal = signalOfScope(bytes.subarray(field.start, field.end))
      if (signal !== 'empty') return signal
    } else if (field.number !== 1 && field.number !== 3) return null
    at = field.end
  }
  return 'empty'
}

function signalOfScope(bytes: Uint8Array): Signal | null {
  for (let at = 0; at < bytes.length;) {
    const field = fieldAt(bytes, at)
    if (field === null || field.type !== 2 || field.number > 3) return null
    if (field.number === 2) return signalOfItem(bytes.subarray(field.start, field.end))
    at = field.end
  }
  return 'empty'
}

/** A span begins with 16 bytes of trace id, a log record with a time, a metric with its name. */
function signalOfItem(bytes: Uint8Array): Signal | null {
  const first = fieldAt(bytes, 0)
  if (first === null) return bytes.length === 0 ? 'empty' : null
  if (first.type === 2 && first.number === 1) {
    const second = fieldAt(bytes, first.end)
    const isSpan = first.end - first.start === 16 && (second === null || second.end - second.start === 8)
    return isSpan ? 'spans' : 'metrics'
  }
  // Emitters that leave out the time begin a record with what comes next.
  return first.number <= 12 && first.type !== 3 ? 'logs' : null
}
