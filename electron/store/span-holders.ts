/** One version of a span: the values of its columns as JSON, and its body. `import` owns the block of the body. */
export interface SpanVersion {
  fields: string
  block: number
  at: number
  length: number
  import: number
  body(): string
}

/** A source that holds a span: with a version of its own, or (null) repeating the version before it. */
export interface Holder {
  source: number
  import: number
  seq: number
  line: number | null
  offset: number | null
  version: SpanVersion | null
}

export interface MergedHolders {
  /** In order of arrival; the last is the one that counts. `repeats` come from other imports than the owner's. */
  versions: { owner: Holder; version: SpanVersion; repeats: Holder[] }[]
  /** The source that brings the span now, where that was one of the import that goes. */
  newFirst: number | null
  /** Changes of the number of duplicates, by source. */
  duplicates: Map<number, number>
  /** Whether the span that counts is another than before, or gone. */
  changed: boolean
}

/** The holders of one span, in order of arrival, as if one import had never been. */
export function mergeHolders(holders: readonly Holder[], importId: number): MergedHolders {
  const versions: MergedHolders['versions'] = []
  const duplicates = new Map<number, number>()
  let arrived: SpanVersion | null = null
  for (const holder of holders) {
    arrived = holder.version ?? arrived
    if (holder.import === importId || arrived === null) continue
    const last = versions.at(-1)
    const repeats = last !== undefined && isSame(last.version, arrived)
    const change = Number(repeats) - Number(holder.version === null)
    if (change !== 0) duplicates.set(holder.source, (duplicates.get(holder.source) ?? 0) + change)
    if (!repeats) versions.push({ owner: holder, version: arrived, repeats: [] })
    else if (holder.import !== last.owner.import) last.repeats.push(holder)
  }
  const first = holders[0]
  const newFirst = first?.import === importId ? (versions[0]?.owner.source ?? null) : null
  const now = versions.at(-1)?.version
  const changed = now === undefined || arrived === null || !isSame(now, arrived)
  return { versions, newFirst, duplicates, changed }
}

function isSame(a: SpanVersion, b: SpanVersion): boolean {
  return a === b || (a.length === b.length && a.fields === b.fields && a.body() === b.body())
}
