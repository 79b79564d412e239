import { type NewSavedView, newSavedViewSchema, type SavedView } from '../../shared/contract/saved-views.ts'
import { AppError } from '../../shared/errors.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'

interface Row {
  id: number
  name: string
  body: string
}

/** The saved views of the trace list, by name. */
export function listSavedViews({ db }: ReadConnection): SavedView[] {
  return db
    .prepare<[], Row>('SELECT id, name, body FROM saved_view ORDER BY name')
    .all()
    .map(({ id, ...row }) => Object.assign(toView(row), { id }))
}

/** Keeps a view; gives the one of the same name (in any case) that it replaced. */
export function saveView(
  { db }: WriteConnection,
  { name, ...view }: NewSavedView,
): { id: number; before: NewSavedView | null } {
  const before = db.prepare<[string], Row>('SELECT id, name, body FROM saved_view WHERE name = ?').get(name)
  const id = db
    .prepare<[string, string], number>(
      `INSERT INTO saved_view(name, body) VALUES (?, ?)
       ON CONFLICT (name) DO UPDATE SET name = excluded.name, body = excluded.body RETURNING id`,
    )
    .pluck()
    .get(name, JSON.stringify(view))
  return { id: id ?? 0, before: before ? toView(before) : null }
}

/** AppError `not_found`. */
export function removeView({ db }: WriteConnection, name: string): void {
  const { changes } = db.prepare('DELETE FROM saved_view WHERE name = ?').run(name)
  if (changes === 0) throw new AppError('not_found', { what: `The saved view ${name}` })
}

function toView({ name, body }: Pick<Row, 'name' | 'body'>): NewSavedView {
  return newSavedViewSchema.parse({ ...JSON.parse(body), name })
}
