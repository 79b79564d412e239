import type { BaselineEntry, BaselineKind } from '../../shared/model/baseline.ts'
import type { DayRange } from '../../shared/model/policy.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'

/** A version of the baseline as it is kept. */
export interface StoredPlan {
  version: number
  /** The JSON text the drift module wrote. */
  plan: string
}

export interface NewBaseline {
  version: number
  kind: BaselineKind
  name: string
  from: string
  to: string
  sessions: number
  excluded: readonly DayRange[]
  categories: readonly string[] | null
  reason: string
  author: string
  /** An earlier version that it withdraws. */
  takesBack: number | null
  plan: string
}

type EntryRow = Omit<BaselineEntry, 'excluded' | 'categories' | 'said'> & {
  excluded: string
  categories: string | null
  said: string
}

const ENTRIES = `
  SELECT version, kind, name, from_date AS "from", to_date AS "to", sessions, reason, author, accepted_us AS acceptedUs,
    excluded, categories, taken_back_by AS takenBackBy, said
  FROM baseline ORDER BY version DESC`

/** Every version of the baseline, newest first; the newest is in force. */
export function listBaselines({ db }: ReadConnection): BaselineEntry[] {
  return db
    .prepare<[], EntryRow>(ENTRIES)
    .all()
    .map((row) =>
      Object.assign(row, {
        excluded: JSON.parse(row.excluded),
        categories: row.categories === null ? null : JSON.parse(row.categories),
        said: JSON.parse(row.said),
      }),
    )
}

/** The plan in force, or null. */
export function currentPlan({ db }: ReadConnection): StoredPlan | null {
  return (
    db
      .prepare<[], StoredPlan>('SELECT version, model AS plan FROM baseline ORDER BY version DESC LIMIT 1')
      .get() ?? null
  )
}

/** What was in force before a version, leaving out what was taken back; null where it was the first. */
export function planBefore({ db }: ReadConnection, version: number): StoredPlan | null {
  const row = db
    .prepare<[number], StoredPlan>(
      `SELECT version, model AS plan FROM baseline WHERE version < ? AND taken_back_by IS NULL
       ORDER BY version DESC LIMIT 1`,
    )
    .get(version)
  return row ?? null
}

/**
 * Since when days close, in microseconds: since the newest window that a person chose and that holds, else since the first
 * version; null without one. `without` is a version that is about to be taken back.
 */
export function watchedSinceUs({ db }: ReadConnection, without: number | null = null): number | null {
  const since = db
    .prepare<[number], number | null>(
      `SELECT ifnull(
         (SELECT max(accepted_us) FROM baseline WHERE kind = 'chosen' AND taken_back_by IS NULL AND version <> ?),
         (SELECT min(accepted_us) FROM baseline))`,
    )
    .pluck()
    .get(without ?? -1)
  return since ?? null
}

/** Adds versions; `said` is what the watch said under the one that was in force. */
export function addBaselines(
  { db }: WriteConnection,
  versions: readonly NewBaseline[],
  said: readonly string[],
  nowUs: number,
): void {
  if (versions.length === 0) return
  db.prepare('UPDATE baseline SET said = ? WHERE version = (SELECT max(version) FROM baseline)').run(
    JSON.stringify(said),
  )
  const insert = db.prepare(
    `INSERT INTO baseline(version, kind, name, from_date, to_date, sessions, reason, author, accepted_us, excluded,
       categories, model)
     VALUES (@version, @kind, @name, @from, @to, @sessions, @reason, @author, @nowUs, @excluded, @categories, @plan)`,
  )
  const withdraw = db.prepare('UPDATE baseline SET taken_back_by = ? WHERE version = ?')
  for (const version of versions) {
    insert.run({
      ...version,
      nowUs,
      excluded: JSON.stringify(version.excluded),
      categories: version.categories === null ? null : JSON.stringify(version.categories),
    })
    if (version.takesBack !== null) withdraw.run(version.version, version.takesBack)
  }
}

/** Whether what is in force rests on a decision of a person: one that was taken back no longer counts. */
export function restsOnDecision({ db }: ReadConnection): boolean {
  const sql = "SELECT 1 FROM baseline WHERE kind IN ('chosen', 'accepted') AND taken_back_by IS NULL LIMIT 1"
  return db.prepare(sql).get() !== undefined
}

/** Whether a person ever decided on a version: there is a history to keep. */
function hasDecidedBaseline({ db }: Pick<ReadConnection, 'db'>): boolean {
  return (
    db
      .prepare("SELECT 1 FROM baseline WHERE kind NOT IN ('automatic', 'extended', 'resegmented') LIMIT 1")
      .get() !== undefined
  )
}

/**
 * After data was taken back: baselines are made anew from what is left, unless a person decided on one. A workspace
 * without traces keeps none.
 */
export function forgetAutomaticBaselines({ db }: WriteConnection): void {
  const isEmpty = db.prepare('SELECT 1 FROM trace LIMIT 1').get() === undefined
  if (isEmpty || !hasDecidedBaseline({ db })) db.exec('DELETE FROM baseline')
}
