import { type Annotation, clashesOf, newAnnotationSchema } from '../../shared/model/annotation.ts'
import { newDecisionSchema } from '../../shared/model/decision.ts'
import { type MergedNotes, NO_NOTES } from '../../shared/model/merged-notes.ts'
import { annotationsOf } from './annotation-store.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { readCustomCategories, saveCustomCategory } from './custom-categories.ts'
import { listSavedViews, saveView } from './saved-view-store.ts'

type Row = Record<string, unknown> & { changed_us: number }

/**
 * Joins what people wrote in another workspace: by random ids, so that nothing is lost or doubled however often it is
 * done; of an undo and its taking back the later one holds.
 */
export function mergeNotes(from: ReadConnection, to: WriteConnection): MergedNotes {
  const merged: MergedNotes = structuredClone(NO_NOTES)
  const touched = new Set<string>()
  const work = to.db.transaction(() => {
    mergeRows(from, to, ANNOTATION, merged, touched)
    mergeRows(from, to, DECISION, merged, touched)
    mergeDefinitions(from, to, merged)
  })
  work.immediate()
  merged.clashing = countClashes(to, touched)
  return merged
}

interface MergedTable {
  table: string
  id: string
  columns: readonly string[]
  isValid: (row: Row) => boolean
  /** 1 where what it is about is here. */
  isHere: string
}

const ANNOTATION: MergedTable = {
  table: 'annotation',
  id: 'id',
  columns: [
    'id',
    'target',
    'subject',
    'span_id',
    'label',
    'holds',
    'text',
    'author',
    'at_us',
    'replaces',
    'undone_us',
    'changed_us',
  ],
  isValid: (row) =>
    newAnnotationSchema.safeParse({
      // The target was checked by the table; the words are what a person may have forged.
      target: { on: 'category', category: row.subject },
      label: row.label,
      holds: row.holds === 1,
      text: row.text,
      author: row.author,
      replaces: row.replaces,
    }).success,
  isHere: `CASE @target
      WHEN 'category' THEN 1
      WHEN 'shift' THEN EXISTS (SELECT 1 FROM shift WHERE id = @subject)
      ELSE EXISTS (SELECT 1 FROM trace WHERE trace_id = @subject) END`,
}

const DECISION: MergedTable = {
  table: 'decision',
  id: 'uid',
  columns: ['shift', 'kind', 'text', 'until_date', 'author', 'at_us', 'undone_us', 'uid', 'changed_us'],
  isValid: (row) => newDecisionSchema.safeParse({ ...row, until: row.until_date ?? undefined }).success,
  isHere: 'EXISTS (SELECT 1 FROM shift WHERE id = @shift)',
}

function mergeRows(
  from: ReadConnection,
  to: WriteConnection,
  { table, id, columns, isValid, isHere }: MergedTable,
  merged: MergedNotes,
  touched: Set<string>,
): void {
  const names = columns.join(', ')
  const known = to.db.prepare<[unknown], Row>(`SELECT ${names} FROM ${table} WHERE ${id} = ?`)
  const insert = to.db.prepare(
    `INSERT INTO ${table}(${names}) VALUES (${columns.map((column) => `@${column}`).join(', ')})`,
  )
  const update = to.db.prepare(
    `UPDATE ${table} SET undone_us = @undone_us, changed_us = @changed_us WHERE ${id} = @${id}`,
  )
  const here = to.db.prepare<[Row], number>(`SELECT ${isHere}`).pluck()
  for (const row of from.db.prepare<[], Row>(`SELECT ${names} FROM ${table} ORDER BY rowid`).iterate()) {
    const own = known.get(row[id])
    if (!isValid(row)) merged.rejected += 1
    else if (own === undefined) {
      insert.run(row)
      merged.added += 1
      if (here.get(row) !== 1) merged.waiting += 1
      touched.add(keyOf(row))
    } else if (row.changed_us > own.changed_us) {
      update.run(row)
      merged.updated += 1
      touched.add(keyOf(row))
    } else merged.same += 1
  }
}

function mergeDefinitions(from: ReadConnection, to: WriteConnection, { definitions }: MergedNotes): void {
  const categories = new Map(readCustomCategories(to).map((category) => [category.id, category]))
  for (const { version: _version, ...definition } of readCustomCategories(from)) {
    const own = categories.get(definition.id)
    if (own === undefined) {
      saveCustomCategory(to, definition)
      definitions.added += 1
    } else if (JSON.stringify(own.rule) !== JSON.stringify(definition.rule))
      definitions.differing.push(definition.name)
  }
  const views = new Map(listSavedViews(to).map((view) => [view.name.toLowerCase(), view]))
  for (const { id: _id, ...view } of listSavedViews(from)) {
    const own = views.get(view.name.toLowerCase())
    if (own === undefined) {
      saveView(to, view)
      definitions.added += 1
    } else if (own.filter !== view.filter) definitions.differing.push(view.name)
  }
}

/** What a note is about, those on a span with those on its trace. */
function keyOf({ target, subject }: Row): string {
  return JSON.stringify([target === 'span' ? 'trace' : target, subject])
}

function countClashes(connection: ReadConnection, touched: ReadonlySet<string>): number {
  return [...touched].reduce((sum, key) => sum + clashesOf(annotatedBy(connection, key)).length, 0)
}

function annotatedBy(connection: ReadConnection, key: string): Annotation[] {
  const [on, subject]: unknown[] = JSON.parse(key)
  const id = String(subject)
  switch (on) {
    case 'trace':
      return annotationsOf(connection, { on, traceId: id })
    case 'shift':
      return annotationsOf(connection, { on, shift: id })
    case 'category':
      return annotationsOf(connection, { on, category: id })
    default:
      // A decision: the newest of its kind holds.
      return []
  }
}
