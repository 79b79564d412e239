import type { Shift } from '../../shared/model/shift.ts'
import type { Cause } from './cause.ts'
import { asSubject, countWord, dayName, percent, points } from './wording.ts'

/**
 * A shift as a colleague could read it aloud: "Silent tool errors in booking × gpt-4.1 went from 2.1 % to 6.4 % of
 * sessions since 12 April, three days after prompt 7 became 8. Traffic mix explains 0.3 of the 4.3 points."
 */
export function describeShift(
  shift: Omit<Shift, 'sentence' | 'causes'>,
  name: string,
  causes: readonly Cause[],
): string {
  const where = shift.segment === null ? '' : ` in ${shift.segment}`
  const when =
    shift.closedOn === null
      ? `since ${onsetName(shift)}`
      : `between ${onsetName(shift)} and ${dayName(shift.closedOn)}`
  const cause = causes[0] ? `, ${describeCause(causes[0])}` : ''
  const over =
    shift.closedOn === null
      ? ''
      : shift.isAccepted
        ? ' It was accepted as the new normal.'
        : ' It is back inside its band.'
  const change = `went from ${percent(shift.baselineRate)} to ${percent(shift.currentRate)} of sessions`
  return `${asSubject(name)}${where} ${change} ${when}${cause}. ${describeMix(shift)}${over}`
}

const KIND_WORDS: Record<Cause['mark']['kind'], string> = {
  prompt: 'prompt',
  tools: 'tool set',
  model: 'model',
  answered: 'answering model',
  provider: 'provider',
  agent: 'agent',
  rubric: 'rubric',
  judge: 'judge',
}

/** `12 April`, or with its hour. */
function onsetName({ onset, onsetUs }: Pick<Shift, 'onset' | 'onsetUs'>): string {
  if (onsetUs === null) return dayName(onset)
  const iso = new Date(onsetUs / 1000).toISOString()
  return `${dayName(iso)}, about ${iso.slice(11, 16)} UTC,`
}

/** "three days after prompt 7 became 8". */
function describeCause({ mark, before, days }: Cause): string {
  const change =
    before === null
      ? `${KIND_WORDS[mark.kind]} ${short(mark.label)} came into use`
      : `${KIND_WORDS[mark.kind]} ${short(before)} became ${short(mark.label)}`
  if (days <= 0) return `as ${change}`
  return `${days === 1 ? 'a day' : `${countWord(days)} days`} after ${change}`
}

function describeMix({ mix, behaviour }: { mix: number; behaviour: number }): string {
  const change = mix + behaviour
  const shown = points(mix)
  const unit = points(Math.abs(change)) === '1.0' ? 'point' : 'points'
  if (Number(shown) === 0) return `Traffic mix explains none of the ${points(change)} ${unit}.`
  if (Math.sign(mix) !== Math.sign(change)) {
    return `Traffic mix moved it by ${shown} points the other way; behaviour by ${points(behaviour)}.`
  }
  return `Traffic mix explains ${shown} of the ${points(change)} ${unit}.`
}

const LONGEST_LABEL = 40
function short(label: string): string {
  return label.length > LONGEST_LABEL ? `${label.slice(0, LONGEST_LABEL - 1)}…` : label
}
