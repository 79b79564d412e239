import type { Random } from '../../../sample/random.ts'
import type { Story, StoryFailure, ToolStep, ModelStep } from './story.ts'

export type Value = string | number | boolean | readonly string[]
export type Fields = Record<string, Value | undefined>

export interface SpanEventFields {
  name: string
  fields: Fields
}

/** How one instrumentation writes what happened. */
export interface StoryDialect {
  id: string
  agent(story: Story): { name: string; fields: Fields }
  /** `history`: what the call was given. */
  model(
    story: Story,
    step: ModelStep,
    history: readonly Said[],
  ): { name: string; fields: Fields; events?: SpanEventFields[] }
  tool(step: ToolStep): { name: string; fields: Fields }
}

/** A message as every dialect writes it in its own way. */
export interface Said {
  role: 'system' | 'user' | 'assistant' | 'tool'
  text: string
  calls: ModelStep['calls']
  callId: string | null
}

/** One trace as OTLP JSON: an agent span with the calls below it, a second apart. */
export function writeStory(story: Story, dialect: StoryDialect, traceId: string, random: Random): object {
  const start = 1_772_442_000_000_000_000n + BigInt(random.whole(0, 1_000_000)) * 1_000_000_000n
  const at = (second: number): string => (start + BigInt(second) * 1_000_000_000n).toString()
  const root = random.hex(16)
  const history: Said[] = [
    { role: 'system', text: story.system, calls: [], callId: null },
    { role: 'user', text: story.user, calls: [], callId: null },
  ]
  const spans = story.steps.map((step, index) => {
    const isModel = step.kind === 'llm'
    const {
      name,
      fields,
      events = [],
    } = isModel ? dialect.model(story, step, history) : { ...dialect.tool(step), events: [] }
    if (isModel) history.push({ role: 'assistant', text: step.text, calls: step.calls, callId: null })
    else
      history.push({
        role: 'tool',
        text: step.output ?? step.failure?.message ?? '',
        calls: [],
        callId: step.call.id,
      })
    return span(
      {
        traceId,
        spanId: random.hex(16),
        parentSpanId: root,
        name,
        fields,
        events,
        failure: step.failure,
        from: at(index + 1),
        to: at(index + 2),
      },
      random,
    )
  })
  const { name, fields } = dialect.agent(story)
  const own = {
    traceId,
    spanId: root,
    name,
    fields: { ...fields, ...story.attributes },
    events: [],
    failure: story.failure,
    from: at(0),
    to: at(story.steps.length + 2),
  }
  return {
    resource: { attributes: attributes({ 'service.name': story.agent }) },
    scopeSpans: [{ scope: { name: dialect.id }, spans: [span(own, random), ...spans] }],
  }
}

interface SpanFields {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  fields: Fields
  events: SpanEventFields[]
  failure: StoryFailure | null
  from: string
  to: string
}

function span(
  { traceId, spanId, parentSpanId, name, fields, events, failure, from, to }: SpanFields,
  random: Random,
): object {
  const told: Fields =
    failure === null ? {} : { 'error.type': failure.type, 'http.response.status_code': failure.status }
  const raised =
    failure !== null && random.chance(0.5)
      ? [
          {
            name: 'exception',
            fields: { 'exception.type': failure.type, 'exception.message': failure.message },
          },
        ]
      : []
  return {
    traceId,
    spanId,
    ...(parentSpanId !== undefined && { parentSpanId }),
    name,
    kind: 1,
    startTimeUnixNano: from,
    endTimeUnixNano: to,
    attributes: attributes({ ...fields, ...told }),
    events: [...events, ...raised].map((event) => ({
      name: event.name,
      timeUnixNano: from,
      attributes: attributes(event.fields),
    })),
    status:
      failure === null
        ? random.chance(0.3)
          ? { code: 1 }
          : {}
        : { code: 2, message: `${failure.type}: ${failure.message}` },
  }
}

function attributes(fields: Fields): object[] {
  return Object.entries(fields).flatMap(([key, value]) =>
    value === undefined ? [] : [{ key, value: anyValue(value) }],
  )
}

function anyValue(value: Value): object {
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'boolean') return { boolValue: value }
  if (typeof value === 'number')
    return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value }
  return { arrayValue: { values: value.map((item) => ({ stringValue: item })) } }
}
