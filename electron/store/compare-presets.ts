import type { ComparePreset } from '../../shared/contract/compare.ts'
import { addDays, dayOf, daysBetween, formatDayRange } from '../../shared/format.ts'
import { FIRST_CLOCK_US } from '../../shared/model/clock.ts'
import type { ReadConnection } from './connection.ts'

interface Version {
  agent: string
  label: string
  traces: number
}

/** Comparisons that this workspace has the traces for, the likeliest question first. */
export function comparePresets({ db }: ReadConnection): ComparePreset[] {
  return [...baseline(db), ...imports(db), ...prompts(db), ...models(db), ...periods(db)]
}

type Database = ReadConnection['db']

function baseline(db: Database): ComparePreset[] {
  const row = db
    .prepare<[], { from: string; to: string }>(
      `SELECT from_date AS "from", to_date AS "to" FROM baseline WHERE kind <> 'accepted' ORDER BY version DESC LIMIT 1`,
    )
    .get()
  if (!row) return []
  return [
    {
      title: 'Baseline against now',
      text: `${formatDayRange(row.from, row.to)} against everything since`,
      a: `from:${row.from} to:${row.to}`,
      b: `from:${addDays(row.to, 1)}`,
    },
  ]
}

/** The two imports with traces that came last. */
function imports(db: Database): ComparePreset[] {
  const labels = db
    .prepare<[], string>(
      `SELECT label FROM import WHERE state = 'done' AND EXISTS (SELECT 1 FROM trace WHERE trace.import = import.id)
       GROUP BY label ORDER BY max(id) DESC LIMIT 2`,
    )
    .pluck()
    .all()
  const [newer, older] = labels
  return newer === undefined || older === undefined ? [] : [pairOf('Two imports', 'import', older, newer)]
}

/** The newest prompt version of the agent with the most traces that has two, against the one before it. */
function prompts(db: Database): ComparePreset[] {
  const versions = Map.groupBy(versionsOf(db, 'prompt'), ({ agent }) => agent)
  const changed = [...versions].filter(([, known]) => known.length > 1)
  const [agent, known] = changed.toSorted(([, one], [, other]) => tracesOf(other) - tracesOf(one))[0] ?? []
  const [newer, older] = known ?? []
  if (agent === undefined || !newer || !older) return []
  const only = agent === '' ? '' : ` agent:${quoted(agent)}`
  const preset = pairOf('Two prompt versions', 'prompt', older.label, newer.label)
  return [
    {
      ...preset,
      text: agent === '' ? preset.text : `${preset.text} of ${agent}`,
      a: preset.a + only,
      b: preset.b + only,
    },
  ]
}

/** The two models asked for that have the most traces, the one seen first as the reference. */
function models(db: Database): ComparePreset[] {
  const known = new Map<string, number>()
  for (const { label, traces } of versionsOf(db, 'model')) known.set(label, (known.get(label) ?? 0) + traces)
  const [newer, older] = [...known]
    .map(([label, traces], age) => ({ label, traces, age }))
    .toSorted((one, other) => other.traces - one.traces)
    .slice(0, 2)
    .toSorted((one, other) => one.age - other.age)
  return newer && older ? [pairOf('Two models', 'version', older.label, newer.label)] : []
}

/** The last week against the week before, or the later half of a shorter time against the earlier. */
function periods(db: Database): ComparePreset[] {
  const { first, last } = db
    .prepare<[], { first: number | null; last: number | null }>(
      `SELECT (SELECT min(start_us) FROM trace WHERE start_us >= ${FIRST_CLOCK_US}) AS first,
         (SELECT max(start_us) FROM trace) AS last`,
    )
    .get() ?? { first: null, last: null }
  const [from, to] = [first === null ? null : dayOf(first), last === null ? null : dayOf(last)]
  if (from === null || to === null) return []
  const length = Math.min(WEEK, Math.floor((daysBetween(from, to) + 1) / 2))
  if (length < 1) return []
  const middle = addDays(to, 1 - length)
  const start = addDays(middle, -length)
  return [
    {
      title: length === WEEK ? 'Last week against the week before' : 'Two periods',
      text: `${formatDayRange(start, addDays(middle, -1))} against ${formatDayRange(middle, to)}`,
      a: `from:${start} to:${addDays(middle, -1)}`,
      b: `from:${middle} to:${to}`,
    },
  ]
}

const WEEK = 7

/** Newest first. */
function versionsOf(db: Database, kind: 'prompt' | 'model'): Version[] {
  return db
    .prepare<[string], Version>(
      `SELECT iif(owner = '', agent, owner) AS agent, label, traces FROM version_seen WHERE kind = ?
       ORDER BY first_us DESC, label DESC`,
    )
    .all(kind)
}

function tracesOf(versions: readonly Version[]): number {
  return versions.reduce((sum, { traces }) => sum + traces, 0)
}

function pairOf(title: string, field: string, older: string, newer: string): ComparePreset {
  return {
    title,
    text: `${older} against ${newer}`,
    a: `${field}:${quoted(older)}`,
    b: `${field}:${quoted(newer)}`,
  }
}

function quoted(value: string): string {
  return /^[\p{L}\d][\p{L}\d._-]*$/u.test(value) ? value : JSON.stringify(value)
}
