import { parseCell } from '../../json-value.ts'

/** How often JSON is found written as text within text. */
const MAX_LAYERS = 3

/** A value whose JSON was written as text, perhaps more than once; anything else as it is. */
export function openJson(value: unknown): unknown {
  let opened = value
  for (let layer = 0; layer < MAX_LAYERS && typeof opened === 'string'; layer++) {
    const text: string = opened
    const inner = text.startsWith('"') && text.endsWith('"') ? unquote(text) : parseCell(text)
    if (inner === text) break
    opened = inner
  }
  return opened
}

function unquote(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
