import type { RedactedField } from '../../shared/model/redaction.ts'
import type { Redactor } from './redactor.ts'

/** Properties that a rule can leave out whole, by their name. */
const FIELDS: Readonly<Record<string, RedactedField>> = {
  text: 'payloads',
  explanation: 'payloads',
  inputPreview: 'payloads',
  outputPreview: 'payloads',
  raw: 'payloads',
  userId: 'user_ids',
  sessionId: 'user_ids',
}

/** Plain data with every string of it redacted, keys included; numbers and order stay. */
export function redactValue<T>(value: T, redactor: Redactor): T {
  return redacted(value, redactor, undefined) as T
}

function redacted(value: unknown, redactor: Redactor, field: RedactedField | undefined): unknown {
  if (typeof value === 'string') return redactor.redact(value, field)
  if (Array.isArray(value)) return value.map((item) => redacted(item, redactor, field))
  if (value === null || typeof value !== 'object') return value
  const named = nameOf(value)
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      redactor.redact(key),
      typeof inner === 'string'
        ? redactor.redactNamed(key === 'value' && named !== null ? named : key, inner, FIELDS[key] ?? field)
        : redacted(inner, redactor, FIELDS[key] ?? field),
    ]),
  )
}

/** Headers and attributes come as a name and a value as well: `{"name":"x-api-key","value":"…"}`. */
function nameOf(value: object): string | null {
  const { name, key } = value as { name?: unknown; key?: unknown }
  return typeof key === 'string' ? key : typeof name === 'string' ? name : null
}
