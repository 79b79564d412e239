import type { MethodOutput, ParsedInput } from '../../shared/contract.ts'
import type { VersionRow } from '../../shared/contract/versions.ts'
import { withClock } from '../../shared/model/clock.ts'
import { sameModel } from '../../shared/model/model-name.ts'
import { promptLabel, type VersionKind } from '../../shared/model/version.ts'
import type { ReadConnection } from './connection.ts'
import { dates } from './daily-rates.ts'
import { joinParts, type SqlPart, sqlPart } from './sql-part.ts'
import { nearestTexts } from './nearest-texts.ts'
import { agentTerms, versionFilter } from './version-filter.ts'
import { toolsOf } from './version-texts.ts'
import { readWatch } from './watch-record.ts'

/** Versions of a kind that are listed; those with the most traces. */
const MOST_ROWS = 200
const WORDS = 80

type Scope = ParsedInput<'versions.list'>
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
      const nearest = nearestTexts(seen)
      for (const [kind, own] of Map.groupBy(seen, (row) => row.kind)) {
        const told = own
          .map((row) => describeVersion(row, days, termOf, nearest.get(row) ?? null))
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

function inScope(scope: Scope): SqlPart[] {
  return scope.segment === undefined ? dates(scope) : [...dates(scope), sqlPart('segment = ?', scope.segment)]
}

function readDays(db: ReadConnection['db'], scope: Scope): Map<string, Days> {
  const where = joinParts(inScope(scope), ' AND ', '1')
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
  nearest: string | null,
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
    nearest,
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

function readModelPairs(db: ReadConnection['db'], scope: Scope): VersionList['models'] {
  const where = joinParts(inScope(scope), ' AND ', '1')
  const sql = `SELECT nullif(agent, '') AS agent, asked, answered, sum(traces) AS traces FROM model_pair WHERE ${where.sql}
    GROUP BY agent, asked, answered ORDER BY traces DESC, asked, answered LIMIT ${MOST_ROWS}`
  return db
    .prepare<unknown[], Omit<VersionList['models'][number], 'isSame'>>(sql)
    .all(...where.values)
    .map((row) => Object.assign(row, { isSame: sameModel(row.asked, row.answered) }))
}
