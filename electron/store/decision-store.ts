import { randomUUID } from 'node:crypto'
import { AppError } from '../../shared/errors.ts'
import type { Decision, NewDecision } from '../../shared/model/decision.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'

const COLUMNS = 'id, shift, kind, text, until_date AS until, author, at_us AS atUs, undone_us AS undoneUs'

/** Every decision about one shift, undone ones included, newest first. */
export function decisionsOf({ db }: ReadConnection, shift: string): Decision[] {
  return db
    .prepare<[string], Decision>(`SELECT ${COLUMNS} FROM decision WHERE shift = ? ORDER BY id DESC`)
    .all(shift)
}

/** Those that hold, by shift. */
export function decisionsInForce({ db }: Pick<ReadConnection, 'db'>): Map<string, Decision[]> {
  const rows = db
    .prepare<[], Decision>(`SELECT ${COLUMNS} FROM decision WHERE undone_us IS NULL ORDER BY id DESC`)
    .all()
  return Map.groupBy(rows, ({ shift }) => shift)
}

/** Notes a decision. AppError `not_found` where there is no such shift. */
export function addDecision({ db }: WriteConnection, decision: NewDecision, atUs: number): number {
  if (db.prepare('SELECT 1 FROM shift WHERE id = ?').get(decision.shift) === undefined)
    throw new AppError('not_found', { what: `The shift ${decision.shift}` })
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO decision(shift, kind, text, until_date, author, at_us, uid, changed_us)
       VALUES (@shift, @kind, @text, @until, @author, @atUs, @uid, @atUs)`,
    )
    .run({ ...decision, until: decision.kind === 'mute' ? decision.until : null, atUs, uid: randomUUID() })
  return Number(lastInsertRowid)
}

/** Undoes a decision, or makes an undone one hold again. AppError `not_found`. */
export function setUndone({ db }: WriteConnection, id: number, undone: boolean, atUs: number): void {
  const { changes } = db
    .prepare('UPDATE decision SET undone_us = ?, changed_us = ? WHERE id = ?')
    .run(undone ? atUs : null, atUs, id)
  if (changes === 0) throw new AppError('not_found', { what: `The decision ${id}` })
}
