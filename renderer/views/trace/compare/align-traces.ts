import { spanLabel } from '../tree/span-label.ts'
import type { SpanTree } from '../tree/span-tree.ts'

/** One step of two traces laid beside each other: a row of each, -1 where one has no such step. */
export interface Step {
  readonly before: number
  readonly after: number
  readonly depth: number
}

/** Beyond this many pairs to look at (4 million: 30 ms and 8 MB) siblings are matched by their order among their like. */
const MOST_PAIRS = 4_000_000

/**
 * Lays two traces beside each other, level by level: the children of two matched spans are matched in order by kind and
 * name (the longest common sequence of them), what has no match stands alone with all below it. In display order.
 */
export function alignTraces(before: SpanTree, after: SpanTree): Step[] {
  const steps: Step[] = []
  const words = new Map<string, number>()
  const keysOf = (tree: SpanTree): Int32Array =>
    Int32Array.from(tree.spans, (span) => {
      const key = `${span.kind}\u0000${spanLabel(span)}`
      let known = words.get(key)
      if (known === undefined) words.set(key, (known = words.size))
      return known
    })
  const keys = { before: keysOf(before), after: keysOf(after) }

  // By hand, not by recursion: traces of 100,000 spans may be as deep.
  const waiting: Step[] = []
  const lay = (left: readonly number[], right: readonly number[], depth: number): void => {
    const pairs = matchSiblings(
      left.map((row) => keys.before[row] ?? -1),
      right.map((row) => keys.after[row] ?? -1),
    )
    for (const [a, b] of pairs.toReversed()) {
      waiting.push({ before: left[a] ?? -1, after: right[b] ?? -1, depth })
    }
  }
  lay(rootsOf(before), rootsOf(after), 0)
  while (waiting.length > 0) {
    const step = waiting.pop()
    if (step === undefined) break
    steps.push(step)
    const { before: a, after: b, depth } = step
    if (a >= 0 && b >= 0) lay(childrenOf(before, a), childrenOf(after, b), depth + 1)
    else if (a >= 0) addAlone(before, a, depth, (row, level) => ({ before: row, after: -1, depth: level }))
    else addAlone(after, b, depth, (row, level) => ({ before: -1, after: row, depth: level }))
  }
  return steps

  function addAlone(
    tree: SpanTree,
    row: number,
    depth: number,
    stepOf: (row: number, depth: number) => Step,
  ): void {
    const top = tree.depth[row] ?? 0
    for (let at = row + 1; at < (tree.end[row] ?? 0); at++) {
      steps.push(stepOf(at, depth + (tree.depth[at] ?? 0) - top))
    }
  }
}

/**
 * Pairs two sequences of keys in order: `[i, j]` for a match, `[i, -1]` and `[-1, j]` for what stands alone. The same at
 * both ends is taken first, then the longest common sequence; on a tie what is only in the first goes first.
 */
export function matchSiblings(left: readonly number[], right: readonly number[]): [number, number][] {
  let head = 0
  while (head < left.length && head < right.length && left[head] === right[head]) head++
  let tail = 0
  while (
    tail < left.length - head &&
    tail < right.length - head &&
    left[left.length - 1 - tail] === right[right.length - 1 - tail]
  )
    tail++
  const [a, b] = [left.slice(head, left.length - tail), right.slice(head, right.length - tail)]
  const middle = a.length * b.length <= MOST_PAIRS ? longestCommon(a, b) : byOrder(a, b)
  return [
    ...Array.from({ length: head }, (_, at): [number, number] => [at, at]),
    ...middle.map(([i, j]): [number, number] => [i < 0 ? -1 : i + head, j < 0 ? -1 : j + head]),
    ...Array.from({ length: tail }, (_, at): [number, number] => [
      left.length - tail + at,
      right.length - tail + at,
    ]),
  ]
}

function longestCommon(a: readonly number[], b: readonly number[]): [number, number][] {
  const width = b.length + 1
  // lengths[i * width + j]: the longest common sequence of what is left from i and from j on.
  const lengths = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        a[i] === b[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0)
    }
  }
  const pairs: [number, number][] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const isMatch = i < a.length && j < b.length && a[i] === b[j]
    const down = i < a.length ? (lengths[(i + 1) * width + j] ?? 0) : -1
    const right = j < b.length ? (lengths[i * width + j + 1] ?? 0) : -1
    if (isMatch) pairs.push([i++, j++])
    else if (down >= right) pairs.push([i++, -1])
    else pairs.push([-1, j++])
  }
  return pairs
}

/** For very many siblings: greedy, each with the next of its like that is still ahead. */
function byOrder(a: readonly number[], b: readonly number[]): [number, number][] {
  const places = new Map<number, number[]>()
  b.forEach((key, at) => {
    const list = places.get(key)
    if (list === undefined) places.set(key, [at])
    else list.push(at)
  })
  const taken = new Map<number, number>()
  const pairs: [number, number][] = []
  let next = 0
  a.forEach((key, i) => {
    const list = places.get(key) ?? []
    let nth = taken.get(key) ?? 0
    while (nth < list.length && (list[nth] ?? 0) < next) nth++
    const j = list[nth]
    taken.set(key, nth)
    // A match far ahead would leave all between without one.
    if (j === undefined || j - next > REACH) {
      pairs.push([i, -1])
      return
    }
    while (next < j) pairs.push([-1, next++])
    pairs.push([i, j])
    next = j + 1
  })
  while (next < b.length) pairs.push([-1, next++])
  return pairs
}
const REACH = 200

function rootsOf(tree: SpanTree): number[] {
  const roots: number[] = []
  for (let row = 0; row < tree.spans.length; row = tree.end[row] ?? row + 1) roots.push(row)
  return roots
}

function childrenOf(tree: SpanTree, row: number): number[] {
  const children: number[] = []
  const end = tree.end[row] ?? row + 1
  for (let child = row + 1; child < end; child = tree.end[child] ?? child + 1) children.push(child)
  return children
}
