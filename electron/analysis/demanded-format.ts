import { attributeText } from '../../shared/model/attribute.ts'
import type { RecordedSpan } from '../../shared/model/recorded-trace.ts'
import { isObject, openObject, REQUEST_ATTRIBUTES } from './open-json.ts'

/** What a request demands of the answer: JSON, and which schema it should hold (null where any JSON will do). */
export interface DemandedFormat {
  schema: object | null
}

const FORMATS = [
  'gen_ai.request.response_format',
  'gen_ai.openai.request.response_format',
  'response_format',
  'llm.response_format',
  'metadata.response_format',
] as const
const SCHEMAS = [
  'gen_ai.request.structured_output_schema',
  'llm.request.structured_output_schema',
  'ai.schema',
  'gen_ai.response.schema',
] as const
/** The format a model call was told to answer in, null where it was told none. */
export function demandedFormat(span: RecordedSpan): DemandedFormat | null {
  for (const key of SCHEMAS) {
    const schema = openObject(attributeText(span.attribute(key)))
    if (schema !== null) return { schema }
  }
  for (const key of FORMATS) {
    const text = attributeText(span.attribute(key))
    const format = text === null ? null : readFormat(openObject(text) ?? { type: text })
    if (format !== null) return format
  }
  for (const key of REQUEST_ATTRIBUTES) {
    const text = attributeText(span.attribute(key))
    if (
      text === null ||
      !/"(?:response_format|response_schema|responseSchema|response_mime_type|format)"\s*:/.test(text)
    )
      continue
    const format = readParameters(openObject(text))
    if (format !== null) return format
  }
  if (attributeText(span.attribute('gen_ai.output.type')) === 'json') return { schema: null }
  return attributeText(span.attribute('ai.settings.output')) === 'object' ? { schema: null } : null
}

/** OpenAI's chat and responses API, Gemini, Mistral, Ollama. */
function readParameters(request: Record<string, unknown> | null): DemandedFormat | null {
  if (request === null) return null
  const { response_format: format, text, config, generation_config: generation } = request
  if (isObject(format)) return readFormat(format)
  if (isObject(text) && isObject(text.format)) return readFormat(text.format)
  for (const settings of [config, generation, request]) {
    if (!isObject(settings)) continue
    const schema = settings.response_schema ?? settings.responseSchema
    if (isObject(schema)) return { schema }
    if ((settings.response_mime_type ?? settings.responseMimeType) === 'application/json')
      return { schema: null }
  }
  if (request.format === 'json') return { schema: null }
  return null
}

function readFormat(format: Record<string, unknown>): DemandedFormat | null {
  const { type, json_schema: inner, schema } = format
  if (type === 'json_object' || type === 'json') return { schema: isObject(schema) ? schema : null }
  if (type !== 'json_schema') return null
  const told = isObject(inner) ? (inner.schema ?? inner) : schema
  return { schema: isObject(told) ? told : null }
}
