import type { Handlers, MethodOutput } from '../../shared/contract.ts'
import { attributeText } from '../../shared/model/attribute.ts'
import type { Message } from '../../shared/model/message.ts'
import type { Span } from '../../shared/model/span.ts'
import { guessFor, lookAtSource, previewMapping } from '../jobs/look-at-source.ts'

interface MappingDeps {
  /** The path behind what the window calls a source; throws where it was never given to it. */
  resolveSource(reference: string): string
}

type MappedSpan = MethodOutput<'imports.previewMapping'>['spans'][number]

const SHOWN_SPANS = 60
const SHOWN_CHARACTERS = 400

/** What a window asks of a source before it is imported. */
export function mappingHandlers({
  resolveSource,
}: MappingDeps): Pick<Handlers, 'imports.look' | 'imports.guessMapping' | 'imports.previewMapping'> {
  return {
    'imports.look': ({ source }) => lookAtSource(resolveSource(source)),
    'imports.guessMapping': ({ source }) => guessFor(resolveSource(source)),
    'imports.previewMapping': async ({ source, mapping }) => {
      const { spans, ...rest } = await previewMapping(resolveSource(source), mapping)
      const traces = new Set(spans.map(({ traceId }) => traceId)).size
      return { ...rest, traces, spans: spans.slice(0, SHOWN_SPANS).map(shortSpan) }
    },
  }
}

function shortSpan(span: Span): MappedSpan {
  const { traceId, kind, name, status, durationNs, inputTokens, outputTokens } = span
  return {
    traceId,
    kind,
    name,
    status,
    startUs: span.syntheticTime ? null : span.startUs,
    durationNs,
    model: span.modelAnswered ?? span.modelRequested,
    inputTokens,
    outputTokens,
    input: cut(span.inputMessages.at(-1)?.text ?? payload(span, span.inputKey)),
    output: cut(answered(span.outputMessages.at(-1)) ?? payload(span, span.outputKey)),
  }
}

/** What a message says, or the tools it calls. */
function answered(message: Message | undefined): string | null {
  if (message === undefined) return null
  return message.text || (message.toolCalls ?? []).map(({ name }) => `→ ${name}`).join(', ')
}

function payload(span: Span, key: string | null): string | null {
  return key === null ? null : attributeText(span.attributes.get(key))
}

function cut(text: string | null): string | null {
  return text === null || text.length <= SHOWN_CHARACTERS ? text : `${text.slice(0, SHOWN_CHARACTERS)}…`
}
