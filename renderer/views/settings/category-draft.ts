import { AppError } from '../../../shared/errors.ts'
import { parseFilter } from '../../../shared/filter/parse-filter.ts'
import type { CategoryClass } from '../../../shared/model/finding.ts'
import {
  type CustomCategory,
  type CustomDefinition,
  customDefinitionSchema,
  type CustomRule,
} from '../../../shared/model/custom-category.ts'
import { problemsOf } from '../../ui/problems-of.ts'

export const RULE_TYPES = ['filter', 'score', 'sql'] as const
export type RuleType = (typeof RULE_TYPES)[number]

/** A category as it is being written: the fields of every kind of rule, as they were typed. */
export interface CategoryDraft {
  id: string
  name: string
  definition: string
  class: CategoryClass
  type: RuleType
  filter: string
  score: string
  below: string
  above: string
  label: string
  sql: string
}

export const EMPTY_DRAFT: CategoryDraft = {
  id: '',
  name: '',
  definition: '',
  class: 'S',
  type: 'filter',
  filter: '',
  score: '',
  below: '',
  above: '',
  label: '',
  sql: '',
}

export function draftOf({ id, name, definition, class: kind, rule }: CustomCategory): CategoryDraft {
  const draft: CategoryDraft = { ...EMPTY_DRAFT, id, name, definition, class: kind, type: rule.type }
  if (rule.type === 'filter') return { ...draft, filter: rule.filter }
  if (rule.type === 'sql') return { ...draft, sql: rule.sql }
  return {
    ...draft,
    score: rule.name,
    below: rule.below === undefined ? '' : String(rule.below),
    above: rule.above === undefined ? '' : String(rule.above),
    label: rule.label ?? '',
  }
}

/** The definition a draft stands for; not yet checked. */
export function definitionOf(draft: CategoryDraft): CustomDefinition {
  const { id, name, definition, class: kind } = draft
  return { id: id.trim(), name, definition, class: kind, rule: ruleOf(draft) }
}

function ruleOf({ type, filter, sql, score, below, above, label }: CategoryDraft): CustomRule {
  if (type === 'filter') return { type, filter }
  if (type === 'sql') return { type, sql }
  return {
    type,
    name: score.trim(),
    ...(below.trim() === '' ? {} : { below: Number(below) }),
    ...(above.trim() === '' ? {} : { above: Number(above) }),
    ...(label.trim() === '' ? {} : { label: label.trim() }),
  }
}

/** An id made from a name: `Long runs!` becomes `long_runs`. */
export function idFrom(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, '_')
    .replaceAll(/^[_\d]+|_+$/g, '')
    .slice(0, 60)
}

/** What is wrong with a draft, by field, in sentences that say what to do. */
export function draftProblems(draft: CategoryDraft): Partial<Record<keyof CategoryDraft, string>> {
  const found = problemsOf(customDefinitionSchema, definitionOf(draft))
  const problems: Partial<Record<keyof CategoryDraft, string>> = {}
  if (found.id) problems.id = 'Small letters, digits and single underscores, e.g. long_runs.'
  if (found.name) problems.name = 'A name of up to 80 signs is needed.'
  if (found.definition) problems.definition = 'A sentence of up to 500 signs is needed.'
  if (draft.type === 'filter') {
    const problem = filterProblem(draft.filter)
    if (problem !== undefined) problems.filter = problem
  }
  if (found['rule.sql']) problems.sql = 'A query that gives a column trace_id is needed.'
  if (found['rule.name']) problems.score = 'The name of a score is needed.'
  if (found['rule.below']) problems.below = 'A number is needed.'
  if (found['rule.above']) problems.above = 'A number is needed.'
  if (found.rule) problems.below = 'One of below, above and label is needed.'
  return problems
}

function filterProblem(text: string): string | undefined {
  if (text.trim() === '') return 'A filter is needed.'
  try {
    parseFilter(text.trim())
    return undefined
  } catch (error) {
    if (error instanceof AppError) return error.message
    throw error
  }
}
