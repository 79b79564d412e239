import { redactValue } from '../../redaction/redact-value.ts'
import type { Redactor } from '../../redaction/redactor.ts'
import type { TextChanges } from '../../store/copy-tables.ts'

/** How a redactor changes what is copied from one workspace to another. */
export function textChanges(redactor: Redactor): TextChanges {
  return {
    text: (text) => redactor.redact(text),
    payload: (text) => redactor.redact(text, 'payloads'),
    path: (text) => redactor.redact(text, 'paths'),
    json: (text) => JSON.stringify(redactValue(JSON.parse(text), redactor)),
  }
}
