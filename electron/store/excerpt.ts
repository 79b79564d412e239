import { AppError } from '../../shared/errors.ts'
import { type Excerpt, excerptSchema } from '../../shared/model/excerpt.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { readSetting, writeSetting } from './settings.ts'

const KEY = 'excerpt'

/** What the workspace is an excerpt of; null for a whole one. */
export function readExcerpt(connection: ReadConnection): Excerpt | null {
  const text = readSetting(connection, KEY)
  return text === null ? null : excerptSchema.parse(JSON.parse(text))
}

export function writeExcerpt(connection: WriteConnection, excerpt: Excerpt): void {
  writeSetting(connection, KEY, JSON.stringify(excerpt))
}

/** Its rates are those of traces that are not in it: making them anew would lose them. AppError `workspace_excerpt`. */
export function requireWhole(connection: ReadConnection): void {
  const excerpt = readExcerpt(connection)
  if (excerpt === null) return
  throw new AppError('workspace_excerpt', {
    path: connection.path,
    traces: excerpt.traces,
    of: excerpt.of,
  })
}
