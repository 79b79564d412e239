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
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => withAttachments(item, attachments, depth + 1))
    return items.some((item, index) => item !== value[index]) ? items : value
  }
  if (!isJsonObject(value)) return value
  const changed = new Map<string, unknown>()
  for (const key of Object.keys(value)) {
    const item = withAttachments(value[key], attachments, depth + 1)
    if (item !== value[key]) changed.set(key, item)
  }
  if (changed.size === 0) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, changed.has(key) ? changed.get(key) : item]),
  )
}
