import type { AttributeValue } from '../../shared/model/attribute.ts'
import { emptySpan, type Span } from '../../shared/model/span.ts'
import { SourceMemory, translate } from '../import/translate.ts'

/** A span with these attributes as importing would leave it. Spans of one memory are of one source. */
export function translatedSpan(
  attributes: Record<string, AttributeValue>,
  more: Partial<Span> = {},
  memory = new SourceMemory(),
): Span {
  const span: Span = {
    ...emptySpan('t', 's'),
    startUs: 1,
    attributes: new Map(Object.entries(attributes)),
    ...more,
  }
  translate(span, memory)
  return span
}
