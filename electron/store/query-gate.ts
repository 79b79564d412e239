import { AppError } from '../../shared/errors.ts'

const ALLOWED = new Set(['select', 'with', 'values', 'explain'])

/**
 * Throws AppError `query_refused` unless the text begins like a question. A read-only connection alone stops neither
 * ATTACH nor VACUUM INTO nor PRAGMA.
 */
export function checkQuery(sql: string): void {
  const bare = sql.replace(/^(?:\s+|--[^\n]*(?:\n|$)|\/\*(?:[^*]|\*(?!\/))*\*\/)+/, '')
  const word = /^[a-z]+/i.exec(bare)?.[0].toLowerCase() ?? ''
  if (!ALLOWED.has(word))
    throw new AppError('query_refused', { why: 'it must begin with SELECT, WITH, VALUES or EXPLAIN.' })
}
