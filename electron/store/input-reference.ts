import type { Notice } from '../../shared/model/shift.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { withWorkspaceErrors } from './sqlite-error.ts'

/** The baseline in force: its days (both inclusive), and what was learned of its inputs, if anything was. */
export interface StoredInputs {
  baseline: number
  from: string
  to: string
  reference: string | null
}

/** Null without a baseline. What was accepted of one category is no window of the inputs. */
export function storedInputs({ db }: ReadConnection): StoredInputs | null {
  const row = db
    .prepare<[], StoredInputs>(
      `SELECT baseline.id AS baseline, from_date AS "from", to_date AS "to", reference FROM baseline
       LEFT JOIN input_reference ON input_reference.baseline = baseline.id
       WHERE kind <> 'accepted' ORDER BY version DESC LIMIT 1`,
    )
    .get()
  return row ?? null
}

/** Freezes what was learned with its baseline. */
export function writeInputReference(
  { db, path }: WriteConnection,
  baseline: number,
  reference: string,
): void {
  withWorkspaceErrors(path, () =>
    db.prepare('INSERT OR REPLACE INTO input_reference VALUES (?, ?)').run(baseline, reference),
  )
}

/** Adds to the notices the drift job wrote. */
export function addNotice({ db, path }: WriteConnection, notice: Notice): void {
  withWorkspaceErrors(path, () =>
    db.prepare('INSERT INTO notice(kind, title, text, day) VALUES (@kind, @title, @text, @on)').run(notice),
  )
}
