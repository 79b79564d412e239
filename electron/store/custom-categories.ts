import { AppError } from '../../shared/errors.ts'
import {
  customCategorySchema,
  type CustomCategory,
  type CustomDefinition,
} from '../../shared/model/custom-category.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'

interface Row {
  id: string
  version: number
  body: string
}

const CURRENT = `
  SELECT id, version, body FROM custom_category AS own
  WHERE removed = 0 AND version = (SELECT max(version) FROM custom_category WHERE id = own.id) ORDER BY id`

/** The categories users defined, each in its newest version, by id. */
export function readCustomCategories({ db }: ReadConnection): CustomCategory[] {
  return db.prepare<[], Row>(CURRENT).all().map(toCategory)
}

/**
 * Keeps a definition: as version 1, or as the next version where it differs from the newest. Gives what is in force.
 * Versions that were left behind stay, with their findings.
 */
export function saveCustomCategory(
  connection: WriteConnection,
  definition: CustomDefinition,
): CustomCategory {
  const { db } = connection
  const { id, ...rest } = definition
  const body = JSON.stringify(rest)
  const newest = db
    .prepare<[string], Row & { removed: number }>(
      'SELECT id, version, body, removed FROM custom_category WHERE id = ? ORDER BY version DESC LIMIT 1',
    )
    .get(id)
  if (newest !== undefined && newest.body === body) {
    db.prepare('UPDATE custom_category SET removed = 0 WHERE id = ? AND version = ?').run(id, newest.version)
    return toCategory(newest)
  }
  const version = (newest?.version ?? 0) + 1
  db.prepare('INSERT INTO custom_category(id, version, body) VALUES (?, ?, ?)').run(id, version, body)
  return { ...definition, version }
}

/** Takes a category out of force; its findings stay readable. AppError `not_found`. */
export function removeCustomCategory({ db }: WriteConnection, id: string): void {
  const { changes } = db
    .prepare('UPDATE custom_category SET removed = 1 WHERE id = ? AND removed = 0')
    .run(id)
  if (changes === 0) throw new AppError('not_found', { what: `The category ${id}` })
}

function toCategory({ id, version, body }: Row): CustomCategory {
  return customCategorySchema.parse({ ...JSON.parse(body), id, version })
}
