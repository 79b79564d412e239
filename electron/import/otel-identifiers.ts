/**
 * A trace or span id as OpenTelemetry writes it: lower-case hex. Python dumps have `0x…` text or the integer itself
 * (128 or 64 bits; it must come exact). Other ids stay as they are. Null where there is none.
 */
export function otelId(value: unknown, digits: 32 | 16): string | null {
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isSafeInteger(value) && value > 0))
    return value > 0 ? value.toString(16).padStart(digits, '0') : null
  if (typeof value !== 'string' || value === '') return null
  const hex = /^0x([0-9a-f]{1,32})$/i.exec(value)?.[1]
  if (hex !== undefined) return /^0+$/.test(hex) ? null : hex.toLowerCase().padStart(digits, '0')
  return value
}
