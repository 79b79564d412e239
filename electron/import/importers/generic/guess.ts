import type { Mapping, MappedScore, MappingField } from '../../../../shared/model/mapping.ts'
import { isJsonObject, parseCell, type JsonObject } from '../../json-value.ts'
import { isMessageList, messageFieldsOf } from './guess-messages.ts'
import { NAMES, OUTCOMES } from './guess-names.ts'
import { valueAt } from './path.ts'

/** How deep a list of records or messages is looked for. */
const MAX_DEPTH = 4
const MAX_MEMBERS = 300
/** Records that are looked at. */
const SAMPLE = 50

/**
 * A first mapping from some documents, lines or rows of a file: a list of messages, pairs of input and output, rows that
 * are messages or spans. Null where nothing looks like what an agent did. `isDocument`: the one sample is a whole document.
 */
export function guessMapping(samples: readonly unknown[], isDocument: boolean): Mapping | null {
  const [first] = samples
  if (isDocument) {
    if (isMessageList(first)) return runMapping('.', [first], first)
    if (Array.isArray(first)) return guessRecords((first as unknown[]).slice(0, SAMPLE), undefined)
    const own = guessRecords([first], undefined)
    if (own !== null) return own
    for (const path of listPaths(first)) {
      const list = valueAt(first, path)
      const guess = guessRecords((list as unknown[]).slice(0, SAMPLE), path)
      if (guess !== null) return guess
    }
    return null
  }
  if (samples.filter(isMessageList).length * 2 > samples.length) return runMapping('.', samples, first)
  return guessRecords(samples.slice(0, SAMPLE), undefined)
}

function guessRecords(records: readonly unknown[], path: string | undefined): Mapping | null {
  const objects = records.filter(isJsonObject)
  if (objects.length * 2 <= records.length || objects.length === 0) return null
  const within = path === undefined ? {} : { records: path }
  const messages = commonPath(objects, messageListPaths)
  if (messages !== null)
    return {
      ...within,
      ...runMapping(
        messages,
        objects.map((each) => parseCell(valueAt(each, messages))),
        objects,
      ),
    }
  const fields = fieldsOf(objects, ['spanId', 'parentSpanId', 'traceId', 'kind', 'name', ...STEP])
  if (fields.spanId && (fields.parentSpanId || fields.kind) && fields.traceId && fields.startedAt)
    return { ...within, each: 'span', fields, ...scoresOf(objects) }
  const said = messageFieldsOf(objects)
  const conversation = fieldsOf(objects, ['traceId', 'sessionId'])
  if (said.role && said.text && (conversation.traceId ?? conversation.sessionId)) {
    const about = fieldsOf(objects, ['userId', 'environment', 'agent', 'time', 'model', ...USAGE])
    return { ...within, each: 'message', fields: { ...conversation, ...said, ...about } }
  }
  const call = fieldsOf(objects, ['spanId', 'traceId', 'sessionId', 'name', ...STEP])
  if (call.input && call.output) {
    if (call.spanId === call.traceId) delete call.traceId
    return { ...within, each: 'call', fields: call, ...scoresOf(objects) }
  }
  return null
}

const USAGE = ['provider', 'inputTokens', 'outputTokens', 'cachedTokens', 'cost', 'finishReason'] as const
const STEP = [
  'sessionId',
  'userId',
  'environment',
  'agent',
  'promptVersion',
  'input',
  'output',
  'startedAt',
  'endedAt',
  'duration',
  'model',
  'status',
  'error',
  ...USAGE,
] as const
const RUN = [
  'sessionId',
  'userId',
  'environment',
  'agent',
  'promptVersion',
  'name',
  'startedAt',
  'model',
  'error',
] as const

