import { dayNumber, weekendOf } from '../drift/calendar.ts'
import { dateOf } from '../drift/clock.ts'
import { hashText } from '../drift/chance/seeded-chance.ts'
import { type InputText, LEAST_TEXTS } from '../drift/inputs/compare-inputs.ts'
import {
  type InputReference,
  learnReference,
  readReference,
  writeReference,
} from '../drift/inputs/input-reference.ts'
import { isLearnedFrom, SessionSample } from '../drift/inputs/sample-sessions.ts'
import { findInputChanges, inputNotice, type InputStream } from '../drift/inputs/watch-inputs.ts'
import { addDays, daysBetween } from '../../shared/format.ts'
import type { Notice } from '../../shared/model/shift.ts'
import type { WriteConnection } from '../store/connection.ts'
import { addNotice, type StoredInputs, storedInputs, writeInputReference } from '../store/input-reference.ts'
import { firstInputs, inputReader, type InputRow } from '../store/input-rows.ts'

/** Inputs drawn at most a side: to learn from, of all sessions, and of each of the largest segments. */
const SAMPLES = { learn: 1500, all: 1000, segment: 500 }
const MOST_SEGMENTS = 6
/** Whole weeks that are looked at: what changed before them is old news by now. */
const WEEKS = 4
const WEEK_DAYS = 7
const DAY_US = 86_400_000_000

/**
 * Whether what sessions are asked changed since the baseline: a notice, never an alert. Call it when the baseline is
 * written; its notice is added to those in the workspace and given back. `lastClosedDay`: that of the watch, null where
 * nothing is watched.
 */
export function updateInputs(connection: WriteConnection, lastClosedDay: string | null): Notice[] {
  const stored = storedInputs(connection)
  if (stored === null || lastClosedDay === null) return []
  const weeks = newestWeeks(stored.to, lastClosedDay)
  const lastWeek = weeks.at(-1)
  if (lastWeek === undefined) return []
  const reference = frozenReference(connection, stored)
  if (reference === null) return []
  const notice = inputNotice(
    findInputChanges(streamsOf(connection, stored, weeks, reference.seed), reference),
    lastWeek,
  )
  if (notice === null) return []
  addNotice(connection, notice)
  return [notice]
}

/** First days of the newest whole weeks, counted back from the last closed day to the baseline; oldest first. */
function newestWeeks(baselineTo: string, lastClosedDay: string): string[] {
  const whole = Math.max(0, Math.floor(daysBetween(baselineTo, lastClosedDay) / WEEK_DAYS))
  return Array.from({ length: Math.min(WEEKS, whole) }, (_, index) =>
    addDays(lastClosedDay, 1 - (index + 1) * WEEK_DAYS),
  ).toReversed()
}

/** What was learned when the baseline was frozen; learned now where it was not. Null where it holds too few inputs. */
function frozenReference(
  connection: WriteConnection,
  { baseline, from, to, reference }: StoredInputs,
): InputReference | null {
  const known = reference === null ? null : readReference(reference)
  if (known !== null) return known
  const seed = hashText(`${from} ${to}`)
  const sample = new SessionSample<InputRow>(SAMPLES.learn, seed)
  for (const row of firstInputs(connection, startOf(from), startOf(addDays(to, 1))))
    if (isLearnedFrom(row.session, seed)) sample.add(row.session, row)
  const rows = sample.items()
  if (rows.length < LEAST_TEXTS) return null
  const learned = learnReference(rows.map(inputReader(connection)), seed)
  writeInputReference(connection, baseline, writeReference(learned))
  return learned
}

/** All sessions, and the largest segments by themselves: the other half of the baseline's inputs, and each week's. */
function streamsOf(
  connection: WriteConnection,
  { from, to }: StoredInputs,
  weeks: readonly string[],
  seed: number,
): InputStream[] {
  const before = new Samples(seed)
  for (const row of firstInputs(connection, startOf(from), startOf(addDays(to, 1))))
    if (!isLearnedFrom(row.session, seed)) before.add(row)
  const after = weeks.map((week) => {
    const samples = new Samples(seed)
    for (const row of firstInputs(connection, startOf(week), startOf(addDays(week, WEEK_DAYS))))
      samples.add(row)
    return { from: week, samples }
  })
  const segments = before.largest().slice(0, MOST_SEGMENTS)
  const textOf = inputReader(connection)
  const read = (rows: readonly InputRow[]): InputText[] =>
    rows.map((row) => {
      const date = dateOf(row.startUs)
      return { text: textOf(row), block: date, stratum: weekendOf(date) }
    })
  return [null, ...segments].map((segment) => ({
    segment,
    before: read(before.of(segment)),
    weeks: after.map(({ from: week, samples }) => ({ from: week, texts: read(samples.of(segment)) })),
  }))
}

/** One window: a sample of all its sessions, and one of every segment. */
class Samples {
  readonly #seed: number
  readonly #all: SessionSample<InputRow>
  readonly #segments = new Map<string, { sample: SessionSample<InputRow>; sessions: number }>()

  constructor(seed: number) {
    this.#seed = seed
    this.#all = new SessionSample(SAMPLES.all, seed)
  }

  add(row: InputRow): void {
    this.#all.add(row.session, row)
    let own = this.#segments.get(row.segment)
    if (!own) {
      own = { sample: new SessionSample(SAMPLES.segment, this.#seed), sessions: 0 }
      this.#segments.set(row.segment, own)
    }
    own.sample.add(row.session, row)
    own.sessions++
  }

  /** Segments that can be tested at all, most sessions first. */
  largest(): string[] {
    return Array.from(this.#segments)
      .filter(([, { sessions }]) => sessions >= LEAST_TEXTS)
      .toSorted(([a, one], [b, other]) => other.sessions - one.sessions || (a < b ? -1 : 1))
      .map(([segment]) => segment)
  }

  of(segment: string | null): InputRow[] {
    return segment === null ? this.#all.items() : (this.#segments.get(segment)?.sample.items() ?? [])
  }
}

function startOf(date: string): number {
  return dayNumber(date) * DAY_US
}
