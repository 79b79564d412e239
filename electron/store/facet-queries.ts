import type { MethodOutput, ParsedInput } from '../../shared/contract.ts'
import type { FacetField } from '../../shared/contract/facets.ts'
import { SPAN_STATUSES } from '../../shared/model/span.ts'
import type { ReadConnection } from './connection.ts'
import { quickly } from './text-search.ts'
import { type Selection, selectTraces } from './trace-selection.ts'

/**
 * Facets are counted on so many traces, the newest of the list. Measured at 1.2 million spans: 8,000 take some 80 ms,
 * most of it for the tools, whose spans lie apart.
 */
export const FACET_CAP = 8000
/** Texts are read for so long, ms. */
const FACET_MS = 1000

/** Values of a field that are told; a field with more is one to search in, not to choose from. */
const MOST_VALUES = 200

const OWN = ['agent', 'model', 'provider', 'environment', 'status', 'prompt_version', 'import'] as const

type Value = string | number | null
type Counts = Map<string, number>

/** How the traces of a scope and a filter fall on the values of each field. Throws `filter_invalid`. */
export function facetQueries({ db }: ReadConnection) {
  /** `[value, traces]` of a query over the traces given as `wanted`. */
  const counted = (sql: string, wanted: string): Counts =>
    new Map(
      db
        .prepare<[string], { value: string; n: number }>(sql)
        .all(wanted)
        .map(({ value, n }) => [value, n]),
    )
  return {
    facets(query: ParsedInput<'traces.facets'>): MethodOutput<'traces.facets'> {
      const { value: found, isOver } = quickly(db, FACET_MS, () => {
        const selection = selectTraces(db, query, 'list')
        return db
          .prepare<unknown[], [number, ...Value[]]>(newest(selection, query.filter !== ''))
          .raw()
          .all(...selection.source.values, ...selection.condition.values, FACET_CAP + 1)
      })
      const rows = found.slice(0, FACET_CAP)
      const wanted = JSON.stringify(rows.map(([id]) => id))
      const own = OWN.map((_, index) => tally(rows.map((row) => row[index + 1] ?? null)))
      const [agent, model, provider, env, status, told, imports] = own as [
        Counts,
        Counts,
        Counts,
        Counts,
        Counts,
        Counts,
        Counts,
      ]
      const labels = new Map(
        db
          .prepare<[], { id: number; label: string }>('SELECT id, label FROM import')
          .all()
          .map((row) => [String(row.id), row.label]),
      )
      const counts: [FacetField, Counts][] = [
        ['category', counted(CATEGORIES, wanted)],
        ['agent', agent],
        ['model', model],
        ['tool', counted(TOOLS, wanted)],
        ['prompt', merged(told, counted(FOUND_PROMPTS, wanted))],
        ['env', env],
        ['provider', provider],
        ['status', renamed(status, (value) => SPAN_STATUSES[Number(value)] ?? value)],
        ['import', renamed(imports, (value) => labels.get(value) ?? '')],
      ]
      return {
        facets: counts
          .map(([field, values]) => facetOf(field, values))
          .filter(({ values }) => values.length > 0),
        counted: rows.length,
        capped: isOver || found.length > rows.length,
      }
    },
  }
}

/**
 * The newest traces of a selection, with their own fields. Where each trace has to be asked whether it is one, the table
 * is read from its end, in which the newest import lies: rows in order of time lie far apart.
 */
function newest({ source, condition, seeded }: Selection, isFiltered: boolean): string {
  const walks = isFiltered && !seeded
  const columns = ['id', ...OWN].map((column) => `trace.${column}`).join(', ')
  return `SELECT ${columns} FROM ${source.sql}${walks ? ' NOT INDEXED' : ''} WHERE ${condition.sql}
    ORDER BY ${walks ? 'trace.id' : 'trace.start_us'} DESC LIMIT ?`
}

const CATEGORIES = `
  SELECT category.name AS value, count(*) AS n FROM (
    SELECT DISTINCT finding.trace, finding.category FROM json_each(?) AS wanted
    CROSS JOIN finding INDEXED BY finding_trace ON finding.trace = wanted.value AND finding.current = 1
  ) AS found JOIN category ON category.id = found.category GROUP BY category.name`

const TOOLS = `
  SELECT tool_name AS value, count(*) AS n FROM (
    SELECT DISTINCT span.trace, span.tool_name FROM json_each(?) AS wanted
    CROSS JOIN span ON span.trace = wanted.value WHERE span.tool_name IS NOT NULL
  ) GROUP BY tool_name`

/** Prompts that were found in the calls, by their label; those the source names are counted by that name. */
const FOUND_PROMPTS = `
  SELECT value, count(*) AS n FROM (
    SELECT DISTINCT version_use.trace, 'p-' || substr(found_version.template, 1, 6) AS value
    FROM json_each(?) AS wanted
    CROSS JOIN trace ON trace.id = wanted.value AND trace.prompt_version IS NULL
    CROSS JOIN version_use ON version_use.trace = trace.id
    JOIN found_version ON found_version.id = version_use.version
    WHERE found_version.kind = 'prompt' AND found_version.template IS NOT NULL
  ) GROUP BY value`

/** Values that are not there are no value to choose. */
function tally(values: readonly Value[]): Counts {
  const counts: Counts = new Map()
  for (const value of values) {
    if (value === null || value === '') continue
    counts.set(String(value), (counts.get(String(value)) ?? 0) + 1)
  }
  return counts
}

function merged(a: Counts, b: Counts): Counts {
  const both = new Map(a)
  for (const [value, n] of b) both.set(value, (both.get(value) ?? 0) + n)
  return both
}

/** Under other names; values that get the same one are put together. */
function renamed(counts: Counts, name: (value: string) => string): Counts {
  const named: Counts = new Map()
  for (const [value, n] of counts) {
    const to = name(value)
    if (to !== '') named.set(to, (named.get(to) ?? 0) + n)
  }
  return named
}

function facetOf(field: FacetField, counts: Counts) {
  const values = [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  return { field, values: values.slice(0, MOST_VALUES), others: Math.max(0, values.length - MOST_VALUES) }
}
