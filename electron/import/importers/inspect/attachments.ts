import { isJsonObject } from '../../json-value.ts'

const PREFIX = 'attachment://'
/** Containers nested deeper are left as they are. */
const MAX_DEPTH = 60

/** A value with the texts put back that the log keeps once a sample (`attachment://<hash>`). Unchanged parts are shared. */
export function withAttachments(value: unknown, attachments: unknown, depth = 0): unknown {
  if (!isJsonObject(attachments) || depth > MAX_DEPTH) return value
  if (typeof value === 'string') {
    if (!value.startsWith(PREFIX)) return value
    const hash = value.slice(PREFIX.length)
    const text = Object.hasOwn(attachments, hash) ? attachments[hash] : undefined
    return typeof text === 'string' ? text : value
  }
  if (Array.isArray(value)) return value.map((item: unknown) => withAttachments(item, attachments, depth + 1))
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withAttachments(item, attachments, depth + 1)]),
  )
}
