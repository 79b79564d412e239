import { segmentKin, segmentOf } from '../../shared/model/segment.ts'
import type { Segmenter } from '../../shared/model/segmenter.ts'
import { promptLabel, toolSetLabel, type VersionKind } from '../../shared/model/version.ts'
import type { WriteConnection } from '../store/connection.ts'
import { countRootNames, type VersionTraces, versionTotals, versionTraces } from '../store/version-reader.ts'
import { type CalledTools, calledSets } from './called-tools.ts'
import {
  addDays,
  dateOfRow,
  datedTraces,
  rowSegments,
  type SegmentDays,
  type SegmentRow,
} from './version-days.ts'

/** A root's name stands for an agent that nobody names while there are so many; else it is a task. */
const MOST_ROOT_NAMES = 50
/** A prompt too varied to have a template, of which nobody tells the version. */
const UNKNOWN_PROMPT = 'p-other'

export interface GatheredVersion {
  kind: VersionKind
  agent: string
  label: string
  /** Agents of the traces it is in. */
  owners: Set<string>
  firstUs: number | null
  lastUs: number | null
  traces: number
  textId: string | null
  recorded: string | null
  segments: SegmentDays
}

/** What traces were made and judged with. */
export class GatheredVersions {
  /** Tools that were called where none are declared, by hash of the set. */
  readonly calledSets = new Map<string, string[]>()
  /** Traces by agent, model asked for and model that answered. */
  readonly pairs = new Map<
    string,
    { agent: string; asked: string; answered: string; segments: SegmentDays }
  >()
  /** All traces. */
  readonly all: SegmentDays = new Map()
  readonly #versions = new Map<string, GatheredVersion>()
  readonly #totals = new Map<string, SegmentDays>()
  readonly #isNamed: boolean

