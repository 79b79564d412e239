import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parse, stringify } from 'yaml'
import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { MAPPING_FIELDS, mappingSchema, type Mapping } from '../../shared/model/mapping.ts'

/**
 * The mapping in a YAML or JSON file; null where there is no such file. AppError `file_unreadable`, and `usage` that names
 * the member that is wrong.
 */
export function readMappingFile(path: string): Mapping | null {
  if (!existsSync(path)) return null
  let value: unknown
  try {
    value = parse(readFileSync(path, 'utf8'))
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n', 1)[0] : 'it is no YAML'
    throw new AppError('file_unreadable', { path, why: why ?? '' }, { cause: error })
  }
  const parsed = mappingSchema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new AppError('usage', {
    why: `The mapping ${path} is not understood:\n${z.prettifyError(parsed.error)}`,
  })
}

/** Writes a guessed mapping with what else could be said, for a person to correct. AppError `file_unwritable`. */
export function writeMappingFile(path: string, mapping: Mapping): void {
  const open = Object.entries(MAPPING_FIELDS).filter(
    ([name, { of }]) => of.includes(mapping.each) && !(name in mapping.fields),
  )
  const text = [
    '# Where the facts stand in a record: a path of names joined by dots, [0] for an element, ["a.b"] for a name with a dot.',
    '# each: run (a record holds a whole conversation), call (one request to a model), message, span.',
    '# records: where in a document the list of records is; leave it out for lines and rows.',
    stringify(mapping).trimEnd(),
    '',
    '# Fields that were not found; add them under "fields" where the records have them:',
    ...open.map(([name, { meaning }]) => `#   ${name}: a.path   # ${meaning}`),
    '# scores: a list of {name, path}; reward, resolved and correct are outcomes of a run.',
    '',
  ].join('\n')
  try {
    writeFileSync(path, text, { flag: 'wx' })
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
    throw new AppError('file_unwritable', { path, why }, { cause: error })
  }
}
