import type { Probe } from './importer.ts'

/** How much of the start and the end of a source detection sees. */
export const PROBE_BYTES = 64 * 1024

const TEXTS = new WeakMap<Probe, ProbeText>()

/** The probe as text, for pattern searches. `start` is the head from its first significant character on. */
export interface ProbeText {
  head: string
  tail: string
  start: string
}

/** Decodes a probe once for all importers: UTF-8 or UTF-16 by its byte order mark, never failing. */
export function probeText(probe: Probe): ProbeText {
  let text = TEXTS.get(probe)
  if (!text) {
    const encoding = sniffEncoding(probe.head)
    const head = decode(probe.head, encoding)
    const tail = decode(probe.tail, encoding)
    text = { head, tail, start: head.trimStart() }
    TEXTS.set(probe, text)
  }
  return text
}

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be'

/** Encoding by the byte order mark, or by the zero byte beside a leading ASCII character. */
export function sniffEncoding(head: Uint8Array): TextEncoding {
  const [a, b] = head
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a !== undefined && b !== undefined) {
    if (a !== 0 && b === 0 && head[3] === 0 && head[2] !== 0) return 'utf-16le'
    if (a === 0 && b !== 0 && head[2] === 0 && head[3] !== 0) return 'utf-16be'
  }
  return 'utf-8'
}

function decode(bytes: Uint8Array, encoding: TextEncoding): string {
  return new TextDecoder(encoding).decode(bytes)
}
