import type { MethodOutput, ParsedInput } from '../../shared/contract.ts'
import type { VersionRow } from '../../shared/contract/versions.ts'
import { withClock } from '../../shared/model/clock.ts'
import { sameModel } from '../../shared/model/model-name.ts'
import { promptLabel, systemPromptOf, type VersionKind } from '../../shared/model/version.ts'
import type { ReadConnection } from './connection.ts'
import { dates } from './daily-rates.ts'
import { scopeConditions } from './scope-sql.ts'
import { readBody } from './span-body.ts'
import { joinParts, sqlPart } from './sql-part.ts'
import { agentTerms, versionFilter } from './version-filter.ts'
import { readWatch } from './watch-record.ts'

/** Versions of a kind that are listed; those with the most traces. */
const MOST_ROWS = 200
const WORDS = 80

type VersionList = MethodOutput<'versions.list'>

interface SeenRow {
  kind: VersionKind
  agent: string
  label: string
  owner: string
  firstUs: number | null
  lastUs: number | null
  marked: string | null
  textId: string | null
  recorded: string | null
  text: string | null
}

const SEEN = `
  SELECT kind, agent, label, owner, first_us AS firstUs, last_us AS lastUs, marked, text_id AS textId, recorded, text
  FROM version_seen LEFT JOIN version_text ON version_text.id = text_id ORDER BY kind, agent, first_us, label`

interface DayRow {
  kind: VersionKind
  agent: string
  label: string
  date: string
  traces: number
}

type Days = Map<string, number>

/** The versions of everything that traces were made and judged with. */
export function versionQueries({ db }: ReadConnection) {
  return {
    /** By kind, agent and first appearance. */
    list(scope: ParsedInput<'versions.list'>): VersionList {
      const days = readDays(db, scope)
      const left: Record<string, number> = {}
      const termOf = agentTerms(db)
      const rows: VersionRow[] = []
      const seen = db.prepare<[], SeenRow>(SEEN).all()
      for (const [kind, own] of Map.groupBy(seen, (row) => row.kind)) {
        const told = own
          .map((row) => describeVersion(row, days, termOf))
          .filter(({ traces }) => traces > 0)
          .toSorted((a, b) => b.traces - a.traces)
        if (told.length > MOST_ROWS) left[kind] = told.length - MOST_ROWS
        rows.push(...told.slice(0, MOST_ROWS).toSorted(byAgentAndTime))
      }
      return {
        hasClock: readWatch(db).state !== 'synthetic_clock',
        rows,
        left,
        models: readModelPairs(db, scope),
      }
    },
  }
}

function readDays(db: ReadConnection['db'], scope: ParsedInput<'versions.list'>): Map<string, Days> {
  const parts = dates(scope)
  if (scope.segment !== undefined) parts.push(sqlPart('segment = ?', scope.segment))
  const where = joinParts(parts, ' AND ', '1')
  const sql = `SELECT kind, agent, label, date, sum(traces) AS traces FROM version_day WHERE ${where.sql}
    GROUP BY kind, agent, label, date ORDER BY date`
  const days = new Map<string, Days>()
  for (const { kind, agent, label, date, traces } of db
    .prepare<unknown[], DayRow>(sql)
    .iterate(...where.values)) {
    const key = keyOf(kind, agent, label)
    const own = days.get(key)
    if (own === undefined) days.set(key, new Map([[date, traces]]))
    else own.set(date, traces)
  }
  return days
}

function keyOf(kind: VersionKind, agent: string, label: string): string {
  return JSON.stringify([kind, agent, label])
}

function describeVersion(
  row: SeenRow,
  days: ReadonlyMap<string, Days>,
  termOf: (agent: string) => string | null,
): VersionRow {
  const { kind, agent, label, owner, firstUs, lastUs, marked, textId, text } = row
  const own = days.get(keyOf(kind, agent, label)) ?? new Map<string, number>()
  // What is judged is a matter of coverage: its share is of all traces.
  const isRuler = kind === 'rubric' || kind === 'judge'
  const total =
    days.get(keyOf(isRuler ? 'agent' : kind, isRuler ? '' : agent, '')) ?? new Map<string, number>()
  const isPrompt = kind === 'prompt'
  const set = kind === 'tools' && text !== null ? toolsOf(text) : null
  return {
    kind,
    agent,
    label,
    owner: owner === '' ? null : owner,
    template: isPrompt && textId !== null ? promptLabel(textId) : null,
    words: isPrompt && text !== null ? firstWords(text) : null,
    tools: set?.names ?? null,
    isCalled: set?.isCalled ?? false,
    firstUs,
    lastUs,
    marked,
    traces: sumOf(own),
    total: sumOf(total),
    days: [
      ...withClock(
        Array.from(total, ([date, count]) => ({ date, traces: own.get(date) ?? 0, total: count })).filter(
          ({ date }) => date !== '',
        ),
      ),
    ],
    filter: set?.isCalled ? null : versionFilter(row, termOf(kind === 'agent' ? label : owner || agent)),
  }
}

