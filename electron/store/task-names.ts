import type { ReadConnection } from './connection.ts'
import { rootAttribute, rootBodies } from './root-attributes.ts'

/** Attributes by which benchmark runners call a task: tau-bench, SWE-bench runners, Inspect, Langfuse and Braintrust datasets, AgentBench. */
const TASK_ATTRIBUTES = [
  'task_id',
  'instance_id',
  'sample.id',
  'dataset_item_id',
  'langfuse.dataset.item.id',
  'braintrust.dataset_record_id',
  'task.id',
]
/** AgentBench numbers its tasks; elsewhere an index says nothing. */
const BY_FORMAT: Readonly<Record<string, string>> = { agentbench: 'index' }

/** So many traces of a side are looked at for a task before all of them are. */
const LOOKED_AT = 40
/** Where fewer of those name one, the side is no run of a benchmark. */
const NAMED_SHARE = 0.8
/** Larger sides are no benchmark, and reading the root of every trace would take long. */
const MOST_TRACES = 20_000

/** By trace, the task it ran. */
export interface TaskNames {
  attribute: string
  tasks: Map<number, string>
}

/** The attribute by which both sides call their tasks, and the tasks; null where they do not. */
export function findTasks(
  connection: ReadConnection,
  a: readonly number[],
  b: readonly number[],
): TaskNames | null {
  if (a.length === 0 || b.length === 0 || a.length > MOST_TRACES || b.length > MOST_TRACES) return null
  const formats = formatsOf(connection, [a[0] ?? 0, b[0] ?? 0])
  const known = [...TASK_ATTRIBUTES, ...formats.flatMap((format) => BY_FORMAT[format] ?? [])]
  const attribute = known.find((key) => isNamed(connection, a, key) && isNamed(connection, b, key))
  return attribute === undefined ? null : readTasks(connection, [...a, ...b], attribute)
}

/** The tasks of traces by an attribute of their root. Tasks of different formats or environments are never the same. */
export function readTasks(
  connection: ReadConnection,
  traces: readonly number[],
  attribute: string,
): TaskNames {
  const place = connection.db.prepare<[number], { format: string | null; environment: string | null }>(
    `SELECT source.format, environment FROM trace LEFT JOIN source ON source.id = trace.source WHERE trace.id = ?`,
  )
  const tasks = new Map<number, string>()
  for (const { trace, body } of rootBodies(connection, traces)) {
    const task = rootAttribute(body, attribute)
    if (task === null) continue
    const { format = null, environment = null } = place.get(trace) ?? {}
    tasks.set(trace, [format ?? '', environment ?? '', task].join('\u001f'))
  }
  return { attribute, tasks }
}

function isNamed(connection: ReadConnection, traces: readonly number[], attribute: string): boolean {
  const some = spread(traces, LOOKED_AT)
  let named = 0
  for (const { body } of rootBodies(connection, some)) if (rootAttribute(body, attribute) !== null) named += 1
  return named >= NAMED_SHARE * some.length
}

/** Some of a list, evenly spread. */
function spread(traces: readonly number[], most: number): number[] {
  const step = Math.max(1, traces.length / most)
  return Array.from(
    { length: Math.min(most, traces.length) },
    (_, index) => traces[Math.floor(index * step)] ?? 0,
  )
}

function formatsOf({ db }: ReadConnection, traces: readonly number[]): string[] {
  const format = db
    .prepare<[number], string | null>(
      'SELECT source.format FROM trace JOIN source ON source.id = trace.source WHERE trace.id = ?',
    )
    .pluck()
  return traces.flatMap((trace) => format.get(trace) ?? [])
}
