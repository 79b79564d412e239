import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import {
  DEFAULT_REDACTION,
  NO_REDACTION,
  type RedactionRules,
  redactionRulesSchema,
} from '../../shared/model/redaction.ts'

/** What `--redact` asks for: `default`, `none`, or the rules of a JSON file. AppError `usage`. */
export function readRedaction(value: string): RedactionRules {
  if (value === 'default') return DEFAULT_REDACTION
  if (value === 'none') return NO_REDACTION
  try {
    return redactionRulesSchema.parse(JSON.parse(readFileSync(resolve(value), 'utf8')))
  } catch (error) {
    throw new AppError(
      'usage',
      { why: `--redact takes "default", "none", or a JSON file of redaction rules, not ${value}.` },
      { cause: error },
    )
  }
}
