import type { Side } from './side.ts'

/** A task that both sides ran: the sessions of each, by number. */
export interface Pair {
  task: string
  a: number[]
  b: number[]
}

/** The tasks both sides ran, in order of name, and how many ran on one side only. */
export function pairTasks(a: Side, b: Side): { pairs: Pair[]; onlyA: number; onlyB: number } {
  const [inA, inB] = [sessionsByTask(a), sessionsByTask(b)]
  const pairs = [...inA]
    .flatMap(([task, sessions]) => {
      const others = inB.get(task)
      return others ? [{ task, a: sessions, b: others }] : []
    })
    .toSorted((one, other) => (one.task < other.task ? -1 : 1))
  return { pairs, onlyA: inA.size - pairs.length, onlyB: inB.size - pairs.length }
}

function sessionsByTask(side: Side): Map<string, number[]> {
  const tasks = new Map<string, number[]>()
  for (const [session, { task }] of side.sessions.entries()) {
    if (task === null) continue
    const sessions = tasks.get(task)
    if (sessions) sessions.push(session)
    else tasks.set(task, [session])
  }
  return tasks
}

/**
 * A value of each side for every pair that has one on both: several runs of a task are averaged, since they are not
 * independent of one another.
 */
export function pairedMeans(
  pairs: readonly Pair[],
  valueA: (session: number) => number | null,
  valueB: (session: number) => number | null,
): [number, number][] {
  return pairs.flatMap(({ a, b }) => {
    const [one, other] = [meanOf(a, valueA), meanOf(b, valueB)]
    return one === null || other === null ? [] : [[one, other]]
  })
}

function meanOf(sessions: readonly number[], value: (session: number) => number | null): number | null {
  const told = sessions.map(value).filter((one) => one !== null && !Number.isNaN(one))
  return told.length === 0 ? null : told.reduce<number>((sum, one) => sum + (one ?? 0), 0) / told.length
}
