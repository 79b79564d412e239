const ZEROS = /^0+$/

/**
 * A trace or span id as the source spells it; base64 of 16 or 8 bytes (generic protobuf printers) becomes hex.
 * Null where there is none: absent, empty or, as the specification has it, all zero.
 */
export function readId(value: unknown): string | null {
  if (typeof value !== 'string' || value === '') return null
  const code = value.charCodeAt(value.length - 1)
  if (code === 61 && (value.length === 24 || value.length === 12))
    return Buffer.from(value, 'base64').toString('hex')
  return code === 48 && ZEROS.test(value) ? null : value
}
