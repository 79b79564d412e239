import type { Span } from '../../../../shared/model/span.ts'
import { contentId } from '../../content-id.ts'
import type { SharedNotes } from '../../importer.ts'
import {
  isJsonObject,
  listOf,
  numberOrNull,
  textOrNull,
  type Conversion,
  type JsonObject,
} from '../../json-value.ts'
import type { RecordSink } from '../../record-sink.ts'
import { countTotals, outcomeOf } from '../../run-ending.ts'
import { readTrajectory, type Delegation } from './read-trajectory.ts'
import { referencesOf } from './references.ts'

interface Member {
  trajectory: JsonObject
  /** The trajectory in whose document it stands. */
  within: Member | null
  /** What references call it. */
  names: string[]
  /** Once it is read: its trace, the first of its line, and its calls of a model. */
  traceId?: string
  root?: Member
  calls?: Span[]
}

/**
 * Reads the trajectories of one document: one with those embedded in it, or several side by side. Each is read after what
 * delegated to it. False where there is none.
 */
export function readFamily(
  value: unknown,
  notes: SharedNotes,
  out: RecordSink,
  conversion: Conversion,
): boolean {
  const members = membersOf(value)
  if (members.length === 0) return false
  const named = new Map(members.flatMap((member) => member.names.map((name) => [name, member] as const)))
  const delegated = new Set(members.flatMap(({ trajectory }) => referencesOf(trajectory)))
  const isRoot = ({ within, names }: Member): boolean =>
    within === null && !names.some((name) => delegated.has(name))
  const waiting = [...members.filter((member) => isRoot(member)), ...members]
  const read = new Set<Member>()
  // A trajectory moves up as soon as it is known what delegated to it.
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (read.has(next)) continue
    read.add(next)
    const delegations = readMember(next, notes, out, conversion)
    const children = delegations.flatMap(({ name }) => named.get(name) ?? [])
    for (const child of children) {
      child.root ??= next.root ?? next
      child.traceId ??= next.traceId ?? ''
    }
    waiting.unshift(...children)
  }
  countFamily(members)
  return true
}

function readMember(
  member: Member,
  notes: SharedNotes,
  out: RecordSink,
  conversion: Conversion,
): readonly Delegation[] {
  const { trajectory, within, names } = member
  const known = names.map((name) => notes.get(noteKey(name))).find((note) => isDelegation(note))
  const session = textOrNull(trajectory.session_id)
  member.root ??= within?.root ?? within ?? undefined
  const parent = isDelegation(known) ? known : null
  const traceId =
    parent?.traceId ?? member.root?.traceId ?? session ?? names[0] ?? `atif-${contentId(trajectory)}`
  member.traceId = traceId
  const isChild = parent !== null || member.root !== undefined
  const told = readTrajectory(
    trajectory,
    {
      traceId,
      parentSpanId: parent?.parentSpanId ?? null,
      sessionId: parent?.sessionId ?? textOrNull(member.root?.trajectory.session_id) ?? session,
      prefix: textOrNull(trajectory.trajectory_id) ?? (isChild ? session : null),
    },
    out,
    conversion,
  )
  member.calls = told.calls
  for (const delegation of told.delegations) notes.set(noteKey(delegation.name), delegation)
  for (const name of names) if (name !== traceId && !isChild) out.alias(traceId, name)
  const extra = isJsonObject(trajectory.extra) ? trajectory.extra : {}
  for (const name of isChild ? [] : ['reward', 'resolved', 'correct']) {
    const score = outcomeOf(traceId, name, trajectory[name] ?? extra[name])
    if (score) out.score(score)
  }
  return told.delegations
}

/** The totals of a run may hold those of its sub-agents: they count where no call of any of them tells its own. */
function countFamily(members: readonly Member[]): void {
  for (const [root, family] of Map.groupBy(members, (member) => member.root ?? member)) {
    const calls = family.flatMap((member) => member.calls ?? [])
    const own = root.calls ?? []
    const metrics = isJsonObject(root.trajectory.final_metrics) ? root.trajectory.final_metrics : {}
    const tells = (of: (call: Span) => number | null): boolean => calls.some((call) => of(call) !== null)
    const tokens = tells((call) => call.inputTokens) || tells((call) => call.outputTokens)
    countTotals(own, {
      ...(!tokens && {
        inputTokens: numberOrNull(metrics.total_prompt_tokens),
        outputTokens: numberOrNull(metrics.total_completion_tokens),
        cachedTokens: numberOrNull(metrics.total_cached_tokens),
      }),
      costUsd: tells((call) => call.costUsd) ? null : numberOrNull(metrics.total_cost_usd),
    })
  }
}

/** The trajectories of a document, each before those embedded in it. */
function membersOf(value: unknown): Member[] {
  const tops = isTrajectory(value)
    ? [value]
    : Array.isArray(value)
      ? (value as unknown[]).filter((item) => isTrajectory(item))
      : isJsonObject(value)
        ? Object.keys(value).flatMap((key) => (isTrajectory(value[key]) ? [value[key]] : []))
        : []
  const members: Member[] = tops.map((trajectory) => memberOf(trajectory, null))
  for (const member of members) {
    for (const embedded of listOf(member.trajectory.subagent_trajectories))
      if (isJsonObject(embedded)) members.push(memberOf(embedded, member))
  }
  return members
}

function memberOf(trajectory: JsonObject, within: Member | null): Member {
  const names = [trajectory.trajectory_id, trajectory.session_id].flatMap((name) => textOrNull(name) ?? [])
  // Embedded ones may carry the session of their parent.
  return { trajectory, within, names: within === null ? names : names.slice(0, 1) }
}

function isTrajectory(value: unknown): value is JsonObject {
  return (
    isJsonObject(value) &&
    Array.isArray(value.steps) &&
    typeof value.schema_version === 'string' &&
    value.schema_version.startsWith('ATIF')
  )
}

function noteKey(name: string): string {
  return `atif:${name}`
}

function isDelegation(note: unknown): note is Delegation {
  return isJsonObject(note) && typeof note.traceId === 'string' && typeof note.name === 'string'
}
