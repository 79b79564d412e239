import type { KnownMark } from '../drift/cause.ts'
import { CAUSE_DAYS } from '../drift/policy.ts'
import { markDay, replacedOn, tracesWithin } from '../drift/version-mark.ts'
import type { Segmenter } from '../../shared/model/segmenter.ts'
import type { WriteConnection } from '../store/connection.ts'
import { toolSetTexts } from '../store/version-reader.ts'
import {
  type ModelPairRow,
  type SeenVersion,
  type VersionDayRow,
  writeVersions,
} from '../store/version-writer.ts'
import { type GatheredVersion, GatheredVersions } from './gather-versions.ts'
import { labelPrompts } from './label-prompts.ts'
import { datedTraces } from './version-days.ts'
import type { JobContext } from './worker-context.ts'

/**
 * Finds the versions of everything that traces were made and judged with, writes their rollups, and gives the marks of those
 * that came into force after the beginning. `hasClock` false: nothing is dated, and there are no marks.
 */
export function updateVersions(
  connection: WriteConnection,
  hasClock: boolean,
  segmenter: Segmenter,
  context: JobContext,
): KnownMark[] {
  const templates = labelPrompts(connection, context)
  const gathered = new GatheredVersions(connection, hasClock, segmenter)
  const called = Array.from(
    gathered.calledSets,
    ([hash, names]) => [hash, JSON.stringify({ called: names })] as const,
  )
  const versions = gathered.versions()
  const marked = versions.map((version) => markedOn(version, gathered))
  writeVersions(connection, {
    versions: versions.map((version, index) => seenVersion(version, marked[index]!)),
    days: dayRows(gathered),
    pairs: pairRows(gathered),
    texts: [...templates, ...toolSetTexts(connection), ...called],
  })
  return versions.flatMap((version, index) => {
    const date = marked[index]!
    return date === null ? [] : [markOf(version, date, gathered)]
  })
}

function markedOn(version: GatheredVersion, gathered: GatheredVersions): string | null {
  return markDay(datedTraces(version.segments), datedTraces(gathered.totalOf(version)))
}

/** The agent whose traces a version is in: its own, or the one that it works for. */
function ownerOf({ agent, owners }: GatheredVersion): string {
  const [owner] = owners
  return owners.size === 1 && owner !== undefined ? owner : agent
}

function seenVersion(version: GatheredVersion, marked: string | null): SeenVersion {
  const { kind, agent, label, firstUs, lastUs, traces, textId, recorded } = version
  const owner = ownerOf(version)
  return {
    kind,
    agent,
    label,
    owner: owner === agent ? '' : owner,
    firstUs,
    lastUs,
    traces,
    marked,
    textId,
    recorded,
  }
}

function markOf(version: GatheredVersion, date: string, gathered: GatheredVersions): KnownMark {
  const { kind, label, agent, segments } = version
  const rivals = gathered
    .versions()
    .filter((other) => other.kind === kind && other.agent === agent)
    .map((other) => ({ label: other.label, days: datedTraces(other.segments) }))
  return {
    date,
    kind,
    label,
    agent: ownerOf(version) || null,
    before: replacedOn(date, label, rivals, datedTraces(gathered.totalOf(version))),
    shareIn(segment, from) {
      const total = tracesWithin(datedTraces(gathered.all, segment), from, CAUSE_DAYS)
      return total === 0 ? 0 : tracesWithin(datedTraces(segments, segment), from, CAUSE_DAYS) / total
    },
  }
}

function* pairRows({ pairs }: GatheredVersions): Generator<ModelPairRow> {
  for (const { agent, asked, answered, segments } of pairs.values())
    for (const [segment, days] of segments)
      for (const [date, traces] of days) yield { agent, asked, answered, segment, date, traces }
}

function* dayRows(gathered: GatheredVersions): Generator<VersionDayRow> {
  for (const { kind, agent, label, segments } of gathered.versions())
    for (const [segment, days] of segments)
      for (const [date, traces] of days) yield { kind, agent, label, segment, date, traces }
  for (const { kind, agent, segments } of gathered.totals())
    for (const [segment, days] of segments)
      for (const [date, traces] of days) yield { kind, agent, label: '', segment, date, traces }
}