function byAgentAndTime(a: VersionRow, b: VersionRow): number {
  return (
    (a.agent === b.agent ? 0 : a.agent < b.agent ? -1 : 1) ||
    (a.firstUs ?? 0) - (b.firstUs ?? 0) ||
    b.traces - a.traces
  )
}

function sumOf(days: Days): number {
  let sum = 0
  for (const traces of days.values()) sum += traces
  return sum
}

function firstWords(text: string): string {
  const line = text
    .slice(0, 4 * WORDS)
    .replaceAll(/\s+/g, ' ')
    .trim()
  return line.length > WORDS ? `${line.slice(0, WORDS - 1)}…` : line
}

function toolsOf(text: string): { names: string[]; isCalled: boolean } {
  const told: unknown = readJson(text)
  if (typeof told === 'object' && told !== null && 'called' in told && Array.isArray(told.called))
    return { names: told.called.map(String), isCalled: true }
  if (!Array.isArray(told)) return { names: [], isCalled: false }
  return { names: told.map((tool: { name?: unknown }) => String(tool.name)), isCalled: false }
}

/** Declarations that were cut are no JSON any more. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return Array.from(text.matchAll(/^ {2}"name": (".*"),?$/gm), ([, name]) => ({
      name: JSON.parse(name!) as string,
    }))
  }
}

function readModelPairs(
  db: ReadConnection['db'],
  scope: ParsedInput<'versions.list'>,
): VersionList['models'] {
  const where = joinParts(scopeConditions(db, scope), ' AND ', '1')
  const sql = `
    SELECT nullif(iif(use.agent = '', ifnull(trace.agent, ''), use.agent), '') AS agent, recorded AS asked, key AS answered,
      count(DISTINCT use.trace) AS traces
    FROM found_version AS found CROSS JOIN version_use AS use ON use.version = found.id
    CROSS JOIN trace ON trace.id = use.trace
    WHERE found.kind = 'answered' AND (${where.sql}) GROUP BY 1, 2, 3 ORDER BY traces DESC, asked, answered LIMIT ${MOST_ROWS}`
  return db
    .prepare<unknown[], Omit<VersionList['models'][number], 'isSame'>>(sql)
    .all(...where.values)
    .map((row) => Object.assign(row, { isSame: sameModel(row.asked, row.answered) }))
}

export interface VersionText {
  text: string
  example: { traceId: string; spanId: string; text: string } | null
}

const CALL = `
  SELECT trace.trace_id AS traceId, span.span_id AS spanId, block, at, length
  FROM found_version AS found CROSS JOIN version_use AS use ON use.version = found.id
  CROSS JOIN trace ON trace.id = use.trace
  CROSS JOIN span ON span.trace = use.trace AND span.span_id = use.span_id
  WHERE found.kind = 'prompt' AND found.template = ? LIMIT 1`

interface Call {
  traceId: string
  spanId: string
  block: number
  at: number
  length: number
}

/** The text of a version with a real example of it; null where no text is known. */
export function readVersionText(
  { db, contents }: ReadConnection,
  kind: 'prompt' | 'tools',
  agent: string,
  label: string,
): VersionText | null {
  const found = db
    .prepare<[string, string, string], { id: string; text: string }>(
      `SELECT id, text FROM version_seen JOIN version_text ON version_text.id = text_id
       WHERE kind = ? AND agent = ? AND label = ?`,
    )
    .get(kind, agent, label)
  if (found === undefined) return null
  if (kind === 'tools') return { text: toolText(found.text), example: null }
  const call = db.prepare<[string], Call>(CALL).get(found.id)
  if (call === undefined) return { text: found.text, example: null }
  const { traceId, spanId, block, at, length } = call
  const sent = systemPromptOf(readBody(contents, block, at, length).inputMessages())
  return { text: found.text, example: sent === null ? null : { traceId, spanId, text: sent } }
}

/** Tools that were called have no declarations: their names, one a line. */
function toolText(text: string): string {
  const { names, isCalled } = toolsOf(text)
  return isCalled ? names.join('\n') : text
}
