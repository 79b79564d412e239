import { createHash } from 'node:crypto'
import { type MinedTemplate, mineTemplates, type SeenPrompt } from '../analysis/versions/mine-templates.ts'
import { isFilledIn } from '../analysis/versions/prompt-template.ts'
import { unitsOf } from '../analysis/versions/prompt-units.ts'
import type { WriteConnection } from '../store/connection.ts'
import { promptCourse, promptReader, type StoredPrompt, storedPrompts } from '../store/prompt-reader.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import { forgetUnused, writeTemplates } from '../store/version-writer.ts'
import type { JobContext } from './worker-context.ts'

/** Prompts of one agent that templates are mined from, chosen by hash: a version of 1 % of the traffic is ten of them. */
const SAMPLE = 1000
/** ... and those with the most traces, which are surely versions. */
const MOST_USED = 100
/** Characters that are compared at once. */
const SAMPLE_CHARACTERS = 24_000_000
/** Prompts that fit no template are mined in turn; what is left then is too varied to have one. */
const ROUNDS = 3
const DAY_US = 86_400_000_000
/** Moments are cut to the hour; to the minute in what lasted less than a week. */
const STEP_US = 3_600_000_000
const FINE_STEP_US = 60_000_000
const FINE_RANGE_US = 7 * DAY_US
const KNOWN = 'versions.prompts'

/** What templates were last mined from, and the texts they have, by agent. */
type KnownGroups = Record<string, { from: string; templates: [id: string, text: string][] }>

/**
 * Finds the templates of all system prompts and says of each prompt which one it is filled into; the texts of the templates
 * by id. The same for the same prompts, in however many imports they came; agents whose prompts are as they were are not
 * looked at again.
 */
export function labelPrompts(connection: WriteConnection, context: JobContext): Map<string, string> {
  forgetUnused(connection)
  const stored = readSetting(connection, KNOWN)
  const known: KnownGroups = stored === null ? {} : JSON.parse(stored)
  const now: KnownGroups = {}
  for (const [agent, group] of gatherGroups(connection)) {
    context.checkCancelled()
    const sample = chooseSample(group)
    const step = stepOf(group)
    const courses = sample.map(({ id, key }) => ({ id, key, course: promptCourse(connection, id, step) }))
    const from = hashOf([
      group.map(({ key }) => key).toSorted(),
      courses.map(({ key, course }) => [key, course]),
    ])
    const before = known[agent]
    if (before?.from === from) now[agent] = before
    else {
      const templates = mineGroup(connection, group, courses, before?.templates ?? [], context)
      now[agent] = { from, templates: templates.map(({ id, text }) => [id, text]) }
    }
  }
  writeSetting(connection, KNOWN, JSON.stringify(now))
  return new Map(Object.values(now).flatMap(({ templates }) => templates))
}

function gatherGroups(connection: WriteConnection): Map<string, StoredPrompt[]> {
  const groups = new Map<string, StoredPrompt[]>()
  for (const prompt of storedPrompts(connection)) {
    const group = groups.get(prompt.agent)
    if (group === undefined) groups.set(prompt.agent, [prompt])
    else group.push(prompt)
  }
  return groups
}

function chooseSample(group: readonly StoredPrompt[]): StoredPrompt[] {
  if (group.length <= SAMPLE + MOST_USED) return group.toSorted(byKey)
  const used = group.toSorted((a, b) => b.traces - a.traces || byKey(a, b)).slice(0, MOST_USED)
  const chosen = new Set([...used, ...group.toSorted(byKey).slice(0, SAMPLE)])
  return [...chosen].toSorted(byKey)
}

function byKey(a: { key: string }, b: { key: string }): number {
  return a.key < b.key ? -1 : 1
}

function stepOf(group: readonly StoredPrompt[]): number {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const { firstUs, lastUs } of group) {
    first = Math.min(first, firstUs ?? first)
    last = Math.max(last, lastUs ?? last)
  }
  return last - first < FINE_RANGE_US ? FINE_STEP_US : STEP_US
}

function mineGroup(
  connection: WriteConnection,
  group: readonly StoredPrompt[],
  sample: readonly { id: number; key: string; course: SeenPrompt['course'] }[],
  before: readonly [id: string, text: string][],
  context: JobContext,
): { id: string; text: string }[] {
  const read = promptReader(connection)
  const labels = new Map<number, string | null>()
  const templates: MinedTemplate[] = []
  const mine = (prompts: readonly { id: number; key: string; course: SeenPrompt['course'] }[]): void => {
    const ids = new Map(prompts.map(({ id, key }) => [key, id]))
    // Read as they stand in the file, then cut by key: what is left out must not depend on the order of imports.
    const texts = new Map(prompts.toSorted((a, b) => a.id - b.id).map(({ id }) => [id, read(id)]))
    const seen: SeenPrompt[] = []
    let characters = 0
    for (const { id, key, course } of prompts) {
      const text = texts.get(id) ?? null
      if (text === null || characters > SAMPLE_CHARACTERS) continue
      characters += text.length
      seen.push({ key, text, course })
    }
    const mined = mineTemplates(seen)
    templates.push(...mined)
    for (const { id, prompts: own } of mined) for (const key of own) labels.set(ids.get(key)!, id)
  }
  mine(sample)
  // With the templates it had, every prompt that was not mined keeps its own.
  const ids = new Set(templates.map(({ id }) => id))
  const isAsBefore = before.length > 0 && before.every(([id]) => ids.has(id)) && before.length === ids.size
  let rest = group.filter(({ id, template }) => !labels.has(id) && !(isAsBefore && template !== null))
  for (let round = 1; rest.length > 0 && round <= ROUNDS; round++) {
    rest = rest.filter(({ id }) => {
      context.checkCancelled()
      const text = read(id)
      const units = text === null ? [] : unitsOf(text)
      const found = templates.find((template) => isFilledIn(template, units))
      labels.set(id, found?.id ?? null)
      return found === undefined
    })
    if (round === ROUNDS) break
    const step = stepOf(group)
    const next = rest.toSorted(byKey).slice(0, SAMPLE)
    mine(next.map(({ id, key }) => ({ id, key, course: promptCourse(connection, id, step) })))
    rest = rest.filter(({ id }) => labels.get(id) === null)
  }
  writeTemplates(connection, labels)
  return templates
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}
