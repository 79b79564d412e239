import { formatPlural, formatPoints, formatRatio } from '../../../shared/format.ts'
import type { MixSplit } from '../mix.ts'
import type { Ruler } from './compared-trace.ts'
import type { Estimate, Stratum } from './stratum.ts'

/** Parts of a difference that are less than a tenth of the rate are too small to be a paradox. */
const TELLING_PART = 0.1

/** Simpson's paradox: said where the two sides as they are differ in the other direction than like with like. */
export function sayReversal(
  points: Estimate,
  common: Estimate,
  { mix, behaviour, before, after }: MixSplit,
): string | null {
  const isReversed = (points.value > 0 && common.value < 1) || (points.value < 0 && common.value > 1)
  const least = TELLING_PART * Math.max(before, after)
  if (!isReversed || Math.min(Math.abs(mix), Math.abs(behaviour)) < least) return null
  const [seen, within] = points.value > 0 ? ['higher', 'lower'] : ['lower', 'higher']
  return `All in all the rate of b is ${seen}, yet within the same kind of traffic it is ${within}: the mix of traffic moved it by ${formatPoints(mix)}, behaviour by ${formatPoints(behaviour)} (Simpson’s paradox).`
}

/** In which strata the difference is largest and smallest, where they disagree more than chance explains. */
export function sayHeterogeneity(
  strata: readonly (Stratum & { name: string })[],
  ratioOf: (strata: readonly Stratum[]) => Estimate,
): string {
  const told = strata
    .map((stratum) => ({ name: stratum.name, ratio: ratioOf([stratum]).value }))
    .toSorted((one, other) => one.ratio - other.ratio)
  const [least, most] = [told[0], told.at(-1)]
  if (!least || !most) return ''
  return `The difference is not the same everywhere: × ${formatRatio(least.ratio)} in ${least.name}, × ${formatRatio(most.ratio)} in ${most.name}; one ratio over all of them says little.`
}

/** A ruler in words, e.g. `rubric helpful 2, judge gpt-4o`. */
export function nameRuler({ evaluatorKind, judge, rubric, rubricVersion }: Ruler): string {
  const parts: string[] = []
  if (rubric !== null) parts.push(`rubric ${rubric}${rubricVersion === null ? '' : ` ${rubricVersion}`}`)
  else if (rubricVersion !== null) parts.push(`rubric version ${rubricVersion}`)
  if (judge !== null) parts.push(`judge ${judge}`)
  if (parts.length === 0 && evaluatorKind !== null) parts.push(EVALUATORS[evaluatorKind] ?? evaluatorKind)
  return parts.join(', ') || 'nobody named'
}

const EVALUATORS: Record<string, string> = { human: 'people', code: 'code', llm: 'a model' }
const MOST_NAMED = 3

/** Some rulers in words; the rest by their number. */
export function nameRulers(rulers: readonly Ruler[]): string {
  const named = rulers.slice(0, MOST_NAMED).map((ruler) => `(${nameRuler(ruler)})`)
  const rest = rulers.length - named.length
  return named.join(', ') + (rest > 0 ? ` and ${formatPlural(rest, 'other')}` : '')
}
