import type {
  Comparison,
  FilterNode,
  NumberField,
  TextField,
  TextPattern,
} from '../../shared/filter/filter-node.ts'
import { SPAN_KINDS, SPAN_STATUSES } from '../../shared/model/span.ts'
import { labelledTraces, notedTraces } from './annotation-filter.ts'
import { wholeRegex } from './filter-functions.ts'
import { containText, matchText, matchingWords } from './match-text.ts'
import { joinParts, type SqlPart, sqlPart } from './sql-part.ts'
import { deepText } from './text-search.ts'
import { usesOf } from './version-filter.ts'

interface FilterSql {
  /** A condition on a row of `trace`. */
  condition: SqlPart
  /** Each selects ids of traces among which all matches are; where one is short, it is the way to them. */
  seeds: SqlPart[]
}

/** A filter as SQL. The connection needs `addFilterFunctions`. */
export function filterSql(node: FilterNode): FilterSql {
  const terms = node.kind === 'and' ? node.nodes : [node]
  return { condition: conditionOf(node), seeds: terms.flatMap((term) => membersOf(term, terms)?.seed ?? []) }
}

/** `beside` are the terms that must hold together with this one. Depth is bounded by the parser. */
function conditionOf(node: FilterNode, beside: readonly FilterNode[] = []): SqlPart {
  switch (node.kind) {
    case 'all':
      return sqlPart('1')
    case 'and':
      return joinParts(
        node.nodes.map((term) => conditionOf(term, node.nodes)),
        ' AND ',
        '1',
      )
    case 'or':
      return joinParts(
        node.nodes.map((term) => conditionOf(term)),
        ' OR ',
        '0',
      )
    case 'not': {
      const inner = conditionOf(node.node)
      // What is not known is not what was named: an unknown environment is not staging.
      return sqlPart(`(${inner.sql}) IS NOT TRUE`, ...inner.values)
    }
    case 'time':
      return timeCondition(node.fromUs, node.untilUs)
    case 'number':
      return numberCondition(node.field, node.comparison, node.value)
    case 'free':
      return freeCondition(node.pattern)
    case 'text':
      return textCondition(node.field, node.pattern, beside)
    case 'score':
    case 'score_label':
    default:
      return membersOf(node)?.condition ?? sqlPart('0')
  }
}

function timeCondition(fromUs: number | null, untilUs: number | null): SqlPart {
  const parts: SqlPart[] = []
  if (fromUs !== null) parts.push(sqlPart('trace.start_us >= ?', fromUs))
  if (untilUs !== null) parts.push(sqlPart('trace.start_us < ?', untilUs))
  return joinParts(parts, ' AND ', '1')
}

function numberCondition(field: NumberField, comparison: Comparison, value: number): SqlPart {
  switch (field) {
    case 'duration':
      return sqlPart(`trace.duration_ns ${comparison} ?`, value)
    case 'cost':
      return sqlPart(`trace.cost_usd ${comparison} ?`, value)
    case 'spans':
      return sqlPart(`trace.span_count ${comparison} ?`, value)
    case 'tokens':
    default:
      return sqlPart(
        `coalesce(trace.input_tokens + trace.output_tokens, trace.input_tokens, trace.output_tokens) ${comparison} ?`,
        value,
      )
  }
}

const FREE_COLUMNS = ['name', 'trace_id', 'session_id', 'input_preview', 'output_preview']

function freeCondition(pattern: TextPattern): SqlPart {
  const own = FREE_COLUMNS.map((column) => containText(`trace.${column}`, pattern))
  return joinParts([...own, deepText(pattern) ?? []].flat(), ' OR ', '0')
}

function textCondition(field: TextField, pattern: TextPattern, beside: readonly FilterNode[] = []): SqlPart {
  switch (field) {
    case 'agent':
    case 'model':
    case 'name':
    case 'provider':
      return matchText(`trace.${field}`, pattern)
    case 'env':
      return matchText('trace.environment', pattern)
    case 'session':
      return matchText('trace.session_id', pattern)
    case 'trace':
      return matchText('trace.trace_id', pattern)
    case 'user':
      return matchText('trace.user_id', pattern)
    case 'input':
    case 'output':
      return containText(`trace.${field}_preview`, pattern)
    case 'status':
      return sqlPart(`trace.status IN (${matchingWords(SPAN_STATUSES, pattern).join(', ')})`)
    case 'kind':
      return kindCondition(pattern)
    case 'import':
    case 'format':
    case 'category':
    case 'error':
    case 'label':
    case 'note':
    case 'prompt':
    case 'service':
    case 'signature':
    case 'tool':
    case 'version':
    default:
      return membersOf({ kind: 'text', field, pattern }, beside)?.condition ?? sqlPart('0')
  }
}

/** Calls are counted on the trace; the rare kinds have an index of their own (`span_kind`), whose condition is repeated. */
function kindCondition(pattern: TextPattern): SqlPart {
  const parts = matchingWords(SPAN_KINDS, pattern).map((kind) => {
    const name = SPAN_KINDS[kind]
    if (name === 'llm' || name === 'tool') return sqlPart(`trace.${name}_calls > 0`)
    const rare = name === 'chain' || name === 'other' ? '' : ' AND kind IN (0, 3, 4, 5, 6, 7)'
    return sqlPart(`EXISTS (SELECT 1 FROM span WHERE span.trace = trace.id AND kind = ${kind}${rare})`)
  })
  return joinParts(parts, ' OR ', '0')
}

interface Members {
  condition: SqlPart
  seed: SqlPart[]
}

