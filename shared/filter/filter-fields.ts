import { SPAN_KINDS, SPAN_STATUSES } from '../model/span.ts'

import type { NumberField, TextField } from './filter-node.ts'

interface FieldTexts {
  /** One line for the completion list. */
  description: string
  example: string
}

/** `text` takes `:`; `number` and `duration` take comparisons; `date` takes an ISO date; `score` is `score.NAME`. */
export type FilterField = FieldTexts &
  (
    | {
        type: 'text'
        name: TextField
        /** The only values allowed, where there are few. */ values?: readonly string[]
      }
    | { type: 'number' | 'duration'; name: NumberField }
    | { type: 'date'; name: 'from' | 'to' }
    | { type: 'score'; name: 'score' }
  )

const PREVIEW = 'case ignored (its first characters, not the whole payload)'

/** Every field of the filter language, as the completion shows them. */
export const FILTER_FIELDS: readonly FilterField[] = [
  text('category', 'A failure category found in the trace', 'category:tool_error_silent'),
  text('signature', 'A kind of like findings; of the category beside it, if any', 'signature:*timeout*'),
  text('agent', 'Name of the agent', 'agent:booking'),
  text('model', 'Model of the trace', 'model:gpt-4o*'),
  text('provider', 'Provider of the model', 'provider:openai'),
  text('tool', 'A tool called in the trace', 'tool:search_flights'),
  text('prompt', 'Prompt version, recorded or found', 'prompt:7'),
  text('version', 'A found version: prompt, tool set, model asked for or answering', 'version:t-3fa2c1'),
  text('env', 'Environment', '-env:staging'),
  text('session', 'Session id', 'session:s-1881'),
  text('user', 'User id', 'user:42'),
  text('name', 'Name of the trace', 'name:"answer question"'),
  text('trace', 'Trace id', 'trace:4bf92f*'),
  text('status', 'Status of the trace', 'status:error', SPAN_STATUSES),
  text('kind', 'A kind of span the trace holds', 'kind:retrieval', SPAN_KINDS),
  text('error', 'Error type of a span; error:* for any', 'error:Timeout*'),
  text('service', 'A service that emitted a span of the trace', 'service:checkout'),
  text('input', `Part of the input preview, ${PREVIEW}`, 'input:"refund"'),
  text('output', `Part of the output preview, ${PREVIEW}`, 'output:sorry'),
  text('label', 'A label that people gave; “not …” where they say it does not fit', 'label:bad'),
  text('note', 'Part of a note that people wrote (case ignored)', 'note:"ask Ana"'),
  text('import', 'Label or file name of an import', 'import:march'),
  text('format', 'Format of the source', 'format:otlp*'),
  date('from', 'Started on this day (UTC) or later', 'from:2026-03-01'),
  date('to', 'Started on this day (UTC) or earlier', 'to:2026-03-08'),
  number('duration', 'duration', 'Duration of the trace', 'duration>5s'),
  number('tokens', 'number', 'Input and output tokens together', 'tokens>10k'),
  number('cost', 'number', 'Cost in US dollars', 'cost>=0.05'),
  number('spans', 'number', 'Number of spans', 'spans>100'),
  {
    name: 'score',
    type: 'score',
    description: 'A score by name, compared or by label',
    example: 'score.helpfulness<0.5',
  },
]

function text(
  name: TextField,
  description: string,
  example: string,
  values?: readonly string[],
): FilterField {
  return { name, type: 'text', description, example, ...(values && { values }) }
}

function number(
  name: NumberField,
  type: 'number' | 'duration',
  description: string,
  example: string,
): FilterField {
  return { name, type, description, example }
}

function date(name: 'from' | 'to', description: string, example: string): FilterField {
  return { name, type: 'date', description, example }
}

const BY_NAME: ReadonlyMap<string, FilterField> = new Map(FILTER_FIELDS.map((entry) => [entry.name, entry]))

/** The field of a name, in any case; undefined where there is none. */
export function filterField(name: string): FilterField | undefined {
  return BY_NAME.get(name.toLowerCase())
}