function runMapping(messages: string, lists: readonly unknown[], holders: unknown): Mapping {
  const said = messageFieldsOf(
    lists
      .filter(Array.isArray)
      .flat()
      .filter(isJsonObject)
      .slice(0, SAMPLE * 4),
  )
  const runs = (Array.isArray(holders) ? (holders as unknown[]) : []).filter(isJsonObject)
  const about = messages === '.' ? {} : fieldsOf(runs, RUN)
  const traceId = messages === '.' ? undefined : uniqueId(runs)
  return {
    each: 'run',
    fields: { ...about, ...(traceId !== undefined && { traceId }), messages, ...said },
    ...(messages === '.' ? {} : scoresOf(runs)),
  }
}

/** The fields that some record has under one of the names known for them. */
function fieldsOf(
  records: readonly JsonObject[],
  wanted: readonly MappingField[],
): Partial<Record<MappingField, string>> {
  const fields: Partial<Record<MappingField, string>> = {}
  for (const field of wanted) {
    const found = (NAMES[field] ?? []).find((name) =>
      records.some((record) => isFilled(valueAt(record, name))),
    )
    if (found !== undefined) fields[field] = found
  }
  return fields
}

function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}

/** An id that tells runs apart wherever they are: long, and another in each record. Numbers and names of tasks are none. */
function uniqueId(runs: readonly JsonObject[]): string | undefined {
  return NAMES.traceId?.find((name) => {
    const ids = runs.map((run) => valueAt(run, name))
    return (
      ids.length > 0 &&
      ids.every((id) => typeof id === 'string' && /^[\w:.-]{16,}$/.test(id) && /\d/.test(id)) &&
      new Set(ids).size === ids.length
    )
  })
}

function scoresOf(records: readonly JsonObject[]): { scores?: MappedScore[] } {
  const scores: MappedScore[] = []
  for (const { path, name } of OUTCOMES) {
    if (scores.some((score) => score.name === name)) continue
    const found = records.map((record) => valueAt(record, path)).find(isFilled)
    if (typeof found === 'object' && name === undefined && isJsonObject(found)) scores.push({ path })
    else if (typeof found !== 'object' && found !== undefined && name !== undefined)
      scores.push({ name, path })
  }
  return scores.length > 0 ? { scores } : {}
}

/** The path that most records share. */
function commonPath(
  records: readonly JsonObject[],
  pathsOf: (record: JsonObject) => Iterable<string>,
): string | null {
  const counts = new Map<string, number>()
  for (const record of records)
    for (const path of pathsOf(record)) counts.set(path, (counts.get(path) ?? 0) + 1)
  const [best] = [...counts].toSorted((a, b) => b[1] - a[1] || a[0].length - b[0].length)
  return best !== undefined && best[1] * 2 >= records.length ? best[0] : null
}

function* messageListPaths(record: JsonObject): Generator<string> {
  for (const { path, value } of members(record)) if (isMessageList(parseCell(value))) yield path
}

/** Lists of objects in a document, the longest first. */
function listPaths(document: unknown): string[] {
  const found = [...members(document)].filter(({ value }) => Array.isArray(value) && value.some(isJsonObject))
  return found.toSorted((a, b) => lengthOf(b.value) - lengthOf(a.value)).map(({ path }) => path)
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0
}

/** Members of an object and of the objects in it, level by level, with their paths. */
function* members(root: unknown): Generator<{ path: string; value: unknown }> {
  const waiting: { path: string; value: unknown; depth: number }[] = [{ path: '', value: root, depth: 0 }]
  let seen = 0
  for (let next = waiting.shift(); next && seen < MAX_MEMBERS; next = waiting.shift()) {
    if (!isJsonObject(next.value)) continue
    for (const key of Object.keys(next.value)) {
      const step = /^[\w-]+$/.test(key) ? key : `[${JSON.stringify(key)}]`
      const path = next.path === '' ? step : step.startsWith('[') ? next.path + step : `${next.path}.${step}`
      const value = next.value[key]
      seen += 1
      yield { path, value }
      if (next.depth + 1 < MAX_DEPTH) waiting.push({ path, value, depth: next.depth + 1 })
    }
  }
}
