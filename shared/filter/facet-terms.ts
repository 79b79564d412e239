import type { FilterNode } from './filter-node.ts'
import { filterTerm } from './filter-term.ts'
import { parseFilter } from './parse-filter.ts'
import { readTerm } from './read-term.ts'

/** How a filter stands to one value of a field. */
export type FacetState = 'include' | 'exclude' | null

/** What one of the parts that must all hold says of a field, where it is only that. */
type FacetPart =
  | { kind: 'include'; field: string; values: string[] }
  | { kind: 'exclude'; field: string; value: string }
  | { kind: 'other'; text: string }

/** Whether a filter asks for a value or leaves it out by a term of its own; one that cannot be read does neither. */
export function facetState(filter: string, field: string, value: string): FacetState {
  for (const part of partsOf(filter) ?? []) {
    if (part.kind === 'include' && part.field === field && part.values.includes(value)) return 'include'
    if (part.kind === 'exclude' && part.field === field && part.value === value) return 'exclude'
  }
  return null
}

/**
 * The filter with a value asked for, left out, or neither. Values of one field that are asked for are alternatives:
 * `(model:a OR model:b)`. A filter that cannot be read stays as it is.
 */
export function withFacet(filter: string, field: string, value: string, state: FacetState): string {
  const parts = partsOf(filter)
  if (parts === null) return filter
  const rest = parts.flatMap((part): FacetPart[] => {
    if (part.kind === 'exclude' && part.field === field && part.value === value) return []
    if (part.kind !== 'include' || part.field !== field) return [part]
    const values = part.values.filter((other) => other !== value)
    return values.length === 0 ? [] : [{ ...part, values }]
  })
  if (state === 'exclude') rest.push({ kind: 'exclude', field, value })
  if (state === 'include') {
    const group = rest.find((part) => part.kind === 'include' && part.field === field)
    if (group?.kind === 'include') group.values.push(value)
    else rest.push({ kind: 'include', field, values: [value] })
  }
  return rest.map(textOf).join(' ')
}

function textOf(part: FacetPart): string {
  if (part.kind === 'other') return part.text
  if (part.kind === 'exclude') return `-${filterTerm(part.field, part.value)}`
  const terms = part.values.map((value) => filterTerm(part.field, value))
  return terms.length === 1 ? (terms[0] ?? '') : `(${terms.join(' OR ')})`
}

/** The parts of a filter that must all hold; null where it cannot be read. */
function partsOf(filter: string): FacetPart[] | null {
  try {
    const node = parseFilter(filter)
    if (node.kind === 'all') return []
    // An alternative at the top is one part, and says so in parentheses once another stands beside it.
    if (node.kind === 'or') return [facetPart(node, `(${filter.trim()})`)]
    return splitParts(filter).map((text) => facetPart(parseFilter(text), text))
  } catch {
    return null
  }
}

function facetPart(node: FilterNode, text: string): FacetPart {
  const nodes = node.kind === 'or' ? node.nodes : [node]
  const [first] = nodes
  if (first?.kind === 'not' && first.node.kind === 'text' && first.node.pattern.type === 'exact')
    return { kind: 'exclude', field: first.node.field, value: first.node.pattern.text }
  if (first?.kind !== 'text') return { kind: 'other', text }
  const { field } = first
  const values = nodes.flatMap((one) =>
    one.kind === 'text' && one.field === field && one.pattern.type === 'exact' ? [one.pattern.text] : [],
  )
  return values.length === nodes.length ? { kind: 'include', field, values } : { kind: 'other', text }
}

/** Cuts a filter that can be read, and has no alternative outside parentheses, at the spaces between its parts. */
function splitParts(filter: string): string[] {
  const parts: string[] = []
  let start = -1
  let depth = 0
  for (let at = 0; at < filter.length;) {
    const sign = filter[at] ?? ''
    if (/\s/.test(sign)) {
      at += 1
      continue
    }
    if (start === -1) start = at
    if (sign === '(') depth += 1
    if (sign === ')') depth -= 1
    if (sign === '(' || sign === ')') at += 1
    else if (sign === '-' && /[^\s-]/.test(filter[at + 1] ?? ' ')) {
      at += 1
      continue
    } else at = readTerm(filter, at).value.end
    if (depth > 0) continue
    const part = filter.slice(start, at)
    if (part !== 'AND') parts.push(part)
    start = -1
  }
  return parts
}