/** A term that asks for a row of another table: as a condition on a trace, and as the list of all its traces. */
function membersOf(node: FilterNode, beside: readonly FilterNode[] = []): Members | null {
  if (node.kind === 'score') {
    const test = sqlPart(`score.name = ? AND score.value ${node.comparison} ?`, node.name, node.value)
    return members('score', 'score_name', test)
  }
  if (node.kind === 'score_label') {
    const label = matchText('coalesce(score.label, score.value)', node.pattern)
    return members(
      'score',
      'score_name',
      sqlPart(`score.name = ? AND ${label.sql}`, node.name, ...label.values),
    )
  }
  if (node.kind !== 'text') return null
  return node.field === 'signature'
    ? signatureMembers(node.pattern, beside)
    : textMembers(node.field, node.pattern)
}

/** Two categories can word a signature alike: one named beside it is meant to be the one of the same finding. */
function signatureMembers(pattern: TextPattern, beside: readonly FilterNode[]): Members {
  const tests = [matchText('text', pattern)]
  for (const term of beside) {
    if (term.kind === 'text' && term.field === 'category') tests.push(matchText('category', term.pattern))
  }
  const test = joinParts(tests, ' AND ', '1')
  const where = `finding.current = 1 AND finding.signature IN (SELECT id FROM signature WHERE ${test.sql})`
  const index = pattern.type === 'exact' ? 'finding_signature' : 'finding_trace'
  return members('finding', index, sqlPart(where, ...test.values))
}

function textMembers(field: TextField, pattern: TextPattern): Members | null {
  if (field === 'category') {
    const name = matchText('name', pattern)
    const where = `finding.current = 1 AND finding.category IN (SELECT id FROM category WHERE ${name.sql})`
    const index = pattern.type === 'exact' ? 'finding_category' : 'finding_trace'
    return members('finding', index, sqlPart(where, ...name.values))
  }
  if (field === 'tool') return members('span', 'span_tool', matchIndexed('tool_name', pattern))
  if (field === 'error') return members('span', 'span_error', matchIndexed('error_type', pattern))
  if (field === 'version') return members('version_use', null, usesOf(pattern))
  if (field === 'label') return labelledTraces(pattern)
  if (field === 'note') return notedTraces(pattern)
  if (field === 'prompt') return promptMembers(pattern)
  if (field === 'service') {
    return { condition: exists('span', '', matchText('span.service', pattern)), seed: [] }
  }
  if (field === 'import') return sourceMembers(importSources(pattern))
  if (field === 'format') {
    const format = matchText('format', pattern)
    return sourceMembers(sqlPart(`SELECT id FROM source WHERE ${format.sql}`, ...format.values))
  }
  return OWN_FIELDS.has(field) ? ownMembers(field, pattern) : null
}

/** A prompt version as the source tells it of the trace, or as it was found in one of its calls. */
function promptMembers(pattern: TextPattern): Members {
  const told = matchText('trace.prompt_version', pattern)
  const found = members('version_use', null, usesOf(pattern, 'prompt'))
  return { condition: joinParts([told, found.condition], ' OR ', '0'), seed: [] }
}

/** Fields of the trace itself that an index answers. */
const OWN_FIELDS = new Set<TextField>(['agent', 'session', 'trace'])

function ownMembers(field: TextField, pattern: TextPattern): Members {
  const condition = textCondition(field, pattern)
  return {
    condition,
    seed: [sqlPart(`SELECT trace.id AS trace FROM trace WHERE ${condition.sql}`, ...condition.values)],
  }
}

/** Sources of an import with a label, or that a person would call by this name. */
function importSources(pattern: TextPattern): SqlPart {
  const label = matchText('label', pattern)
  const { source, flags } = wholeRegex(pattern)
  return sqlPart(
    `SELECT id FROM source WHERE import IN (SELECT id FROM import WHERE ${label.sql}) OR file_matches(path, ?, ?)`,
    ...label.values,
    source,
    flags,
  )
}

/** Traces that any of some sources holds, a repetition included. */
function sourceMembers(sources: SqlPart): Members {
  return members(
    'trace_source',
    'trace_source_trace',
    sqlPart(`trace_source.source IN (${sources.sql})`, ...sources.values),
  )
}

/** A pattern is tried on each value once: the values are read off the index by leaps from one to the next. */
function matchIndexed(column: 'tool_name' | 'error_type', pattern: TextPattern): SqlPart {
  if (pattern.type === 'exact') return matchText(`span.${column}`, pattern)
  const value = matchText('value', pattern)
  return sqlPart(
    `span.${column} IN (
      WITH RECURSIVE leap(value) AS (
        SELECT min(${column}) FROM span WHERE ${column} IS NOT NULL
        UNION ALL SELECT (SELECT min(${column}) FROM span WHERE ${column} > leap.value) FROM leap WHERE leap.value IS NOT NULL
      )
      SELECT value FROM leap WHERE ${value.sql})`,
    ...value.values,
  )
}

// The index is named, where it is not the key of the table: left alone, SQLite builds one of its own from the whole table for the length of the query.
function members(table: string, index: string | null, where: SqlPart): Members {
  return {
    condition: exists(table, index === null ? '' : `INDEXED BY ${index}`, where),
    seed: [sqlPart(`SELECT ${table}.trace FROM ${table} WHERE ${where.sql}`, ...where.values)],
  }
}

function exists(table: string, index: string, where: SqlPart): SqlPart {
  return sqlPart(
    `EXISTS (SELECT 1 FROM ${table} ${index} WHERE ${table}.trace = trace.id AND ${where.sql})`,
    ...where.values,
  )
}