  /** `hasClock` false: nothing is dated. */
  constructor(connection: WriteConnection, hasClock: boolean, segmenter: Segmenter) {
    this.#isNamed = countRootNames(connection, MOST_ROOT_NAMES + 1) <= MOST_ROOT_NAMES
    const segmentOfRow = rowSegments(segmenter)
    const dated = (row: VersionTraces): SegmentRow => ({
      ...row,
      segment: segmentOfRow(row),
      day: hasClock ? row.day : null,
    })
    const called: SegmentRow[] = []
    for (const told of versionTraces(connection, segmenter)) {
      const row = dated(told)
      if (row.kind === 'agent') addDays(this.all, row)
      if (row.kind === 'called') called.push(row)
      else if (row.kind !== 'agent' || row.traceAgent !== null || this.#isNamed) this.#add(row.kind, row)
      if (row.kind === 'answered') this.#addPair(row)
      if (row.kind === 'provider') addDays(this.#total('provider', this.#agentOf(row)), row)
      if (row.kind === 'agent' || row.kind === 'rubric' || row.kind === 'judge')
        addDays(this.#total(row.kind, ''), row)
    }
    const calling: SegmentRow[] = []
    for (const told of versionTotals(connection, segmenter)) {
      const row = dated(told)
      if (row.kind === 'called') calling.push(row)
      else addDays(this.#total(row.kind, this.#agentOf(row)), row)
      // Agents that work for others show by their calls alone.
      if (row.kind === 'model' && row.agent !== '' && row.agent !== row.traceAgent)
        this.#add('agent', { ...row, version: row.agent, agent: '' })
    }
    this.#addCalled(called, calling)
    nameParallels(this.versions())
  }

  versions(): GatheredVersion[] {
    return [...this.#versions.values()]
  }

  /** Traces with any version of a kind, by agent. */
  *totals(): Generator<{ kind: VersionKind; agent: string; segments: SegmentDays }> {
    for (const [key, segments] of this.#totals) {
      const [kind, agent] = JSON.parse(key) as [VersionKind, string]
      yield { kind, agent, segments }
    }
  }

  totalOf({ kind, agent }: Pick<GatheredVersion, 'kind' | 'agent'>): SegmentDays | undefined {
    return this.#totals.get(JSON.stringify([kind, agent]))
  }

  #total(kind: VersionKind, agent: string): SegmentDays {
    const known = this.totalOf({ kind, agent })
    if (known !== undefined) return known
    const total: SegmentDays = new Map()
    this.#totals.set(JSON.stringify([kind, agent]), total)
    return total
  }

  /** The agent whose call it was, else the one of the trace; '' where none is named. */
  #agentOf({ agent, traceAgent, rootName }: VersionTraces): string {
    if (agent === '' && traceAgent === null && !this.#isNamed) return ''
    return segmentKin(segmentOf({ agent: agent === '' ? traceAgent : agent, rootName, model: null })) ?? ''
  }

  #addPair(row: SegmentRow): void {
    const name = { agent: this.#agentOf(row), asked: row.recorded, answered: row.version }
    const key = JSON.stringify(name)
    let pair = this.pairs.get(key)
    if (pair === undefined) {
      pair = { ...name, segments: new Map() }
      this.pairs.set(key, pair)
    }
    addDays(pair.segments, row)
  }

  #add(kind: VersionKind, row: SegmentRow): void {
    const isTied = kind !== 'agent' && kind !== 'rubric' && kind !== 'judge'
    const agent = isTied ? this.#agentOf(row) : ''
    const recorded = kind === 'prompt' && row.recorded !== '' ? row.recorded : null
    const hasText = (kind === 'prompt' || kind === 'tools') && row.version !== ''
    const key = JSON.stringify([kind, agent, recorded, row.version])
    let version = this.#versions.get(key)
    if (version === undefined) {
      const label = recorded ?? labelOf(kind, row.version)
      const textId = hasText ? row.version : null
      const times = { firstUs: null, lastUs: null, traces: 0 }
      version = { kind, agent, label, owners: new Set(), ...times, textId, recorded, segments: new Map() }
      this.#versions.set(key, version)
    }
    if (isTied) version.owners.add(this.#agentOf({ ...row, agent: '' }))
    if (row.day !== null) {
      version.firstUs = Math.min(version.firstUs ?? row.firstUs, row.firstUs)
      version.lastUs = Math.max(version.lastUs ?? row.lastUs, row.lastUs)
    }
    version.traces += row.traces
    addDays(version.segments, row)
  }

  /** Where the tools to choose from are not declared, those that were called stand for them. */
  #addCalled(called: readonly SegmentRow[], calling: readonly SegmentRow[]): void {
    const totals = Map.groupBy(calling, (row) => this.#agentOf(row))
    for (const [agent, rows] of Map.groupBy(called, (row) => this.#agentOf(row))) {
      const own = totals.get(agent) ?? []
      const tools = Map.groupBy(rows, ({ version }) => version)
      const days = new Map(Array.from(tools, ([name, uses]) => [name, daysOf(uses)]))
      for (const { hash, names, from, to } of calledSets({ tools: days, totals: daysOf(own) })) {
        this.calledSets.set(hash, names)
        for (const row of own) {
          const date = dateOfRow(row)
          if (date === '' || date < from || date > to) continue
          this.#add('tools', { ...row, version: hash })
          addDays(this.#total('tools', agent), row)
        }
      }
    }
  }
}

function daysOf(rows: readonly SegmentRow[]): CalledTools['totals'] {
  const segments: SegmentDays = new Map()
  for (const row of rows) addDays(segments, row)
  return datedTraces(segments)
}

function labelOf(kind: VersionKind, version: string): string {
  if (kind === 'prompt') return version === '' ? UNKNOWN_PROMPT : promptLabel(version)
  return kind === 'tools' ? toolSetLabel(version) : version
}

/** Several prompts under one recorded version: the first keeps the name, the others get their template beside it. */
function nameParallels(versions: readonly GatheredVersion[]): void {
  const groups = Map.groupBy(versions, ({ kind, agent, label }) => JSON.stringify([kind, agent, label]))
  for (const group of groups.values()) {
    const ordered = group.toSorted((a, b) => (a.firstUs ?? 0) - (b.firstUs ?? 0) || b.traces - a.traces)
    for (const [index, version] of ordered.entries()) {
      if (index > 0)
        version.label += version.textId === null ? ` (${index + 1})` : ` (${promptLabel(version.textId)})`
    }
  }
}
