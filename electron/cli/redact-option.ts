import { AppError } from '../../shared/errors.ts'
import {
  DEFAULT_REDACTION,
  DETECTOR_IDS,
  NO_REDACTION,
  REDACTED_FIELDS,
  type RedactionRules,
} from '../../shared/model/redaction.ts'

/** How the option is described wherever it is taken. */
export const REDACT_HELP = `what must not leave: default, none, or a list of ${DETECTOR_IDS.join(', ')}, +${REDACTED_FIELDS.join(', +')}; "default,+payloads" adds to the default`

/**
 * Reads `--redact`: words apart by commas. `default` is what the workspace keeps, `none` nothing, a detector's name or
 * `+field` adds it. Left out, the workspace's rules. AppError `usage`.
 */
export function readRedaction(
  option: string | undefined,
  kept: RedactionRules = DEFAULT_REDACTION,
): RedactionRules {
  if (option === undefined) return kept
  const rules: RedactionRules = { ...NO_REDACTION, detectors: [], fields: [], custom: [] }
  for (const word of option.split(',').map((part) => part.trim())) {
    const detector = DETECTOR_IDS.find((id) => id === word)
    const field = REDACTED_FIELDS.find((name) => `+${name}` === word)
    if (word === 'default') {
      rules.detectors.push(...kept.detectors)
      rules.fields.push(...kept.fields)
      rules.custom.push(...kept.custom)
    } else if (detector !== undefined) rules.detectors.push(detector)
    else if (field !== undefined) rules.fields.push(field)
    else if (word !== 'none') {
      const why = `--redact does not know "${word}". It takes ${REDACT_HELP}.`
      throw new AppError('usage', { why })
    }
  }
  return { ...rules, detectors: [...new Set(rules.detectors)], fields: [...new Set(rules.fields)] }
}
