import { type Policy, policySchema } from '../../../shared/model/policy.ts'
import { MOST_PARTS, type SegmentPart } from '../../../shared/model/segmenter.ts'
import { problemsOf } from '../../ui/problems-of.ts'

/** What is wrong with a policy, by field; sentences a person can act on. */
export function policyProblems(policy: Policy): Readonly<Record<string, string>> {
  const problems = { ...problemsOf(policySchema, policy) }
  if (problems.budgetDays) problems.budgetDays = 'A whole number of days from 7 to 3650.'
  if (problems.share) problems.share = 'A share above 0 and up to 100 %.'
  return problems
}

/** The same list with a value put in or taken out. */
export function toggled<T extends string>(values: readonly T[], value: T, isIn: boolean): T[] {
  return isIn ? [...new Set([...values, value])] : values.filter((other) => other !== value)
}

export function withPart(parts: readonly SegmentPart[], part: SegmentPart): SegmentPart[] {
  return parts.includes(part) || parts.length >= MOST_PARTS ? [...parts] : [...parts, part]
}

/** Moves a part one place to the left: the order is that of a segment's name. */
export function moveLeft(parts: readonly SegmentPart[], part: SegmentPart): SegmentPart[] {
  const at = parts.indexOf(part)
  if (at <= 0) return [...parts]
  const moved = [...parts]
  moved.splice(at, 1)
  moved.splice(at - 1, 0, part)
  return moved
}

/** Whether two policies say the same, whatever the order of what they leave out. */
export function isSamePolicy(a: Policy, b: Policy): boolean {
  return keyOf(a) === keyOf(b)
}

function keyOf(policy: Policy): string {
  return JSON.stringify([
    policy.budgetDays,
    policy.share,
    policy.unwatchedCategories.toSorted(),
    policy.unwatchedSegments.toSorted(),
    policy.quiet.map(({ from, to, reason }) => [from, to, reason]),
    policy.segmenter,
  ])
}
