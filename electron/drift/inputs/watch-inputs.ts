import { addDays } from '../../../shared/format.ts'
import type { Notice } from '../../../shared/model/shift.ts'
import { dayName, percent } from '../wording.ts'
import {
  compareInputs,
  type InputChange,
  type InputText,
  LEAST_TEXTS,
  placeInputs,
  type ShareChange,
} from './compare-inputs.ts'
import type { InputReference } from './input-reference.ts'

/** The inputs of one segment, or (null) of all sessions: those of the baseline, and those of whole weeks after it. */
export interface InputStream {
  segment: string | null
  before: readonly InputText[]
  weeks: readonly { from: string; texts: readonly InputText[] }[]
}

/**
 * Level of one look over all its streams and weeks together (Holm 1979): of fifty looks at unchanged inputs one is wrong,
 * however many segments and weeks there are. Looks at overlapping days are hardly further chances.
 */
export const LEVEL = 0.02

/** What is told of one notice. */
const [TOLD_TOPICS, TOLD_STREAMS] = [3, 3]

interface Found {
  segment: string | null
  week: string
  change: InputChange
}

/** What had enough inputs to be tested, and what of it changed; in the order of streams and weeks. */
export interface InputFindings {
  tested: Found[]
  changed: Found[]
}

/** Holds every week of every stream against the baseline. */
export function findInputChanges(streams: readonly InputStream[], reference: InputReference): InputFindings {
  const tests = streams.flatMap(({ segment, before, weeks }, stream) => {
    const usual = placeInputs(before, reference)
    return weeks.flatMap(({ from, texts }, week): Found[] => {
      const seed = reference.seed + 1000 * stream + week
      const change = compareInputs(usual, placeInputs(texts, reference), reference, { seed })
      return change.verdict === 'tested' ? [{ segment, week: from, change }] : []
    })
  })
  const holds = new Set(holm(tests))
  return { tested: tests, changed: tests.filter((test) => holds.has(test)) }
}

/** Holm's step-down procedure: those that hold at the level, all together. */
function holm(tests: readonly Found[]): Found[] {
  const ordered = tests.toSorted((a, b) => a.change.p - b.change.p)
  const failed = ordered.findIndex(({ change }, rank) => change.p > LEVEL / (ordered.length - rank))
  return failed < 0 ? ordered : ordered.slice(0, failed)
}

/** One notice for all of it, or none: a digest, never an alert. `lastWeek`: the first day of the newest whole week. */
export function inputNotice({ tested, changed }: InputFindings, lastWeek: string): Notice | null {
  const streams = Array.from(
    Map.groupBy(changed, ({ segment }) => segment),
    ([segment, own]) => ({ segment, first: own[0]!, last: own.at(-1)! }),
  )
  const [leading] = streams
  if (leading === undefined) return null
  const inSegments = streams.filter(({ segment }) => segment !== null)
  const told = (inSegments.length > 0 ? inSegments : streams).slice(0, TOLD_STREAMS)
  const parts = told.map(({ segment, first, last }) => {
    const where = segment === null ? 'Over all sessions' : `In ${segment}`
    const since = `since the week from ${dayName(first.week)}`
    const ended = last.week < lastWeek ? ` (until that from ${dayName(addDays(last.week, 7))})` : ''
    return `${where}, ${since}${ended}: ${explained(last.change)}.`
  })
  const others = (inSegments.length > 0 ? inSegments : streams).length - told.length
  const more = others > 0 ? ` ${others} more segments changed too.` : ''
  const mix = inSegments.length === 0 ? mixOf(tested) : ''
  const first = told.map(({ first: { week } }) => week).toSorted()[0] ?? null
  return {
    kind: 'inputs',
    title: 'Inputs changed',
    text: `${parts.join(' ')}${more}${mix} Input text raises no alert: it says what sessions were asked, not how they went.`,
    on: first,
  }
}

/** Where all sessions together changed and no segment did by itself. */
function mixOf(tested: readonly Found[]): string {
  const segments = new Set(tested.flatMap(({ segment }) => (segment === null ? [] : [segment])))
  return segments.size === 0
    ? ` No segment had ${LEAST_TEXTS} inputs in a week to be looked at by itself: it may be the traffic mix alone.`
    : ` Inside ${[...segments].slice(0, TOLD_STREAMS).join(', ')}${segments.size > TOLD_STREAMS ? ` and ${segments.size - TOLD_STREAMS} more` : ''} nothing changed: it is the traffic mix.`
}

function explained({ topics, unlike, words }: InputChange): string {
  const parts = merged(topics)
    .slice(0, TOLD_TOPICS)
    .map((change) => moved(`inputs about ${change.terms.join(', ')}`, change))
  if (unlike) parts.push(moved('inputs unlike any of the baseline', unlike))
  if (parts.length === 0 || unlike !== null) {
    const named = words.slice(0, TOLD_TOPICS).map((change) => moved(`the word "${change.terms[0]}"`, change))
    parts.push(...named)
  }
  return parts.length > 0
    ? parts.join('; ')
    : 'the words differ a little everywhere, and no topic or word stands out'
}

function moved(what: string, { before, after }: ShareChange): string {
  return `${what} ${after > before ? 'grew' : 'fell'} from ${percent(before)} to ${percent(after)}`
}

/** Topics that the same words name are one to a reader. */
function merged(topics: readonly ShareChange[]): ShareChange[] {
  return Array.from(Map.groupBy(topics, ({ terms }) => terms.toSorted().join(' ')).values(), (same) => ({
    terms: same[0]!.terms,
    before: same.reduce((sum, { before }) => sum + before, 0),
    after: same.reduce((sum, { after }) => sum + after, 0),
  })).toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
}
