import { formatPoints, formatRate } from '../../../shared/format.ts'

/** Below a twentieth of a point a part is told as none: it would read 0.0. */
const NOTHING = 0.0005

/** What moved the rate, in a sentence. Both parts are differences of shares (0..1) and add up to the whole change. */
export function splitWords({ behaviour, mix }: { behaviour: number; mix: number }): string {
  const whole = behaviour + mix
  const change = `The rate changed by ${formatPoints(whole)}.`
  if (Math.abs(mix) < NOTHING)
    return `${change} All of it is behaviour: the agents did otherwise on traffic of the same mix.`
  if (Math.abs(behaviour) < NOTHING)
    return `${change} All of it is traffic: other segments came in, and inside each nothing changed.`
  if (Math.sign(behaviour) !== Math.sign(mix))
    return `${change} Behaviour alone would have made it ${formatPoints(behaviour)}, the traffic’s mix alone ${formatPoints(mix)}: they pull apart.`
  return `${change} ${formatRate(behaviour / whole)} of that is behaviour (${formatPoints(behaviour)}), the rest came with the traffic’s mix (${formatPoints(mix)}).`
}
