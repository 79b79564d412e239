/** A sequence of units or words by number. */
export type Sequence = readonly number[]

/** What all sequences have in common, in order, and where each stands in each sequence. */
export interface Alignment {
  anchors: readonly number[]
  /** `[sequence][anchor]`. */
  places: readonly (readonly number[])[]
}

/**
 * Aligns sequences at what stands exactly once in every one, in the same order, and at what all of them have right before and
 * after that; anything else lies between.
 */
export function alignSequences(sequences: readonly Sequence[]): Alignment {
  const [first] = sequences
  if (first === undefined) return { anchors: [], places: [] }
  const unique = new Map<number, number>()
  for (const sequence of sequences) {
    for (const id of onceIn(sequence)) unique.set(id, (unique.get(id) ?? 0) + 1)
  }
  let anchors = first.filter((id) => unique.get(id) === sequences.length)
  for (const sequence of sequences) {
    const place = placesIn(sequence)
    anchors = longestIncreasing(anchors, (id) => place.get(id)!)
  }
  const places = sequences.map((sequence) => {
    const place = placesIn(sequence)
    return anchors.map((id) => place.get(id)!)
  })
  return widened(sequences, { anchors, places })
}

/** Adds to the anchors what all gaps begin and end with: words that are repeated elsewhere in the sentence. */
function widened(sequences: readonly Sequence[], { anchors, places }: Alignment): Alignment {
  const all: number[] = []
  const wide = sequences.map((): number[] => [])
  const take = (placeOf: (index: number) => number): void => {
    for (const [index, own] of wide.entries()) own.push(placeOf(index))
    all.push(sequences[0]![placeOf(0)]!)
  }
  for (let gap = 0; gap <= anchors.length; gap++) {
    const starts = places.map((own) => (gap === 0 ? 0 : own[gap - 1]! + 1))
    const ends = places.map((own, index) => own[gap] ?? sequences[index]!.length)
    const room = Math.min(...ends.map((end, index) => end - starts[index]!))
    const isShared = (placeOf: (index: number) => number): boolean =>
      sequences.every((sequence, index) => sequence[placeOf(index)] === sequences[0]![placeOf(0)])
    let head = 0
    while (head < room && isShared((index) => starts[index]! + head)) head += 1
    let tail = 0
    while (tail < room - head && isShared((index) => ends[index]! - 1 - tail)) tail += 1
    for (let at = 0; at < head; at++) take((index) => starts[index]! + at)
    for (let at = tail; at > 0; at--) take((index) => ends[index]! - at)
    if (gap < anchors.length) take((index) => places[index]![gap]!)
  }
  return { anchors: all, places: wide }
}

/** What a sequence holds before anchor `gap` (after the last one, where there is none). */
export function gapOf(sequence: Sequence, places: readonly number[], gap: number): Sequence {
  return sequence.slice(gap === 0 ? 0 : places[gap - 1]! + 1, places[gap] ?? sequence.length)
}

function onceIn(sequence: Sequence): Set<number> {
  const once = new Set<number>()
  const more = new Set<number>()
  for (const id of sequence) {
    if (once.has(id)) {
      once.delete(id)
      more.add(id)
    } else if (!more.has(id)) once.add(id)
  }
  return once
}

function placesIn(sequence: Sequence): Map<number, number> {
  return new Map(sequence.map((id, index) => [id, index]))
}

/** The longest part of `items` whose values increase; the first of several. */
function longestIncreasing(items: readonly number[], valueOf: (item: number) => number): number[] {
  const values = items.map(valueOf)
  if (values.every((value, index) => index === 0 || value > values[index - 1]!)) return [...items]
  const tails: number[] = []
  const before: number[] = []
  for (const [index, value] of values.entries()) {
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (values[tails[middle]!]! < value) low = middle + 1
      else high = middle
    }
    before.push(low === 0 ? -1 : tails[low - 1]!)
    tails[low] = index
  }
  const kept: number[] = []
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at]!) kept.push(items[at]!)
  return kept.toReversed()
}
