export interface FixtureField {
  key: string
  value: string
  /** True where the value was written in quotes or as a JSON object or array. */
  json: boolean
}

/** One fixture line cut into its bare words, its `key=value` fields and, where one stands alone, its JSON value. */
export interface FixtureLine {
  words: string[]
  fields: FixtureField[]
  bare: string | null
}

const KEY = /[\w.:@-]+=/y

/** Throws where a quote or bracket stays open: a fixture must mean what it says. */
export function readFields(line: string): FixtureLine {
  const words: string[] = []
  const fields: FixtureField[] = []
  let bare: string | null = null
  let at = 0
  while (at < line.length) {
    if (line[at] === ' ') {
      at++
      continue
    }
    KEY.lastIndex = at
    const key = KEY.exec(line)?.[0].slice(0, -1) ?? null
    const start = key === null ? at : at + key.length + 1
    const end = endOfValue(line, start)
    const source = line.slice(start, end)
    const opens = source[0]
    const value: unknown = opens === '"' ? JSON.parse(source) : source
    const json = opens === '"' || opens === '{' || opens === '['
    if (key !== null) fields.push({ key, value: String(value), json })
    else if (opens === '{' || opens === '[') bare = source
    else words.push(String(value))
    at = end
  }
  return { words, fields, bare }
}

/** Where the value that begins at `start` ends: a quoted string, a balanced JSON value, or the next blank. */
function endOfValue(line: string, start: number): number {
  const opens = line[start]
  if (opens === '"') return endOfString(line, start)
  if (opens !== '{' && opens !== '[') {
    const blank = line.indexOf(' ', start)
    return blank < 0 ? line.length : blank
  }
  let depth = 0
  for (let at = start; at < line.length; at++) {
    const char = line[at]
    if (char === '"') at = endOfString(line, at) - 1
    else if (char === '{' || char === '[') depth++
    else if (char === '}' || char === ']') {
      depth--
      if (depth === 0) return at + 1
    }
  }
  throw new Error(`a bracket stays open: ${line}`)
}

function endOfString(line: string, start: number): number {
  for (let at = start + 1; at < line.length; at++) {
    if (line[at] === '\\') at++
    else if (line[at] === '"') return at + 1
  }
  throw new Error(`a quote stays open: ${line}`)
}
