import { randomUUID } from 'node:crypto'
import { AppError } from '../../shared/errors.ts'
import type { Annotation, AnnotationTarget, NewAnnotation } from '../../shared/model/annotation.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'

interface Row extends Omit<Annotation, 'target' | 'holds'> {
  target: AnnotationTarget['on']
  subject: string
  spanId: string | null
  holds: number
}

const COLUMNS = `id, target, subject, span_id AS spanId, label, holds, text, author, at_us AS atUs, replaces,
  undone_us AS undoneUs`

/** A condition on a row of `annotation`: neither undone nor replaced by one that stands. */
export const STANDING = `annotation.undone_us IS NULL AND NOT EXISTS (
  SELECT 1 FROM annotation AS later INDEXED BY annotation_replaces
  WHERE later.replaces = annotation.id AND later.undone_us IS NULL)`

/** Every annotation of a target, undone ones included, newest first; of a trace also those of its spans. */
export function annotationsOf({ db }: ReadConnection, target: AnnotationTarget): Annotation[] {
  const { subject, spanId } = placeOf(target)
  const which = target.on === 'trace' ? "target IN ('trace', 'span')" : 'target = @on AND span_id IS @spanId'
  return db
    .prepare<object, Row>(
      `SELECT ${COLUMNS} FROM annotation WHERE subject = @subject AND ${which} ORDER BY at_us DESC, rowid DESC`,
    )
    .all({ on: target.on, subject, spanId })
    .map(toAnnotation)
}

/**
 * Keeps annotations, all or none; gives their ids in the same order.
 * AppError `not_found` where a trace, span, shift or replaced note is not there.
 */
export function addAnnotations(
  { db }: WriteConnection,
  annotations: readonly NewAnnotation[],
  atUs: number,
): string[] {
  const insert = db.prepare(
    `INSERT INTO annotation(id, target, subject, span_id, label, holds, text, author, at_us, replaces, changed_us)
     VALUES (@id, @on, @subject, @spanId, @label, @holds, @text, @author, @atUs, @replaces, @atUs)`,
  )
  const addAll = db.transaction(() =>
    annotations.map(({ target, holds, ...words }) => {
      requireTarget(db, target)
      requireReplaced(db, words.replaces)
      const id = randomUUID()
      insert.run({ ...words, ...placeOf(target), on: target.on, id, holds: holds ? 1 : 0, atUs })
      return id
    }),
  )
  return addAll()
}

/** Undoes annotations, or makes undone ones stand again; all or none. AppError `not_found`. */
export function setAnnotationsUndone(
  { db }: WriteConnection,
  ids: readonly string[],
  undone: boolean,
  atUs: number,
): void {
  const update = db.prepare('UPDATE annotation SET undone_us = ?, changed_us = ? WHERE id = ?')
  const updateAll = db.transaction(() => {
    for (const id of ids) {
      const { changes } = update.run(undone ? atUs : null, atUs, id)
      if (changes === 0) throw new AppError('not_found', { what: `The note ${id}` })
    }
  })
  updateAll()
}

function placeOf(target: AnnotationTarget): { subject: string; spanId: string | null } {
  switch (target.on) {
    case 'trace':
      return { subject: target.traceId, spanId: null }
    case 'span':
      return { subject: target.traceId, spanId: target.spanId }
    case 'shift':
      return { subject: target.shift, spanId: null }
    case 'category':
    default:
      return { subject: target.category, spanId: null }
  }
}

const TARGET_ROWS: Readonly<Record<AnnotationTarget['on'], string>> = {
  trace: 'SELECT 1 FROM trace WHERE trace_id = @subject',
  span: `SELECT 1 FROM span WHERE span_id = @spanId AND trace = (SELECT id FROM trace WHERE trace_id = @subject)`,
  shift: 'SELECT 1 FROM shift WHERE id = @subject',
  // A category of a user may have looked at nothing yet.
  category: 'SELECT 1',
}

function requireTarget(db: WriteConnection['db'], target: AnnotationTarget): void {
  const place = placeOf(target)
  if (db.prepare(TARGET_ROWS[target.on]).get(place) !== undefined) return
  const span = place.spanId === null ? '' : ` with the span ${place.spanId}`
  const what = target.on === 'shift' ? 'shift' : 'trace'
  throw new AppError('not_found', { what: `The ${what} ${place.subject}${span}` })
}

function requireReplaced(db: WriteConnection['db'], id: string | null): void {
  if (id === null || db.prepare('SELECT 1 FROM annotation WHERE id = ?').get(id) !== undefined) return
  throw new AppError('not_found', { what: `The note ${id}` })
}

function toAnnotation({ target: on, subject, spanId, holds, ...words }: Row): Annotation {
  return { ...words, holds: holds === 1, target: toTarget(on, subject, spanId ?? '') }
}

function toTarget(on: AnnotationTarget['on'], subject: string, spanId: string): AnnotationTarget {
  switch (on) {
    case 'trace':
      return { on, traceId: subject }
    case 'span':
      return { on, traceId: subject, spanId }
    case 'shift':
      return { on, shift: subject }
    case 'category':
    default:
      return { on, category: subject }
  }
}
