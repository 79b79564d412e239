import { SEGMENT_SEPARATOR } from '../../../shared/model/segment.ts'
import type { Side } from './side.ts'

/** How the sessions of both sides are split so that like is compared with like. */
export interface Strata {
  names: string[]
  /** By session, the position of its stratum. */
  a: Int32Array
  b: Int32Array
  /** What the strata are made of. */
  by: ('agent' | 'model')[]
  /** Sessions of each side in strata that the other side does not have: they cannot be compared. */
  aloneA: number
  aloneB: number
}

/** A part of the sessions that only one side has, up to which a split is kept and the part left out. */
const UNMATCHED_SHARE = 0.05

/**
 * Strata by agent and model family, without what defines the sides (`leaveOut`). Where an agent's models changed from a
 * to b the model is part of the change, so its sessions are one stratum; where the sides have no agent in common, no split
 * is by agent.
 */
export function chooseStrata(a: Side, b: Side, leaveOut: ReadonlySet<'agent' | 'model'>): Strata {
  const byAgent = !leaveOut.has('agent') && shareAgent(a, b)
  const [familiesA, familiesB] = [familiesOf(a, byAgent), familiesOf(b, byAgent)]
  const split = new Set(
    leaveOut.has('model')
      ? []
      : [...familiesA.keys()].filter((agent) => isMatched(familiesA.get(agent), familiesB.get(agent))),
  )
  const positions = new Map<string, number>()
  const place = (side: Side): Int32Array =>
    Int32Array.from(side.sessions, ({ agent, family }) => {
      const parts = byAgent ? [agent] : []
      if (split.has(byAgent ? agent : ALL)) parts.push(family)
      const name = parts.join(SEGMENT_SEPARATOR) || ALL
      const known = positions.get(name) ?? positions.size
      positions.set(name, known)
      return known
    })
  const [inA, inB] = [place(a), place(b)]
  return {
    names: [...positions.keys()],
    a: inA,
    b: inB,
    by: [...(byAgent ? ['agent' as const] : []), ...(split.size > 0 ? ['model' as const] : [])],
    aloneA: unmatched(inA, inB),
    aloneB: unmatched(inB, inA),
  }
}

/** The one stratum of sides that are not split. */
const ALL = 'all'

function shareAgent(a: Side, b: Side): boolean {
  const known = new Set(a.sessions.map(({ agent }) => agent))
  return b.sessions.some(({ agent }) => known.has(agent))
}

type Families = Map<string, number>

/** Whether the models of an agent are on both sides in more than remnants. */
function isMatched(one: Families | undefined, other: Families | undefined): boolean {
  return (
    one !== undefined &&
    other !== undefined &&
    alone(one, other) <= UNMATCHED_SHARE &&
    alone(other, one) <= UNMATCHED_SHARE
  )
}

function familiesOf(side: Side, byAgent: boolean): Map<string, Families> {
  const agents = new Map<string, Families>()
  for (const session of side.sessions) {
    const agent = byAgent ? session.agent : ALL
    const { family } = session
    let families = agents.get(agent)
    if (!families) agents.set(agent, (families = new Map()))
    families.set(family, (families.get(family) ?? 0) + 1)
  }
  return agents
}

/** Share of the sessions of one side with a family that the other does not have. */
function alone(one: Families, other: Families): number {
  let total = 0
  let missing = 0
  for (const [family, sessions] of one) {
    total += sessions
    if (!other.has(family)) missing += sessions
  }
  return missing / total
}

function unmatched(one: Int32Array, other: Int32Array): number {
  const known = new Set(other)
  return one.reduce((sum, stratum) => (known.has(stratum) ? sum : sum + 1), 0)
}
