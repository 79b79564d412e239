import { counted, percent } from '../wording.ts'
import type { Bridge } from './bridge.ts'

/** What two rulers say of the same traces, and what follows for the baseline, in words. */
export function bridgeSentence(bridge: Bridge, a: string, b: string): string {
  const { pairs, leftOut, verdict, more, scale } = bridge
  if (scale === 'none') {
    return leftOut === 0
      ? `No trace was judged by both, ${a} and ${b}, so nothing says how far they agree. About ${counted(more ?? 0, 'trace')} judged by both would tell.`
      : `${counted(leftOut, 'trace')} ${leftOut === 1 ? 'was' : 'were'} judged by both, but on no scale the two have in common: one gives numbers, the other labels.`
  }
  const left =
    leftOut === 0
      ? ''
      : ` ${counted(leftOut, 'more trace')} judged by both ${leftOut === 1 ? 'is' : 'are'} left out: one of the two gave no ${scale === 'label' ? 'label' : 'number'} there.`
  return `${facts(bridge, a, b)}${left} ${FOLLOWS[verdict](more, pairs + leftOut === 0 ? 0 : leftOut / (pairs + leftOut))}`
}

function facts({ outcomes, means, pairs, scale }: Bridge, a: string, b: string): string {
  const both = `Of ${counted(pairs, 'trace')} judged by both`
  if (means) {
    const { meanA, meanB, difference } = means
    return `${both}, the mean is ${short(meanA)} under ${a} and ${short(meanB)} under ${b}, a difference of ${signed(difference.value)} (${signed(difference.low)} to ${signed(difference.high)}).`
  }
  const [first] = outcomes
  if (!first || pairs === 0) return `${both}, nothing can be said.`
  const share = (count: number) => percent(count / pairs)
  const what = scale === 'binary' ? 'pass' : `are "${first.outcome}"`
  const ratio =
    first.ratio === null
      ? ''
      : `, ${short(first.ratio)} times as many (${short(first.low)} to ${first.high === null ? 'no limit' : short(first.high)})`
  return `${both}, ${share(first.both + first.onlyA)} ${what} under ${a} and ${share(first.both + first.onlyB)} under ${b}${ratio}.`
}

const FOLLOWS: Record<Bridge['verdict'], (more: number | null, leftOut: number) => string> = {
  carried_over: () => 'They measure the same within 10 %: a baseline may be carried over.',
  differs: () => 'They do not measure the same: the series breaks here, and no baseline is carried over.',
  not_enough: (more, leftOut) => {
    if (more !== null)
      return `Not enough data to say whether they measure the same: about ${counted(more, 'further trace')} judged by both would tell.`
    return leftOut > 0
      ? `What is left out is ${percent(leftOut)} and may not be like the rest, so no baseline is carried over.`
      : 'These scores have no ratio (some are negative, or their mean is 0), so no baseline is carried over.'
  },
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)))
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${short(Math.abs(value))}`
}
